"""What a contract says: outline, hosts, looks, layout, references, definitions, and what we left in it before."""

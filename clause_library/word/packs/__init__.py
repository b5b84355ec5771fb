"""Papers of our own: clause packs, clause tables, sample contracts."""

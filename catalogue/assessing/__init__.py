"""From a datasheet to the entries a lawyer would open for it: quantities, terms, ranked candidates with evidence."""

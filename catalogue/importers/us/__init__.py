"""Lists of the United States from the eCFR and from tables of names."""

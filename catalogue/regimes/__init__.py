"""One module per legal regime; each reads its rules from `catalogue/packs` and says what it found."""

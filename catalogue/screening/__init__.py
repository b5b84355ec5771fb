"""Names held against party lists: folded, compared, scored, told."""

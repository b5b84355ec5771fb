"""The rooms of the window: search, classify, clauses, draft, data."""

"""Any table as a list, by a column map."""

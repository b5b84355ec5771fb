"""What a draft changed, shown: tracked changes between two main parts, and comments that explain the clauses."""

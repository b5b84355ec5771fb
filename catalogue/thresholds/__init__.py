"""Limits read from the text of control lists: text -> limbs with spans, how they combine, and what was not read."""

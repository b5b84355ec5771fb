"""Clauses into a contract: where they land, how they are numbered and cited, written, corrected, remembered."""

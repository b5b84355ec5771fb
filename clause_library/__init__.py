"""Which clauses, in what words, where in the document. Calls `catalogue`; never `gui`."""

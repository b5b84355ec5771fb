"""Two editions side by side: what was added, deleted, changed, renumbered."""

"""Reading and changing Word packages so that only what must change does."""

"""A package as its source text: a tree that knows its offsets, numbers as shown, paragraphs as a reader sees them."""

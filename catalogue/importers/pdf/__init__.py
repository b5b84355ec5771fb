"""The text of a PDF with the place of every character, read in a child process."""

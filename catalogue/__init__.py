"""What is controlled, since when, by which numbers, and what follows.

The lowest floor: no Qt, no Word, no network. Upper floors call down; nothing here calls up.
"""

__version__ = "0.1.0"

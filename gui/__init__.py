"""The desktop: shows and asks, decides nothing. The only floor that knows PySide6."""

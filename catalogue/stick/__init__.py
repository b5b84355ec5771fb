"""Packs carried as one signed file: made, checked, trusted, installed."""

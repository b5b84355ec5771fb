"""Pictures and small controls, drawn from plain values."""

"""Tables out: comparison tables as .docx and .xlsx, from plain rows."""

"""The PRC technology catalogue and its amending announcements."""

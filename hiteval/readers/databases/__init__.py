"""Projects that are SQLite databases: Taguette, QualCoder, RQDA."""

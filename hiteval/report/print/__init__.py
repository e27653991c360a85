"""A report on paper: one document, and one page a team."""

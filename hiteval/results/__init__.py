"""Every result of a study, how sure it is, and what changed."""

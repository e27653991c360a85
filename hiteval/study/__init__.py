"""A study: its schema, and the only reader and writer of a study folder."""

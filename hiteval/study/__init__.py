"""A study: what it may hold, and the only reader and writer of a study folder."""

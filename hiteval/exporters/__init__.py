"""A study written in the form of other tools."""

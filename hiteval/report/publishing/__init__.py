"""Finished reports put in place of earlier ones, and sent elsewhere."""

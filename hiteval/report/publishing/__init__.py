"""Publish finished reports: in place of earlier ones, and elsewhere."""

"""Executed notebooks and hand-written pages made into a site."""

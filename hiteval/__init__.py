"""Reproducible evaluation of Health Integration Teams.

Coded evidence goes in; a published report with a page for every team comes out, in
which any reader can walk from a rating to the passage behind it.
"""

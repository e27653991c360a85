"""Fewer examples for properties whose every example takes long."""

from hypothesis import settings


def at_most(count: int) -> settings:
    """Try `count` examples, or as many as the profile asks for if these are fewer."""
    return settings(max_examples=min(count, settings.default.max_examples))

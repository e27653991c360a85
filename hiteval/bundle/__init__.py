"""The release bundle: all that notebooks ever see, and where it comes from."""

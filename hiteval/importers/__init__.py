"""Foreign files in: what coding tools write, read into one form, then into a study."""

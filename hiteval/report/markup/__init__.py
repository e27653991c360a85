"""The markup that a page may hold: one list, to clean by and to refuse by."""

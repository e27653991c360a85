"""From files of coding tools, in the one form of `hiteval.readers`, to a study."""

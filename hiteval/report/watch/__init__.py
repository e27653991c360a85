"""Show what an edit does, within seconds, in a browser on this machine alone."""

"""What an edition may show: everything else is gone before a notebook starts."""

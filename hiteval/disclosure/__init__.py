"""What an edition may show: everything else is removed before a notebook starts."""

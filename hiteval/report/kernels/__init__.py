"""Where notebooks run: in processes here, or on a cluster."""

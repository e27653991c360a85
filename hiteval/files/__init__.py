"""CSV, Parquet and YAML exactly as they stand, and folders swapped in one step."""

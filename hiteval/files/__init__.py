"""CSV, Parquet and YAML exactly as written, and folders swapped in one step."""

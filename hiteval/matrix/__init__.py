"""The framework matrix as a workbook: out to be written in, and back without loss."""

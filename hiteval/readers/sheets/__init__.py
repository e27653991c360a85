"""Workbooks and CSV files: lists of coded passages, and matrices of summaries."""

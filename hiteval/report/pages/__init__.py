"""The pages of a report: which there are, and the notebook behind each."""

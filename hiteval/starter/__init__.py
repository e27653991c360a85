"""`hiteval new`: a folder in which to begin an evaluation."""

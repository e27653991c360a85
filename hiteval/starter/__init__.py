"""`hiteval new`: a folder to start an evaluation in."""

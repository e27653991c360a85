"""From an `Evaluation` to things to look at: tables, figures, sentences.

Every function takes an evaluation, or a slice of one, and returns `html.Html`.
Rounding happens here and nowhere below.
"""

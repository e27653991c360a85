"""The closed choices of a study's tables, each in one place."""

from hiteval.catalogue import N_

DATE_FORM = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY", "unknown": ""}
EVENTS = [
    *["proposed", "accredited", "launched", "renamed", "reviewed", "director_change"],
    *["paused", "restarted", "concluded", "business_as_usual"],
]
ABOUT_TEAM, CONTEXT, BASELINE = ABOUT = ("team", N_("context"), N_("baseline"))
CLEARANCES = ["public", "internal"]
STAGES = [  # of an evaluation, in their order
    *["question", "design", "gathering", "coding", "rating", "interpreting"],
    *["writing", "sharing"],
]
STATES = ["planned", "under_way", "done", "dropped"]  # of an action
CONFIDENCE = ["high", "moderate", "low", "very_low"]  # in a finding
# What confidence in a finding follows from, after GRADE-CERQual, and how grave it is.
COMPONENTS = ["methodological_limitations", "coherence", "adequacy", "relevance"]
CONCERNS = ["none", "minor", "moderate", "serious"]
SIGNS = ["supports", "hinders", "mixed"]  # of a link in the theory of change

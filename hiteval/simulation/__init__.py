"""A synthetic study whose truth is known, of any size, for tests and demonstrations.

`truth` draws what is true of each team, `coders` what sources show of it and coders
read in them, `coded` the tables of that evidence. `interviewees` invents the people,
`plans` actions and involvement, `syntheses` findings, theory and responses,
`other_tables` the rest. `texts` puts it all into words, `hostile` inserts hostile
strings, and `simulate` creates the study. Nothing here uses `hiteval.analysis`: its
results are compared with the truth that is known here.
"""

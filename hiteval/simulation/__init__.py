"""A made-up study whose truth is known, of any size, for tests and demonstrations.

`truth` says what is so, `evidence` what sources show of it and coders read in them,
`people` who was interviewed, `plans` what is to be done and who was involved,
`surroundings` the rest, `texts` puts it into words and `study` puts it together.
Nothing here uses `hiteval.analysis`: what that finds is compared with what is known
here.
"""

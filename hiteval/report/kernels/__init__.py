"""How notebooks are run: each in a process of its own, here or on a cluster.

`engine` runs the cells, in place of a kernel; `workers` starts a process for each page,
`cluster` has those of a Dask cluster do so. `child_processes` says how processes start
and end, `preloaded` what they need not import any more, and `versions` whether those of
a cluster would make the same pages.
"""

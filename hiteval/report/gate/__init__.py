"""The gate: what was built is read as an attacker would, before it is published.

``unpacking`` opens one wrapping; ``decoding`` gives every text that a file may hold.
``leaks`` finds withheld passages, names and ids in a text, and paths of this machine.
``search_index`` finds what only the search would tell.
``markup`` knows what a page may do in a browser; ``book_markup`` lists what the book's
theme does. ``reading`` reads a site with them; ``check`` refuses a release.
"""

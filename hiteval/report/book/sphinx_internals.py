"""The only private names of a library that hiteval uses, for want of public ones.

`tests/report/book/test_sphinx_internals.py` fails where Sphinx has changed them, and
says what to do.
"""

from sphinx.environment import BuildEnvironment


def forget_pages(environment: BuildEnvironment) -> None:
    """Have Sphinx keep pages on the disk only, where it puts them anyway."""
    environment._pickled_doctree_cache.clear()
    environment._write_doc_doctree_cache.clear()

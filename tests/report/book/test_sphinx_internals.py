"""What to do if this fails: look in Sphinx's `environment` for where it keeps pages.

If it has other names, use those. If it keeps nothing any more, or says in public how to
forget, delete `sphinx_internals` and this test.
"""

from unittest.mock import MagicMock

from sphinx.environment import BuildEnvironment

from hiteval.report.book.sphinx_internals import forget_pages


def kept(environment):
    """List the caches of pages that an environment has, by its own account."""
    return sorted(name for name in vars(environment) if name.endswith("doctree_cache"))


def test_every_cache_of_pages_is_emptied(monkeypatch):
    monkeypatch.setattr(BuildEnvironment, "setup", lambda *_: None)
    environment = BuildEnvironment(MagicMock())
    assert len(kept(environment)) == 2
    for name in kept(environment):
        getattr(environment, name)["page"] = "a tree"
    forget_pages(environment)
    assert [getattr(environment, name) for name in kept(environment)] == [{}, {}]

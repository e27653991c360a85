"""Build single pages of a book that was built before.

In a process of its own, a fork of one that has imported Sphinx and all it works with:
those imports take longer than a page, and so does what Sphinx does before the first.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Any

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from hiteval.errors import BuildError
from hiteval.report.kernels.child_processes import (
    PRELOADED,
    context,
    deaf_to_ctrl_c,
    end_with_parent,
    ending,
)

LOG = "book-pages.txt"
# What `_config.yml` names, and what Sphinx loads for every book.
EXTENSIONS = (
    *("jupyter_book", "myst_nb", "sphinx_comments", "sphinx_external_toc"),
    *("sphinx.builders.html", "sphinx.environment.collectors"),
    *("sphinx_multitoc_numbering", "sphinx_thebe"),
)


def preload() -> None:
    """Have the processes that are started from now on come with the imports."""
    if __name__ not in PRELOADED:
        PRELOADED.append(__name__)


# Which `NextBuild` reads when it begins.
SETTINGS = (
    *("_toc.yml", "_config.yml"),
    *("_build/bundle/study.yml", "_build/bundle/framework.yml"),
)


class NextBuild:
    """A process that has all it needs to build pages, and waits to be told which.

    It has read what Sphinx kept of the last build, which takes longer than a page.
    """

    def __init__(self, work: Path) -> None:
        self._log = work / "log" / LOG
        self._log.parent.mkdir(exist_ok=True)
        self._pipe, theirs = Pipe()
        self._ready = False
        self._settings = settings(work)
        task = (work, theirs, self._log)
        self._process = context().Process(target=_wait_and_build, args=task)
        with deaf_to_ctrl_c(), theirs:
            self._process.start()

    def wait(self) -> None:
        """Wait until it is ready: until then it reads which pages there are."""
        if not self._ready:
            with suppress(EOFError, OSError):  # it failed, which its build tells
                self._pipe.recv()
        self._ready = True

    def suits(self, work: Path) -> bool:
        """Say whether contents and settings of the book are those that it has read."""
        return self._settings == settings(work)

    def build(self, pages: Sequence[str] | None, searched: bool) -> None:
        """Build some pages of a site again.

        Parameters
        ----------
        pages : sequence of str, or None
            Their paths below ``book/``; where there are none, all that changed. None
            for every page, as each lists the others.
        searched : bool
            Whether the index of the search is made anew, which reads every page.

        Raises
        ------
        BuildError
            If Sphinx failed or warned; its output is in ``work/log``.
        """
        self.wait()
        with self._pipe, suppress(OSError):  # it failed before it could be told
            self._pipe.send((pages, searched))
        self._process.join()
        code = self._process.exitcode
        if code:
            how = ending(code) if code < 0 else "failed or warned"
            raise BuildError(f"the book {how}, see {self._log}")

    def stop(self) -> None:
        """Do without it."""
        self._process.kill()
        self._pipe.close()


def settings(work: Path) -> tuple[bytes, ...]:
    """Return what Sphinx reads before any page."""
    return tuple((work / name).read_bytes() for name in SETTINGS)


def _wait_and_build(work: Path, pipe: Any, log: Path) -> None:
    end_with_parent()
    with log.open("w", encoding="utf-8") as said:
        for descriptor in (1, 2):
            os.dup2(said.fileno(), descriptor)
    os.chdir(work)
    config, _ = get_final_config(
        user_yaml=work / "_config.yml",
        sourcedir=work,
        # As the command of Jupyter Book has it: otherwise Sphinx begins anew.
        cli_config={
            "external_toc_path": (work / "_toc.yml").as_posix(),
            "latex_individualpages": False,
        },
    )
    places = (work / "_build" / "html", work / "_build" / ".doctrees")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            *(work, None, *places, "html", config), warningiserror=True, keep_going=True
        )
        pipe.send("ready")
        pages, searched = pipe.recv()
        app.config.search_index = searched
        sources = [_source(work, page) for page in pages or ()]
        app.build(force_all=pages is None, filenames=sources)
        sys.exit(app.statuscode)


def _source(work: Path, page: str) -> str:
    (source,) = work.glob(f"book/{page}.*")
    return str(source)


if "multiprocessing.forkserver" in " ".join(sys.orig_argv):
    for name in EXTENSIONS:
        import_module(name)

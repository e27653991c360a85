"""What every page needs and takes long, done once for the processes forked from here.

That is: imports, also those that libraries put off until they are used, the font that
is read when something is first written with it, the form that every notebook must have.
What is drawn and written here is thrown away. The bundle that most pages open is kept,
read and evaluated.
"""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import nbformat

from hiteval.report.kernels.child_processes import AWAITED, BUNDLE
from hiteval.report.kernels.engine import shell
from hiteval.report.pages.pages import slices_in

MODULES = (
    *("hiteval.report.pages.notebooks", "hiteval.report.gate.reading"),
    *("IPython.core.completerlib", "IPython.core.oinspect"),
    "IPython.extensions.storemagic",
)


def preload() -> None:
    """Import all there is for pages to show, and draw with it."""
    topics = import_module("hiteval.display").__path__
    for name in (
        *MODULES,
        *(f"hiteval.display.{t.name}" for t in iter_modules(topics)),
    ):
        import_module(name)
    numbers = import_module("pandas").DataFrame({"a": [0]})
    kit = import_module("hiteval.display.kit.picture")
    kit.picture("nothing", _draw, kit.Told("", "", "", ""), numbers)
    nbformat.validate(nbformat.v4.new_notebook())
    opening, bundle = import_module("hiteval.bundle.opening"), Path(os.environ[BUNDLE])
    _wait(bundle)
    evaluation = opening.keep_open(str(bundle))
    evaluation.language.numeral(0)
    # Of no team, it is worked out soon: hashes, versions and settings are those of all.
    nobody = import_module("hiteval.study.team_slices").of_teams(evaluation.study, [])
    import_module("hiteval.bundle.provenance").team_provenance(nobody)
    _wait(Path(os.environ.get(AWAITED, bundle)))
    opening.keep_slices(evaluation, slices_in(bundle.parent.parent))


def _wait(place: Path) -> None:
    """Wait until something is there, if it is to come and somebody will ask for it."""
    if AWAITED not in os.environ:
        return
    work, parent = Path(os.environ[AWAITED]).parent, os.getppid()
    while work.exists() and os.getppid() == parent and not place.exists():
        sleep(0.01)


def _draw(sheet: Any) -> float:
    from hiteval.display.kit import sheet as kit
    from hiteval.display.kit.palette import ACCENT, Paint

    kit.box(sheet, (0, 0), (1, 1), Paint(ACCENT))
    kit.write(sheet, (0, 0), "a")
    return 1


def _preload_as_in_a_notebook() -> None:
    with TemporaryDirectory() as home:
        os.environ["IPYTHONDIR"] = home  # not the user's own
        with shell():
            preload()


# Whoever else imports this, such as a test of docstrings, wants nothing drawn or read.
if "multiprocessing.forkserver" in " ".join(sys.orig_argv):
    with suppress(Exception):  # whatever is wrong is for the page to say that needs it
        _preload_as_in_a_notebook()
    # What is here stays, so no fork need look through it for what can be freed.
    gc.freeze()

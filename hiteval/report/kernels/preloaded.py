"""What every page needs and takes long, done once for the processes forked from here.

That is: imports, also those that libraries put off until they are used, and the font
that is read when something is first written with it. What is drawn here is thrown
away. The bundle that most pages open is kept, read and evaluated.
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
    opening, bundle = import_module("hiteval.bundle.opening"), os.environ[BUNDLE]
    evaluation = opening.keep_open(bundle)
    _wait()
    opening.keep_slices(evaluation, slices_in(Path(bundle).parent.parent))


def _wait() -> None:
    """Wait until all is there that pages open, or nobody will ask for any."""
    if AWAITED not in os.environ:
        return
    awaited, parent = Path(os.environ[AWAITED]), os.getppid()
    while awaited.parent.exists() and os.getppid() == parent and not awaited.exists():
        sleep(0.01)


def _draw(axes: Any) -> float:
    from hiteval.display.kit.palette import ACCENT

    axes.bar([0], [1], color=ACCENT)
    axes.text(0, 0, "a", color=ACCENT)
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

"""Do once what takes a process long the first time, for its forks to find it done.

Libraries put off some of their imports until they are used, and read a font when they
first write with it. What is drawn here is thrown away. What is kept is the
bundle that most pages open, read and evaluated.
"""

import gc
import os
from contextlib import suppress

import pandas as pd
from matplotlib.axes import Axes

from hiteval.bundle.opening import keep_open
from hiteval.display.kit.picture import picture
from hiteval.report.kernels.warm_start import BUNDLE


def _draw(ax: Axes) -> None:
    ax.bar([0], [1], hatch="/", label="a")
    ax.legend()


picture("nothing", (1, 1), _draw, "", "", pd.DataFrame({"a": [0]}))
# Whatever is wrong with a bundle is for the page to say that opens it.
with suppress(Exception):
    keep_open(os.environ[BUNDLE])
# What is here stays, so no fork need look through it for what can be freed.
gc.freeze()

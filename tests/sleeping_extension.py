"""A Sphinx extension that never lets a book be finished."""

import time
from pathlib import Path


def setup(app):
    Path("sleeping").touch()
    time.sleep(999)

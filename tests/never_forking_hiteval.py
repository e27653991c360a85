"""The quick command where no process can be forked, as on Windows.

Every process that is started from here runs this file once more.
"""

import multiprocessing
import runpy
from pathlib import Path

multiprocessing.get_all_start_methods = lambda: ["spawn"]
runpy.run_path(str(Path(__file__).with_name("quick_hiteval.py")), run_name=__name__)

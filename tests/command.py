"""The command `hiteval`, run as a user would."""

import subprocess
import sys

from conftest import ROOT


def hiteval(*arguments, cwd=ROOT, answers=""):
    command = [sys.executable, "-m", "hiteval", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, input=answers
    )

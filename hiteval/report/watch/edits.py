"""Notice that files were edited."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

LOOKS = 0.1  # seconds between two
# Of editors, and of office programs while a file is open in them.
NOT_EDITED = (".", "~", "#")

State = dict[str, tuple[int, int, int]]


class Edits:
    """What was edited in some files and folders since the last look.

    It looks at times and sizes again and again: that works on every system, and on
    network drives too.
    """

    def __init__(self, places: Sequence[Path], left_out: Sequence[Path] = ()) -> None:
        self._places = places
        self._left_out = [str(path) for path in left_out]
        self._seen = self._look()

    def pending(self) -> bool:
        """Say whether there is one that was not waited for."""
        return self._look() != self._seen

    def wait(self) -> None:
        """Wait for one, and for whoever makes it to be done with writing."""
        while not self.pending():
            time.sleep(LOOKS)
        while self.pending():
            self._seen = self._look()
            time.sleep(LOOKS / 2)

    def _look(self) -> State:
        state: State = {}
        waiting = [str(place) for place in self._places]
        while waiting:
            path = waiting.pop()
            try:
                found = os.stat(path)  # noqa: PTH116 (hundreds of times a second)
                if os.path.isdir(path):  # noqa: PTH112
                    waiting += self._within(path)
                else:
                    state[path] = (found.st_mtime_ns, found.st_size, found.st_ino)
            except OSError:  # it went, or comes only now
                continue
        return state

    def _within(self, folder: str) -> list[str]:
        return [
            entry.path
            for entry in os.scandir(folder)
            if not entry.name.startswith(NOT_EDITED)
            and entry.path not in self._left_out
        ]

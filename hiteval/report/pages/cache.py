"""Keep what was made, with what it was made from, so that nothing is made twice.

One file holds one page, or the picture of one to share: its inputs and a check of the
whole in the first line, and then what was made. What was made from other inputs is
removed before it is made again, and what a report no longer has is swept away, so that
nothing withdrawn lives on here.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from hiteval.files.folders import remove
from hiteval.report.pages.inputs import Inputs

UNCHANGED = "kept: nothing that it is made from changed"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a page, and in words, why it can be kept or must be made."""

    content: bytes | None
    reason: str


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of pages that were made, by their paths.

    With ``force`` nothing is found, and all is kept anew.
    """

    folder: Path
    force: bool = False

    def find(self, name: str, inputs: Inputs) -> Found:
        """Return what was made of the same inputs, if it is there and whole.

        What was made of others is removed: it may hold what was withdrawn.
        """
        found = self._look_up(name, inputs)
        if found.content is None:
            remove(self._place(name))
        return found

    def _look_up(self, name: str, inputs: Inputs) -> Found:
        if self.force:
            return Found(None, "made: asked for by --force")
        try:
            entry = self._place(name).read_bytes()
            head, content = entry.split(b"\n", 1)
            before: Inputs = dict(json.loads(head)["inputs"])
            whole = entry == _entry(name, before, content)
        except FileNotFoundError:
            return Found(None, "made: it is new here")
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            whole = False
        if not whole:
            return Found(None, "made: what was kept is damaged")
        if changed := [kind for kind in inputs if inputs[kind] != before.get(kind)]:
            return Found(None, f"made: changed {', '.join(changed)}")
        return Found(content, UNCHANGED)

    def keep(self, name: str, inputs: Inputs, content: bytes) -> None:
        """Keep what was made, in place of what was made of other inputs."""
        place = self._place(name)
        fresh = place.with_name(f".{place.name}.new")
        for folder in (self.folder, place.parent):
            if not folder.is_dir():
                remove(folder)
        for file in (fresh, place):
            if file.is_dir():
                remove(file)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(_entry(name, inputs, content))
        fresh.replace(place)

    def sweep(self, names: Collection[str]) -> None:
        """Remove all but these."""
        kept = {self._place(name) for name in names}
        kept |= {folder for place in kept for folder in place.parents}
        for path in [*self.folder.rglob("*")]:
            if path not in kept:
                remove(path)

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}.kept"


def _entry(name: str, inputs: Inputs, content: bytes) -> bytes:
    told = json.dumps([name, inputs]).encode()
    check = hashlib.sha256(told + b"\n" + content).hexdigest()
    head = json.dumps({"check": check, "inputs": inputs}).encode()
    return head + b"\n" + content

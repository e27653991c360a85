"""Upload a report that passed the gate, such as to an S3 bucket.

A bucket has no step that changes everything at once, so there is an order: what pages
need, the pages, the first page, and then what the report no longer has is deleted. A
reader, or an upload that is broken off, meets whole files, old or new, and no page is
gone before the new ones are there. Running the same command again completes it.

`OWN` lists what was put there. Nothing else is ever overwritten or deleted.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hiteval.errors import HitevalError, shown
from hiteval.language import Language

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

OWN = "hiteval-files.json"
FIRST_PAGES = ("index.html", "book/results/main-messages.html")
MISSING = (
    "--to: fsspec is not installed. Install hiteval[cloud], in this folder with "
    "`uv sync --extra cloud`."
)
AT_ONCE = 50
NO_ANSWER = "no answer. Check the network, and AWS_ENDPOINT_URL if it is set."
# What storage says, by the names of its exceptions, whichever library raised them.
SAID = {
    "FileNotFoundError": "no such bucket. Create it first, or correct its name.",
    "NoCredentialsError": "you are not logged in. For S3, set AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.",
    "PermissionError": "your account may not read, write and delete there.",
    **dict.fromkeys(("EndpointConnectionError", "ConnectTimeoutError"), NO_ANSWER),
    **dict.fromkeys(("ConnectionError", "TimeoutError", "ReadTimeoutError"), NO_ANSWER),
}


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder of some storage, by its address."""

    url: str
    files: "AbstractFileSystem"
    root: str

    def names(self) -> set[str]:
        """List the files in it, by their paths below it."""
        self.files.invalidate_cache()
        found = self.files.find(self.root)
        if not found:
            self.files.ls(self.root.partition("/")[0])  # fails if there is no bucket
        return {path.removeprefix(self.root).lstrip("/") for path in found}

    def own(self) -> set[str] | None:
        """List our own files that are still there; None if we never uploaded any."""
        names = self.names()
        if OWN not in names:
            return None
        listed = json.loads(self.files.cat_file(self.path(OWN)))
        return names & {str(name) for name in listed} - {OWN}

    def note(self, names: Collection[str]) -> None:
        """Write down what is ours."""
        text = json.dumps(sorted(names), indent=1) + "\n"
        self.files.pipe_file(self.path(OWN), text.encode())

    def path(self, name: str) -> str:
        """Return the path of a file in it."""
        return f"{self.root}/{name}"


def check_remote(url: str) -> None:
    """Say what prevents an upload, before a report is built for it.

    Raises
    ------
    HitevalError
        If storage cannot be reached, or holds other files than ours.
    """
    with _opened(url) as remote:
        if remote.own() is None and (others := remote.names()):
            found = Language().count(len(others), "other file")
            raise HitevalError(
                f"--to: expected an empty folder, or one with an earlier report; got "
                f"{url} with {found}. Name a folder of its own."
            )


def upload(site: Path, url: str, progress: Callable[[int, int], None]) -> None:
    """Upload a site, perhaps over an earlier one, and delete what only that one had.

    Parameters
    ----------
    site : Path
        The folder of the site.
    url : str
        An address as fsspec knows it, such as ``s3://bucket/folder``.
    progress : callable
        Called with how many files are uploaded, of how many.

    Raises
    ------
    HitevalError
        If storage cannot be reached or does not take the files. What was withdrawn may
        then still be there.
    """
    fresh = sorted(
        p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()
    )
    with _opened(url) as remote:
        before = remote.own() or set()
        remote.note(before | {*fresh})  # before they are there, should we be stopped
        sent = 0
        for names in _in_order(fresh):
            here = [str(site / name) for name in names]
            remote.files.put(here, [remote.path(name) for name in names])
            sent += len(names)
            progress(sent, len(fresh))
        if stale := sorted(before - {*fresh}):
            remote.files.rm([remote.path(name) for name in stale])
        remote.note(fresh)


def _in_order(names: Collection[str]) -> Iterator[list[str]]:
    """List what pages need, then pages, then the first ones, not too many at once."""
    pages = {name for name in names if name.endswith(".html")}
    first = pages & {*FIRST_PAGES}
    for group in ({*names} - pages, pages - first, first):
        ordered = sorted(group)
        for start in range(0, len(ordered), AT_ONCE):
            yield ordered[start : start + AT_ONCE]


@contextmanager
def _opened(url: str) -> Iterator[Remote]:
    """Open the storage of an address; its errors become plain messages."""
    if find_spec("fsspec") is None:
        raise HitevalError(MISSING)
    from fsspec.core import url_to_fs

    if "://" not in url:
        raise HitevalError(
            f"--to: expected an address such as s3://bucket/folder; got {shown(url)}. "
            "A copy of _build/html is a whole report, too."
        )
    try:
        files, root = url_to_fs(url)
        yield Remote(url, files, root.rstrip("/"))
    except HitevalError:
        raise
    except Exception as error:
        name = type(error).__name__
        told = SAID.get(name) or f"{name}: {' '.join(str(error).split())}"
        raise HitevalError(f"--to {url}: {told}") from error

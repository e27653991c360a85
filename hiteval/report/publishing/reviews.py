"""What a second person decided of each output of a report, before it is published.

An output is a page, by its path, or a file to download. What is approved or rejected is
what it shows: after a change it waits again. Decisions are added to a log in the
study's private folder, which is in no edition.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from hiteval.errors import DisclosureError, HitevalError
from hiteval.files import folders
from hiteval.files.json_log import read_log, write_log
from hiteval.regular import read_regular
from hiteval.study.record import Record, Text

FILE = "private/reviews.json"
DOWNLOADS, NOTEBOOKS = "downloads", "downloads/notebooks"
SHOWN_AT_ONCE = 10
Decision = Literal["approved", "rejected"]
State = Literal["approved", "rejected", "changed", "waits"]
OPEN: tuple[State, ...] = ("changed", "waits")


class Review(Record):
    """One decision; ``sha256`` is the hash of what the output then was."""

    output: Text
    sha256: Text
    decision: Decision
    reason: str
    decided_on: str
    decided_by: Text


_LOG = TypeAdapter(tuple[Review, ...])


def read_reviews(study: Path) -> tuple[Review, ...]:
    """Read the log of a study, the earliest decision first.

    Raises
    ------
    StudyError
        If the file is there and cannot be read.
    """
    return read_log(study, FILE, _LOG, "nothing counts as reviewed")


def add_reviews(study: Path, new: Sequence[Review]) -> None:
    """Add decisions to the log of a study, in one step."""
    write_log(study, FILE, _LOG, (*read_reviews(study), *new))


def outputs_of(site: Path) -> dict[str, str]:
    """Return the outputs of a site, each with the hash of what it shows.

    That of a page is taken from the notebook behind it, in which side bar, search and
    styles are not.
    """
    found = {}
    for path in sorted(site.glob(f"**/{DOWNLOADS}/**/*")):
        if path.is_file():
            place = path.relative_to(site).as_posix()
            is_page = f"{NOTEBOOKS}/" in place and path.suffix == ".ipynb"
            page = place.replace(f"{NOTEBOOKS}/", "").removesuffix(".ipynb")
            content = read_regular(path)
            name = page if is_page else place
            found[name] = hashlib.sha256(content).hexdigest()
    return found


def review(
    outputs: Mapping[str, str], decision: Decision, reason: str, by: str
) -> list[Review]:
    """Decide of outputs, by name and hash, as of today."""
    today = datetime.now().astimezone().date().isoformat()
    return [
        Review(
            output=name,
            sha256=sha256,
            decision=decision,
            reason=reason,
            decided_on=today,
            decided_by=by,
        )
        for name, sha256 in outputs.items()
    ]


def states(
    outputs: Mapping[str, str], log: Sequence[Review]
) -> dict[str, tuple[State, Review | None]]:
    """Return the state of each output, and the last decision about it."""
    last = {review.output: review for review in log}
    same = {(review.output, review.sha256): review for review in log}
    found: dict[str, tuple[State, Review | None]] = {}
    for name, shown in outputs.items():
        decided = same.get((name, shown))
        if decided:
            found[name] = decided.decision, decided
        else:
            found[name] = "changed" if name in last else "waits", last.get(name)
    return found


def place_of(project: Path) -> Path:
    """Return the site that waits for a review, or else the one that is published.

    Raises
    ------
    HitevalError
        If there is neither.
    """
    for name in ("review", "html"):
        site = project / "_build" / name
        if (site / "index.html").is_file():
            return site
    raise HitevalError("_build/html: not found. Run hiteval report first.")


def check_reviewed(project: Path, site: Path, study: Path, required: bool) -> None:
    """Refuse a site of which an output was rejected, or awaits a review that it needs.

    Parameters
    ----------
    project : Path
        The refused site is put into its ``_build/review``, to be looked at.
    site : Path
        A site that has passed the gate.
    study : Path
        Has the log.
    required : bool
        Whether every output must be approved.

    Raises
    ------
    DisclosureError
        Naming the outputs that were rejected, and why.
    """
    waiting = project / "_build" / "review"
    if told := refusal(site, study, required):
        folders.swap_in(site, waiting)
        where = f"Look at {waiting / 'index.html'}, and run hiteval review --help."
        raise DisclosureError(f"{told}\n{where}")
    folders.remove(waiting)


def refusal(site: Path, study: Path, required: bool) -> str:
    """Say why a site may not be given out, if an output was not approved as it must."""
    found = states(outputs_of(site), read_reviews(study))
    rejected = [r for state, r in found.values() if r and state == "rejected"]
    open_ones = sum(state in OPEN for state, _ in found.values())
    if not rejected and not (required and open_ones):
        return ""
    told = [f"  {r.output}: {r.reason} ({r.decided_by})" for r in rejected]
    more = [f"  and {len(told) - SHOWN_AT_ONCE} more"] * (len(told) > SHOWN_AT_ONCE)
    first = (
        f"Not published: of {len(found)} outputs, {len(rejected)} were rejected and "
        f"{open_ones} wait for a review."
    )
    return "\n".join([first, *told[:SHOWN_AT_ONCE], *more])

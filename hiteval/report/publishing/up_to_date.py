"""Tell whether the published report is up to date."""

import json
from pathlib import Path

from hiteval.report.book.book import GENERATED
from hiteval.report.pages.cache import Store
from hiteval.report.pages.inputs import Inputs, file_hashes

# What a run puts in place, below the project.
PLACES = (
    *("_build/bundle", "_build/notebooks", "_build/html"),
    *(f"book/{folder}" for folder in GENERATED),
)
NAME = "report"


def is_up_to_date(store: Store, inputs: Inputs, project: Path) -> bool:
    """Return whether a report of the same inputs is in place, byte for byte."""
    found = store.find(NAME, inputs)
    return found.content is not None and (
        json.loads(found.content) == file_hashes(project, PLACES)
    )


def remember(store: Store, inputs: Inputs, project: Path) -> None:
    """Note what was put in place, and what it was made from."""
    hashes = json.dumps(file_hashes(project, PLACES))
    store.keep(NAME, inputs, hashes.encode())

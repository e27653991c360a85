"""What is asked of a run, and how it tells how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiteval.report.kernels.workers import Way
from hiteval.study.settings import Edition

# Called with what is being done, and how much of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built, from what.

    ``project`` is the folder with ``_config.yml``, ``_toc.yml``, ``book/`` and
    ``notebooks/``, ``study`` the study folder. With ``team_ids`` only these teams are
    built, as a preview beside the published report. ``way`` says how notebooks are run.
    With ``allow_partial`` a page of a team or an area that fails is said to be missing.
    With ``force`` everything is made again, whether anything changed or not.
    ``since`` is an earlier bundle or study folder that the report is compared with.
    """

    project: Path
    study: Path
    edition: Edition
    team_ids: Sequence[str]
    way: Way
    allow_partial: bool = False
    force: bool = False
    since: Path | None = None

"""The release bundle: all that notebooks ever see, and where it comes from."""

from hiteval.bundle.area_spans import open_area_spans
from hiteval.bundle.bundle import open_withheld
from hiteval.bundle.earlier_edition import open_changes
from hiteval.bundle.opening import open_evaluation
from hiteval.bundle.provenance import open_provenance, team_provenance

__all__ = [
    "open_area_spans",
    "open_changes",
    "open_evaluation",
    "open_provenance",
    "open_withheld",
    "team_provenance",
]

"""The release bundle: what an edition may show, and all that notebooks ever see."""

import json
import shutil
from pathlib import Path

from hiteval.disclosure.editions import Release, release
from hiteval.disclosure.ledger import read_ledger, write_ledger
from hiteval.report.provenance import FILE, provenance, write_provenance
from hiteval.settings import Edition
from hiteval.study import read_study, write_study


def write_bundle(
    study_folder: Path, edition: Edition, bundle: Path, project: Path
) -> Release:
    """Write the bundle of a study for an edition, in place of an earlier one.

    Raises
    ------
    StudyError
        If the study is invalid; the earlier bundle is left as it was.
    DisclosureError
        If nothing may be shown; the earlier bundle is left as it was.
    """
    past = read_ledger(study_folder)
    released = release(read_study(study_folder), edition, past)
    fresh = bundle.with_name(f".{bundle.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    write_study(released.study, fresh)
    write_provenance(fresh, provenance(released.study, fresh, project))
    shutil.rmtree(bundle, ignore_errors=True)
    fresh.rename(bundle)
    return released


def note_release(study_folder: Path, bundle: Path, released: Release) -> None:
    """Put a release into the study's ledger, if it tells numbers of people.

    Before it is published: what may have been seen must be known to the next release.
    """
    provenance = json.loads((bundle / FILE).read_text(encoding="utf-8"))
    entry = released.for_ledger(provenance["Bundle, hash"])
    past = read_ledger(study_folder)
    if entry.counts and entry.id not in [release.id for release in past]:
        write_ledger(study_folder, [*past, entry])

"""The release bundle: what an edition may show, and all that notebooks ever see."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hiteval.bundle.earlier_edition import (
    EarlierEdition,
    read_earlier,
    with_earlier_secrets,
    write_changes,
)
from hiteval.bundle.places import find_bundle
from hiteval.bundle.provenance import (
    FILE,
    bundle_hash,
    provenance,
    write_provenance,
)
from hiteval.disclosure.earlier_releases import (
    PastRelease,
    read_releases,
    write_releases,
)
from hiteval.disclosure.editions import Release, release
from hiteval.disclosure.small_counts import Rule
from hiteval.disclosure.unrecorded import as_unrecorded
from hiteval.files import folders
from hiteval.study.reading import read_study
from hiteval.study.settings import Edition
from hiteval.study.study import Study
from hiteval.study.team_slices import each_of
from hiteval.study.writing import write_slices, write_study

WITHHELD = "withheld.json"


def write_bundle(
    study_folder: Path,
    edition: Edition,
    bundle: Path,
    project: Path,
    since: Path | None = None,
) -> Release:
    """Write the bundle of a study for an edition, in place of an earlier one.

    With ``since``, an earlier bundle or study folder, it says what changed since; the
    secrets of the release then include every text that only the earlier one held.

    Raises
    ------
    StudyError
        If the study is invalid; the earlier bundle is left as it was.
    DisclosureError
        If nothing may be shown; the earlier bundle is left as it was.
    """
    study, past = _shown_in(read_study(study_folder)), read_releases(study_folder)
    earlier = read_earlier(since, study, edition) if since else None
    if earlier and edition == "public":
        past = _with_unrecorded(earlier, study, past)
    released = release(study, edition, past)
    fresh = bundle.with_name(f".{bundle.name}.new")
    folders.remove(fresh)
    write_study(released.study, fresh)
    _write_withheld(released, fresh)
    if earlier:
        released = with_earlier_secrets(released, earlier)
        write_changes(earlier, released.study, fresh)
    write_provenance(fresh, provenance(released.study, fresh, project))
    folders.swap_in(fresh, bundle)
    return released


def open_withheld(bundle: str) -> dict[str, int | None]:
    """Read from a bundle how much each rule withheld.

    Numbers are as they may be shown; one that may not is None. What was said in
    confidence is in none.
    """
    text = (find_bundle(bundle) / WITHHELD).read_text(encoding="utf-8")
    numbers: dict[str, int | None] = json.loads(text)
    return numbers


def write_team_bundles(study: Study, places: Mapping[str, Path]) -> None:
    """Write for each team a bundle of its own rows and nothing else.

    ``places`` holds the folder of each team, by its id.
    """
    of_team = each_of(study)
    write_slices((of_team(team_id), place) for team_id, place in places.items())


def record_release(study_folder: Path, bundle: Path, released: Release) -> None:
    """Record a release in the study's private folder, if people spoke in confidence.

    Before it is published: the next release must know what may have been seen.
    """
    entry = released.as_past_release(bundle_hash(bundle))
    past = read_releases(study_folder)
    told = past or entry.counts or entry.hidden or entry.passages
    if told and entry.id not in [release.id for release in past]:
        write_releases(study_folder, [*past, entry])


def write_decisions(build: Path, released: Release) -> None:
    """Say in ``private/decisions.csv`` why each segment or its quote is not shown.

    ``shown_as`` is the id that a segment has in the release.
    """
    place = build / "private"
    place.mkdir(exist_ok=True)
    decisions = released.decisions.sort_values("segment_id")
    decisions.to_csv(place / "decisions.csv", index=False, lineterminator="\n")


def translate_bundle(bundle: Path, place: Path, language: str, project: Path) -> Study:
    """Write a bundle for pages in another language, and return its study."""
    shutil.copytree(bundle, place)
    (place / FILE).unlink()  # it is no part of what it holds the hash of
    study = _shown_in(read_study(place), language)
    write_study(study, place)
    write_provenance(place, provenance(study, place, project))
    return study


def _shown_in(study: Study, language: str = "") -> Study:
    """Note the language that pages are made in, where there are several."""
    settings = study.settings
    if not settings.languages:
        return study
    shown = {"shown_in": language or settings.languages[0]}
    return replace(study, settings=settings.model_copy(update=shown))


def _with_unrecorded(
    earlier: EarlierEdition, study: Study, past: tuple[PastRelease, ...]
) -> tuple[PastRelease, ...]:
    """Put an earlier edition before those on record, unless it is one of them."""
    if earlier.bundle_hash in [release.id for release in past]:
        return past
    known = [study] if earlier.whole.settings.edition else [earlier.whole, study]
    return (as_unrecorded(earlier.study, known), *past)


def _write_withheld(released: Release, bundle: Path) -> None:
    """Say how much each rule withheld, by the rule for small counts."""
    rules = released.study.settings.editions.public
    rule = Rule(rules.small_count, rules.round_to)
    numbers = released.withheld_openly
    told = {name: rule.told(number) for name, number in numbers.items()}
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    (bundle / WITHHELD).write_text(text, encoding="utf-8", newline="\n")

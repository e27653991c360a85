import shutil

import pandas as pd
import pytest
from interviews import add_interviews

from hiteval.bundle.bundle import (
    open_withheld,
    record_release,
    write_bundle,
    write_decisions,
)
from hiteval.bundle.provenance import bundle_hash, open_provenance
from hiteval.disclosure.between_editions import HELD
from hiteval.disclosure.earlier_releases import (
    PastRelease,
    ShownCount,
    read_releases,
    write_releases,
)
from hiteval.errors import StudyError
from hiteval.study.reading import read_study


def test_a_bundle_is_a_study_that_carries_its_edition(folder, project):
    bundle = project / "_build" / "bundle"
    write_bundle(folder, "public", bundle, project)
    assert read_study(bundle).settings.edition == "public"
    assert "clear" not in (bundle / "codings.csv").read_text()  # a coder's note


def test_an_invalid_study_leaves_the_last_bundle(spoil, project, folder):
    bundle = project / "_build" / "bundle"
    write_bundle(folder, "public", bundle, project)
    spoil("codings.csv", "working.public,2", "working.public,9")
    with pytest.raises(StudyError):
        write_bundle(folder, "public", bundle, project)
    assert len(read_study(bundle).codings) == 10


def test_provenance_tells_of_every_input(folder, project, monkeypatch):
    monkeypatch.chdir(project)

    def made():
        write_bundle(folder, "public", project / "_build" / "bundle", project)
        return open_provenance("_build/bundle")

    first = made()
    assert made() == first
    (project / "notebooks" / "team.ipynb").write_text("{}")
    (project / "uv.lock").write_text("version = 1")
    changed = {name for name, value in made().items() if value != first[name]}
    assert changed == {"Notebooks, hash", "Lock file, hash"}


def test_provenance_names_no_folder_of_the_machine(folder, project):
    bundle = project / "_build" / "bundle"
    write_bundle(folder, "public", bundle, project)
    assert str(project) not in (bundle / "provenance.json").read_text()


@pytest.mark.parametrize(
    "content", [b"", b'{"Edition": "publi\xe3"}', b'{"Edition: "public"}']
)
def test_a_provenance_that_was_damaged_is_said_so(tmp_path, content):
    (tmp_path / "provenance.json").write_bytes(content)
    with pytest.raises(StudyError) as error:
        bundle_hash(tmp_path)
    assert str(error.value) == (
        "1 fault:\n  provenance.json: expected the file that hiteval wrote; got "
        "another content. Restore the bundle from a copy, or make it again."
    )


def test_a_release_is_noted_once(folder, project):
    add_interviews(folder)
    bundle = project / "_build" / "bundle"
    released = write_bundle(folder, "public", bundle, project)
    for _ in range(2):
        record_release(folder, bundle, released)
    (entry,) = read_releases(folder)
    assert entry.counts["all:people"].true == 9


def test_a_release_without_people_leaves_no_ledger(folder, project):
    bundle = project / "_build" / "bundle"
    record_release(folder, bundle, write_bundle(folder, "public", bundle, project))
    assert not (folder / "private").exists()


def test_the_same_release_again_shows_the_same_numbers(folder, project):
    add_interviews(folder)
    bundle = project / "_build" / "bundle"
    record_release(folder, bundle, write_bundle(folder, "public", bundle, project))
    again = write_bundle(folder, "public", bundle, project)
    shown = again.study.people.set_index("name")["people"]
    assert pd.isna(shown["director"])
    assert shown["people"] == 10


def test_what_an_earlier_release_showed_hides_more_in_the_next(folder, project):
    add_interviews(folder)
    # Of nine people eight are directors: whoever knows that must not know the nine.
    exact = ShownCount(true=8, low=8, high=8)
    write_releases(folder, [PastRelease(id="earlier", counts={"role:director": exact})])
    released = write_bundle(folder, "public", project / "_build" / "bundle", project)
    shown = released.study.people.set_index("group")["people"]
    assert shown.loc[["all", "strand"]].isna().all()


def withdraw(folder, source_id):
    sources = pd.read_csv(folder / "sources.csv", dtype=str)
    withdrawn = sources["source_id"] == source_id
    sources["consent"] = sources["consent"].mask(withdrawn, "none")
    sources.to_csv(folder / "sources.csv", index=False)


def test_a_bundle_does_not_tell_that_something_went_or_is_held_back(folder, project):
    add_interviews(folder)
    bundle = project / "_build" / "bundle"
    record_release(folder, bundle, write_bundle(folder, "public", bundle, project))
    before = (bundle / "withheld.json").read_text()
    withdraw(folder, "int-2")
    released = write_bundle(folder, "public", bundle, project)
    assert released.withheld[f"segments: {HELD}"] == 2
    assert (bundle / "withheld.json").read_text() == before


@pytest.mark.parametrize("kind", ["bundle", "study folder"])
def test_an_edition_that_is_not_on_record_is_known_by_since(
    folder, project, tmp_path, kind
):
    add_interviews(folder)
    bundle, earlier = project / "_build" / "bundle", tmp_path / "earlier"
    write_bundle(folder, "public", earlier, project)
    if kind == "study folder":
        earlier = shutil.copytree(folder, tmp_path / "copy")
    withdraw(folder, "int-2")
    released = write_bundle(folder, "public", bundle, project, since=earlier)
    assert released.withheld[f"segments: {HELD}"] == 2


def test_what_is_kept_of_earlier_releases_is_in_no_bundle(folder, project):
    add_interviews(folder)
    bundle = project / "_build" / "bundle"
    record_release(folder, bundle, write_bundle(folder, "public", bundle, project))
    kept = (folder / "private" / "releases.json").read_text()
    assert "Quill" not in kept  # no name
    assert "Thought number" not in kept  # no text
    write_bundle(folder, "public", bundle, project)
    told = [path.read_text() for path in bundle.rglob("*") if path.is_file()]
    (shown, *_) = read_releases(folder)[0].passages.values()
    secrets = ("int-1-s1", "p02", shown.text_sha256)
    assert not any(secret in text for text in told for secret in secrets)
    assert not any("releases" in path.name for path in bundle.rglob("*"))


def test_decisions_say_why_each_segment_is_not_shown(folder, project):
    add_interviews(folder)
    bundle = project / "_build" / "bundle"
    write_decisions(project / "_build", write_bundle(folder, "public", bundle, project))
    table = pd.read_csv(project / "_build" / "private" / "decisions.csv").fillna("")
    rows = table.set_index("segment_id")
    assert rows.loc["int-5-s1", "segment"] == "no consent to publish"
    assert rows.loc["int-3-s1", "quote"] == "not approved"
    assert rows.loc["int-1-s1", "shown_as"] == "interview-s0003"


def test_a_bundle_tells_what_was_withheld_in_numbers_that_are_hidden_or_rounded(
    folder, project, monkeypatch
):
    monkeypatch.chdir(project)
    add_interviews(folder)
    released = write_bundle(folder, "public", project / "_build" / "bundle", project)
    told = open_withheld("_build/bundle")
    assert told.keys() == released.withheld_openly.keys()
    rule = "coders' notes"
    assert (released.withheld_openly[rule], told[rule]) == (1, None)

import pytest

from hiteval.errors import StudyError
from hiteval.report.bundle import write_bundle
from hiteval.report.provenance import open_provenance
from hiteval.study import read_study


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

"""Pages and notebooks as they suit a study: the form of its scale, kinds of areas."""

import nbformat
import pytest
from conftest import ROOT
from scales import LIKERT, MATURITY, on

from hiteval.report.pages.only_for import fit_notebooks, fit_page, traits
from hiteval.study.settings import Wave

TWO = "<!-- only by-example two-sided -->\ntwo\n<!-- end only -->\n"
ONE = "<!-- only one-sided -->\none\n<!-- end only -->\n"


def parts(study):
    return study.framework, study.settings


def test_traits_are_the_form_of_the_scale_and_whether_areas_have_kinds(study):
    assert traits(*parts(study)) == {"by-example", "kinds"}
    assert traits(*parts(on(study, MATURITY))) == {"one-sided", "no-kinds"}
    assert traits(*parts(on(study, LIKERT))) == {"two-sided", "no-kinds"}


@pytest.mark.parametrize(("number", "has"), [(1, False), (2, True)])
def test_a_study_has_waves_to_compare_from_the_second_on(study, number, has):
    years = [2019, 2020][:number]
    waves = {
        f"w{year}": Wave.model_validate(
            {"name": str(year), "from": f"{year}-01-01", "to": f"{year}-12-31"}
        )
        for year in years
    }
    settings = study.settings.model_copy(update={"waves": waves})
    assert ("waves" in traits(study.framework, settings)) == has


def test_a_part_of_a_page_stands_where_it_suits_and_its_marks_nowhere(study):
    text = f"a\n{TWO}{ONE}b\n"
    assert fit_page(text, *parts(study)) == "a\ntwo\nb\n"
    assert fit_page(text, *parts(on(study, MATURITY))) == "a\none\nb\n"


@pytest.mark.parametrize("scale", [None, MATURITY, LIKERT])
def test_every_notebook_has_one_title_and_no_marks_for_any_study(
    study, scale, tmp_path
):
    of = on(study, scale) if scale else study
    fit_notebooks(ROOT / "notebooks", tmp_path / "made", of)
    made = sorted((tmp_path / "made").glob("*.ipynb"))
    assert len(made) == len(list((ROOT / "notebooks").glob("*.ipynb")))
    for path in made:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        text = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
        assert text.startswith("# ")
        assert sum(line.startswith("# ") for line in text.splitlines()) == 1
        assert "only-" not in nbformat.writes(notebook)


def test_a_scale_of_one_side_has_no_section_on_contrary_evidence(study, tmp_path):
    fit_notebooks(ROOT / "notebooks", tmp_path / "made", on(study, MATURITY))
    for name in ("team", "area", "model", "contrary_evidence"):
        text = (tmp_path / "made" / f"{name}.ipynb").read_text(encoding="utf-8")
        assert "contrary.segments" not in text
        assert "## Contrary" not in text

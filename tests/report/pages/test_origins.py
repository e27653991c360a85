import re
from pathlib import Path

import pytest
from conftest import ROOT, TINY

from hiteval.commands import trace_and_diff
from hiteval.report.pages.origins import origins
from hiteval.report.pages.pages import all_pages

pytestmark = pytest.mark.integration


def page_of(evaluation, path):
    (page,) = [p for p in all_pages(evaluation, ROOT) if p.path == path]
    return page


def test_a_page_is_traced_to_the_calls_that_made_it(tiny):
    told = origins(page_of(tiny, "results/how-sure"), ROOT / "notebooks").splitlines()
    assert told[:4] == [
        "book/results/how-sure.html",
        "  made by: notebooks/how_sure.ipynb",
        "  with: evaluation = open_evaluation(bundle)",
        "  with: agreement = how_coders_agree(evaluation)",
    ]
    heading = told.index("  How each coder codes")
    assert told[heading + 1] == "    counts = how_coders_code(evaluation)"
    assert told[heading + 3].startswith("      hiteval/results/sureness.py, line ")
    assert told[heading + 4] == "    coders.marginals(counts, evaluation)"
    assert told[heading + 6].startswith("      hiteval/display/coders.py, line ")


def test_a_team_s_page_tells_its_team(tiny):
    told = origins(page_of(tiny, "teams/gamma"), ROOT / "notebooks")
    assert "  made by: notebooks/team.ipynb, team_id = gamma\n" in told


def test_every_view_on_every_page_leads_to_its_line(tiny):
    """So every number, picture and sentence of the report can be traced."""
    view = re.compile(r"    [a-z_]+\.([a-z_]+)\(")
    pages = [page for page in all_pages(tiny, ROOT) if page.notebook != "workings"]
    for page in pages:
        lines = origins(page, ROOT / "notebooks").splitlines()
        views = [n for n, line in enumerate(lines) if view.match(line)]
        assert views, page.path
        for number in views:
            file, line = lines[number + 2].strip().split(", line ")
            code = (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            assert code.startswith(f"def {view.match(lines[number])[1]}("), page.path


def test_what_is_worked_out_once_is_told_where_it_is_written(tiny):
    told = origins(page_of(tiny, "results/missing-evidence"), ROOT / "notebooks")
    file, line = re.search(
        r"Tell the kinds of missing apart.*\n +(.*), line (\d+)", told
    ).groups()
    code = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert code[int(line)].startswith("def where_evidence_is_missing(")


@pytest.mark.parametrize("name", ["gamma", "teams/gamma"])
def test_the_command_knows_a_page_by_its_address_or_its_last_part(
    name, capsys, monkeypatch
):
    monkeypatch.chdir(ROOT)
    trace_and_diff.trace(name, "", Path(TINY))
    assert capsys.readouterr().out.startswith("book/teams/gamma.html\n")

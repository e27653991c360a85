"""Studies that are valid and unusual: every notebook must work on them."""

import ast
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

from hiteval.bundle.bundle import write_bundle
from hiteval.bundle.opening import open_evaluation
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run_cells(path, names):
    """Run a notebook's cells in this process; warnings are errors here."""
    for cell in nbformat.read(path, as_version=4).cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "code" and "parameters" not in tags:
            exec(compile(ast.parse(cell.source), path.name, "exec"), names)  # noqa: S102


def run_all(folder, tmp_path, monkeypatch):
    bundle = tmp_path / "_build" / "bundle"
    write_bundle(folder, "public", bundle, ROOT)
    monkeypatch.chdir(tmp_path)
    evaluation = open_evaluation("_build/bundle")
    area = evaluation.framework.areas[0].id
    for team_id in evaluation.teams["team_id"]:
        names = {"bundle": "_build/bundle", "area_id": area, "team_id": team_id}
        names["pages"] = [f"teams/{team_id}"]
        for path in NOTEBOOKS if team_id == evaluation.teams["team_id"][0] else TEAM:
            run_cells(path, dict(names))


TEAM = [Path(ROOT / "notebooks" / "team.ipynb")]
LONG = "A very long name of something that goes on and on for quite a while yet"


def one_coder(text):
    return "\n".join(line for line in text.splitlines() if ",bob," not in line) + "\n"


def without_whole(text):
    return "\n".join(x for x in text.splitlines() if "whole" not in x and "w1" not in x)


UNUSUAL = {
    "as it is": {},
    "one coder": {"codings.csv": one_coder},
    "no partnership": dict.fromkeys(
        ("teams.csv", "segments.csv", "codings.csv"), without_whole
    ),
    "one coded segment": {"codings.csv": lambda t: "\n".join(t.splitlines()[:2])},
    "long names": {
        "teams.csv": lambda t: t.replace("beta,Beta", f"beta,{LONG * 2}"),
        "framework.yml": lambda t: t.replace("name: Means", f"name: {LONG}"),
    },
    "letters that the font lacks": {
        "teams.csv": lambda t: t.replace("beta,Beta", "beta,Beta 🩺 手段 \x07"),
        "framework.yml": lambda t: t.replace("name: Means", "name: 手段"),
    },
    "one strand": {
        "sources.csv": lambda t: t.replace(",account,", ",document,"),
        "study.yml": lambda t: t.replace("  account: First-person accounts\n", ""),
    },
    "evidence about the partnership alone": {
        "segments.csv": lambda t: t.splitlines()[0] + "\n" + t.splitlines()[-1],
        "codings.csv": lambda t: t.splitlines()[0] + "\n" + t.splitlines()[-1],
        "summaries.csv": lambda t: t.splitlines()[0] + "\n",
    },
}


@pytest.mark.parametrize("changes", UNUSUAL.values(), ids=UNUSUAL)
def test_every_page_can_be_made(folder, tmp_path, monkeypatch, changes):
    for name, change in changes.items():
        path = folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    run_all(folder, tmp_path, monkeypatch)


def test_raters_who_disagree_are_shown_on_every_page(folder, tmp_path, monkeypatch):
    rows = [
        f"gamma,working.means,r{n},2021-01-01,{v}," for n, v in enumerate((2, 2, -1))
    ]
    with (folder / "ratings.csv").open("a") as ratings:
        ratings.write("\n".join(rows) + "\n")
    assert "uncertain" in set(evaluate(read_study(folder)).cells["basis"])
    run_all(folder, tmp_path, monkeypatch)

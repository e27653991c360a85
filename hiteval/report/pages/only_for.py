"""What is written by hand, fitted to a study: some parts suit some studies alone.

A cell of a notebook that has tags ``only-<trait>`` stands in the report of a study that
has one of these traits. In a page, what stands between the lines
``<!-- only <trait> ... -->`` and ``<!-- end only -->`` does. ``$team`` and the like in
Markdown become what the study calls a team (`hiteval.study.settings.Labels`).
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hiteval.catalogue import in_words
from hiteval.report.pages.notebook_file import read_notebook
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings
from hiteval.study.study import Study

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Whatever kernel the owner of a notebook has chosen, or none.
METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
ONLY = "only-"
PART = re.compile(r"<!-- only ([a-z -]+) -->\n(.*?)<!-- end only -->\n", re.DOTALL)


def traits(framework: Framework, settings: Settings) -> set[str]:
    """Say what of a study decides which parts suit it.

    The form of its scale (see `hiteval.study.framework.RatingScale`), and ``kinds`` or
    ``no-kinds``: whether its areas are of process and outcome; ``waves``: whether
    there is an earlier one to compare with; ``contact``: whether the study names one.
    """
    kinds = any(area.kind for area in framework.areas)
    has = {framework.rating_scale.form, "kinds" if kinds else "no-kinds"}
    has |= {"contact"} if settings.contact else set()
    return has | ({"waves"} if len(settings.waves) > 1 else set())


def written(study: Study) -> set[str]:
    """Name what people wrote in this edition of a study, which has cells of its own."""
    tables = {"findings", "theory", "responses", "summaries"}
    has = {name for name in tables if len(getattr(study, name))}
    return has | ({"model"} if study.model else set())


def fit_notebooks(notebooks: Path, place: Path, study: Study) -> None:
    """Copy notebooks in a study's words, without the cells that do not suit it.

    What people have `written` counts as a trait here.
    """
    import nbformat  # takes seconds

    place.mkdir(exist_ok=True)
    settings = study.settings
    has = traits(study.framework, settings) | written(study)
    for path in sorted(notebooks.glob("*.ipynb")):
        notebook = read_notebook(path)
        only = [_only(cell) for cell in notebook.cells]
        notebook.cells = [
            cell
            for cell, needs in zip(notebook.cells, only, strict=True)
            if not needs or needs & has
        ]
        for cell in notebook.cells:
            tags = [t for t in cell.metadata.get("tags", []) if not t.startswith(ONLY)]
            cell.metadata = {"tags": tags} if tags else {}
            if cell.cell_type == "markdown":
                cell.source = settings.labels.spoken.fill(in_words(cell.source))
        notebook.metadata = METADATA
        nbformat.write(notebook, place / path.name)


def fit_page(text: str, framework: Framework, settings: Settings) -> str:
    """Return a page's text in a study's words, without the parts that do not suit."""
    has = traits(framework, settings)
    fitting = PART.sub(lambda part: part[2] if {*part[1].split()} & has else "", text)
    return settings.labels.spoken.fill(in_words(fitting))


def _only(cell: "NotebookNode") -> set[str]:
    tags = cell.metadata.get("tags", [])
    return {tag.removeprefix(ONLY) for tag in tags if tag.startswith(ONLY)}

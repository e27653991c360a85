"""Turn executed notebooks and hand-written pages into a site, with Jupyter Book."""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from hiteval.catalogue import N_, _
from hiteval.errors import BuildError, resource_error
from hiteval.files.yaml_file import read_yaml
from hiteval.report.kernels.child_processes import (
    context,
    deaf_to_ctrl_c,
    end_with_parent,
    ending,
    write_into,
)
from hiteval.report.pages import contents as contents_file
from hiteval.report.pages.only_for import fit_notebooks
from hiteval.report.pages.pages import Page, inert_title
from hiteval.study.labels import Labels
from hiteval.study.study import Study

GENERATED = ("results", "areas", "teams")  # folders of book/ that a run fills
PERCENT = re.compile(r"^(reading sources|writing output)\.\.\. \[ *([0-9]+)%\]")
OPTIONS = ("--warningiserror", "--keep-going")
SECONDS_A_LOOK = 0.1  # at how far it is
NOT_AVAILABLE = N_(
    "This page is not available in this edition of the report. The reason is in the "
    "evaluators' private log."
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HALF = {"reading sources": 0, "writing output": 50}


def lay_out(project: Path, work: Path, study: Study) -> None:
    """Copy hand-written files into a working directory, and fit the notebooks.

    Pages are fitted to the study when the book is built (see `page_frame`).
    """
    shutil.copyfile(project / "_config.yml", work / "_config.yml")
    skip = shutil.ignore_patterns(*GENERATED, ".*")
    shutil.copytree(project / "book", work / "book", ignore=skip, dirs_exist_ok=True)
    for folder in GENERATED:  # also those that the contents have no page in
        (work / "book" / folder).mkdir(exist_ok=True)
    fitted = work / "_build" / "notebooks"
    fit_notebooks(project / "notebooks", fitted, study)


def write_contents(
    project: Path, work: Path, pages: Sequence[Page], labels: Labels
) -> None:
    """Write ``_toc.yml`` with each glob spelled out, and leave out all other pages.

    Captions are in the study's words. What else is made for a team or an area comes
    below its page.

    Jupyter Book would sort a glob by file name; readers look for teams by name.
    """
    contents = read_yaml(project / contents_file.FILE)
    parents = _parents(pages)
    for part in contents["parts"]:
        if part["caption"] == "Teams":
            part["caption"] = labels.spoken.Teams
        else:
            part["caption"] = _(part["caption"])
        part["chapters"] = [
            _chapter(file, parents)
            for chapter in part["chapters"]
            for file in _files(chapter, project, pages)
            if file not in parents
        ]
    contents["parts"] = [part for part in contents["parts"] if part["chapters"]]
    text = yaml.safe_dump(contents, sort_keys=False, allow_unicode=True)
    (work / "_toc.yml").write_text(text, encoding="utf-8", newline="\n")
    _leave_out(work, contents)


def _leave_out(work: Path, contents: Mapping[str, Any]) -> None:
    """Remove pages that the contents do not have, such as those of the guide.

    Jupyter Book leaves them out as well, but not where the path has brackets or stars.
    """
    chapters = [each for part in contents["parts"] for each in part["chapters"]]
    below = [each for chapter in chapters for each in chapter.get("sections", ())]
    listed = {contents["root"], *(each["file"] for each in (*chapters, *below))}
    for path in [*(work / "book").rglob("*")]:
        page = path.relative_to(work).with_suffix("").as_posix()
        if path.suffix in contents_file.WRITTEN and page not in listed:
            path.unlink()


def stand_in(work: Path, pages: Iterable[Page]) -> None:
    """Write a page that says so in place of each that is not available."""
    for page in pages:
        text = f"# {inert_title(page.title or '')}\n\n{_(NOT_AVAILABLE)}\n"
        path = work / "book" / f"{page.path}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def build_book(work: Path, progress: Callable[[int], None]) -> Path:
    """Build the site; any warning is a failure.

    Parameters
    ----------
    work : Path
        Laid out, with the notebooks run.
    progress : callable
        Called with the percentage that is done.

    Returns
    -------
    Path
        The folder of the site.

    Raises
    ------
    BuildError
        If Jupyter Book failed or warned; its output is in ``work/log/book.txt``.
    ResourceError
        If disk or memory gave out.
    """
    said = work / "log" / "book.txt"
    process = context().Process(target=_jupyter_book, args=(work, said))
    with deaf_to_ctrl_c(), said.open("w+", encoding="utf-8", errors="replace") as log:
        process.start()
        while process.exitcode is None:
            process.join(SECONDS_A_LOOK)
            if done := [m for m in map(PERCENT.match, _plain(log.read())) if m]:
                progress(HALF[done[-1][1]] + int(done[-1][2]) // 2)
    if process.exitcode < 0:
        raise BuildError(f"the book's process {ending(process.exitcode)}, see {said}")
    if process.exitcode:
        fault = resource_error(said.read_text(encoding="utf-8"), f"{work}: ")
        raise fault or BuildError(f"the book failed or warned, see {said}")
    return work / "_build" / "html"


def _plain(text: str) -> list[str]:
    return COLOUR.sub("", text).splitlines()


def _jupyter_book(work: Path, said: Path) -> None:
    """Build the book in this process, a fork of one that has most of the imports."""
    end_with_parent()
    write_into(said)
    from jupyter_book.cli.main import main

    main(["build", str(work), *OPTIONS])


def check_site(site: Path, pages: Sequence[Page]) -> None:
    """Check that the site has every page, and no other among those that are made.

    Raises
    ------
    BuildError
        Naming missing and surplus pages.
    """
    expected = {f"{page.path}.html" for page in pages}
    found = {
        path.relative_to(site / "book").as_posix()
        for folder in GENERATED
        for path in (site / "book" / folder).glob("**/*.html")
    }
    if found != expected:
        missing, extra = sorted(expected - found), sorted(found - expected)
        raise BuildError(f"pages missing from the book: {missing}; unknown: {extra}")


def _files(chapter: dict[str, str], project: Path, pages: Sequence[Page]) -> list[str]:
    """List the pages that a line of the contents stands for, if they are there."""
    line = chapter.get("file") or chapter["glob"]
    start = line.removesuffix("*")
    made = [f"book/{page.path}" for page in pages]
    if start == line:
        return [line] if line in made else contents_file.written(line, project)
    many = [f"book/{page.path}" for page in pages if page.one_of_many]
    listed = [file for file in many if file.startswith(start)]
    return listed or contents_file.written(line, project)


def _parents(pages: Sequence[Page]) -> dict[str, str]:
    """Name the page of the team or area for each page that is about it too."""
    made = {f"book/{page.path}" for page in pages}
    about = [
        (f"book/{page.path}", f"book/{folder}/{key}")
        for page in pages
        if page.one_of_many
        for folder in ("teams", "areas")
        for key in page.parameters.values()
    ]
    return {page: of for page, of in about if of in made and of != page}


def _chapter(file: str, parents: Mapping[str, str]) -> dict[str, Any]:
    below = [{"file": child} for child, parent in parents.items() if parent == file]
    return {"file": file, "sections": below} if below else {"file": file}

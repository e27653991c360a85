"""The files of a project that a report is made from, before any is opened or copied."""

from pathlib import Path

from hiteval.regular import LARGEST, check_regular, check_tree

FILES = ("_config.yml", "_toc.yml", "uv.lock", "notebooks/*.ipynb", "book/**/*.md")


def check_project(project: Path) -> None:
    """Refuse a project with a pipe, a device or a folder in the place of a file.

    Raises
    ------
    StudyError
        Naming it.
    """
    for path in (path for form in FILES for path in sorted(project.glob(form))):
        check_regular(path, LARGEST)
    check_tree(project / "book")

"""A folder to start an evaluation in: a study, and everything for its report."""

import json
import shutil
from pathlib import Path

from hiteval.errors import HitevalError, shown
from hiteval.study import schema
from hiteval.study.folder import BLANK
from hiteval.study.framework import Framework
from hiteval.study.record import Record
from hiteval.study.settings import Settings
from hiteval.study.written_tables import NOT_SHOWN

LIBRARY = Path(__file__).parent.parent
STARTER = LIBRARY / "starter"
# What makes the report. A wheel carries it in `starter`; here it is at the top level.
FILES = ("_config.yml", "_toc.yml")
SHIPPED = "hit"  # the framework of the study that ships
FRAMEWORKS = (SHIPPED, "cfir", "scirocco", "neighbourhood")
IN_BUNDLES = NOT_SHOWN.values()  # hiteval fills these columns itself
BOOK = ("*.md", "*.csv", "_static/*", "_templates/*", "guide/*.*", "guide/_static/*")
RECORDS: dict[str, type[Record]] = {"study": Settings, "framework": Framework}


def new_project(folder: Path, empty: bool = False, framework: str = "") -> None:
    """Write a new project with a synthetic study, or with empty tables.

    Parameters
    ----------
    folder : Path
        Absent, or an empty folder.
    empty : bool
        Whether the tables have headings alone, and ``study.yml`` blanks.
    framework : str
        One of `FRAMEWORKS`; by default a small invented one.

    Raises
    ------
    HitevalError
        If there is something in the folder, or no such framework.
    """
    if framework not in ("", *FRAMEWORKS):
        raise HitevalError(
            f"--framework: expected one of {', '.join(FRAMEWORKS)}; got "
            f"{shown(framework)}. Choose one, or write your own in framework.yml."
        )
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise HitevalError(
            f"{folder}: expected an absent or empty folder. Give another name."
        )
    copy_report(folder)
    shutil.copyfile(STARTER / "README.md", folder / "README.md")
    for name in ("gitignore", "gitattributes"):
        shutil.copyfile(STARTER / name, folder / f".{name}")
    shutil.copytree(STARTER / "publishing", folder / "publishing")
    data = folder / "data"
    (data / "private").mkdir(parents=True)
    _write_study(data, empty, framework)
    _write_json_schemas(folder / "schema")


def copy_report(folder: Path) -> None:
    """Copy what makes a report but for its study: notebooks, pages and settings."""
    home = STARTER if (STARTER / "notebooks").is_dir() else LIBRARY.parent
    found = [
        *(home / name for name in FILES),
        *(path for pattern in BOOK for path in (home / "book").glob(pattern)),
        *(home / "notebooks").glob("*.ipynb"),
    ]
    for path in found:
        place = folder / path.relative_to(home)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _write_study(data: Path, empty: bool, framework: str) -> None:
    for name in RECORDS:
        file = f"{name}.yml"
        shutil.copyfile(_given(file, framework), data / file)
    if empty:
        shutil.copyfile(BLANK, data / "study.yml")
    for name, table in schema.TABLES.items():
        if name in ("people", "approvals"):  # hiteval writes these itself
            continue
        file = schema.file_name(name)
        example = _given(file, framework)
        if example.is_file() and not empty:
            shutil.copyfile(example, data / file)
        else:
            heading = ",".join(c for c in table.columns if c not in IN_BUNDLES) + "\n"
            (data / file).write_text(heading, encoding="utf-8", newline="\n")


def shipped_framework() -> Path:
    """Return the published framework that hiteval brings along."""
    return _given("framework.yml", SHIPPED)


def _given(file: str, framework: str) -> Path:
    """Find a file of the example: that of the framework, or the one for all."""
    if framework == SHIPPED and file == "framework.yml":
        carried = STARTER / "frameworks" / framework / file
        return carried if carried.is_file() else LIBRARY.parent / "data" / file
    own = STARTER / "frameworks" / framework / file
    return own if framework and own.is_file() else STARTER / "data" / file


def _write_json_schemas(folder: Path) -> None:
    """Write what editors need to complete and check the study's YAML files."""
    folder.mkdir()
    for name, record in RECORDS.items():
        text = json.dumps(record.model_json_schema(), indent=2, ensure_ascii=False)
        path = folder / f"{name}.json"
        path.write_text(text + "\n", encoding="utf-8", newline="\n")

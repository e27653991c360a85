"""The study folder that evidence goes into: drafted, read, and changed at once."""

import csv
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.files.csv_file import read_csv
from hiteval.files.yaml_file import MAX_BYTES, read_yaml
from hiteval.importers.merge import ADDED
from hiteval.importers.suggestions import Known
from hiteval.regular import check_tree, read_regular
from hiteval.study.folder import BLANK
from hiteval.study.framework import Framework
from hiteval.study.reading import read_study
from hiteval.study.settings import CsvForm, Settings


def draft_study(study: Path, framework: Path) -> list[str]:
    """Write ``study.yml`` and ``framework.yml`` where they are missing.

    Parameters
    ----------
    study : Path
        The study folder; made if it does not exist.
    framework : Path
        A framework to start from.

    Returns
    -------
    list of str
        The names of the files written.
    """
    study.mkdir(parents=True, exist_ok=True)
    written = []
    if not (study / "framework.yml").exists():
        if not framework.exists():
            remedy = "Put one there, or run in a folder with data/framework.yml."
            expected = "a framework in the study folder"
            raise StudyError([Fault("framework.yml", expected, "no file", remedy)])
        criteria = read_regular(framework, MAX_BYTES)
        (study / "framework.yml").write_bytes(criteria)
        written.append("framework.yml")
    if not (study / "study.yml").exists():
        shutil.copyfile(BLANK, study / "study.yml")
        written.append("study.yml")
    return written


def read_framework(study: Path) -> Framework:
    """Read a study's framework."""
    return Framework.from_yaml(read_yaml(study / "framework.yml"), "framework.yml")


def read_settings(study: Path) -> Settings:
    """Read a study's settings."""
    return Settings.from_yaml(read_yaml(study / "study.yml"), "study.yml")


def read_tables(study: Path, form: CsvForm) -> dict[str, pd.DataFrame]:
    """Read the tables that imports add to."""
    paths = {name: study / f"{name}.csv" for name in ADDED}
    return {
        name: read_csv(path, form.encoding, form.separator)
        for name, path in paths.items()
        if path.exists()
    }


def known_names(study: Path, framework: Framework) -> Known:
    """Return what the study names itself, as far as it can be read."""
    try:
        settings = read_settings(study)
    except StudyError:
        return Known(framework, {}, {}, {})
    try:
        teams = read_tables(study, settings.csv)["teams"]
        names = dict(zip(teams["team_id"], teams["name"], strict=True))
    except (StudyError, KeyError):
        names = {}
    coders = {coder: who.did for coder, who in settings.coders.items()}
    return Known(framework, names, coders, dict(settings.strands))


def replace_tables(study: Path, tables: dict[str, pd.DataFrame], form: CsvForm) -> None:
    """Write changed tables into a study, unless they would make it invalid.

    They are written and checked in a copy beside the study. Each then takes the place
    of the old one in one step, referenced tables first, so that the study is valid at
    every moment.

    Raises
    ------
    StudyError
        With every fault that the study would have; it is left as it was.
    """
    check_tree(study)
    with TemporaryDirectory(prefix=".hiteval-import-", dir=study.parent) as beside:
        copy = Path(beside) / study.name
        shutil.copytree(study, copy, ignore=shutil.ignore_patterns(".*"))
        for name, table in tables.items():
            _write_csv(copy / f"{name}.csv", table, form)
        read_study(copy, coded=_is_coded(copy, form))
        for name in ADDED:
            if name in tables:
                (copy / f"{name}.csv").replace(study / f"{name}.csv")


def _is_coded(study: Path, form: CsvForm) -> bool:
    """Tell whether a study holds codings; new documents wait for them."""
    codings = read_csv(study / "codings.csv", form.encoding, form.separator)
    return not codings.empty


def write_text(path: Path, text: str) -> None:
    """Write a text in one step: the old one stays until the new one is complete."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def _write_csv(path: Path, table: pd.DataFrame, form: CsvForm) -> None:
    style: Any = {"lineterminator": "\n", "quoting": csv.QUOTE_MINIMAL}
    try:
        table.to_csv(
            path, index=False, sep=form.separator, encoding=form.encoding, **style
        )
    except UnicodeEncodeError:
        expected, got = f"text that {form.encoding} can hold", "other characters"
        remedy = "Save the study's tables as UTF-8, and remove csv: from study.yml."
        raise StudyError([Fault(path.name, expected, got, remedy)]) from None

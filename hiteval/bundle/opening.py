"""Find the release bundle and evaluate it: what every notebook does first."""

from hashlib import sha256
from pathlib import Path

from hiteval.catalogue import speak
from hiteval.regular import read_regular
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study.reading import read_study

Content = frozenset[tuple[str, bytes]]


def open_evaluation(bundle: str) -> Evaluation:
    """Evaluate the bundle that `hiteval bundle` wrote, and speak its language.

    Parameters
    ----------
    bundle : str
        Its folder, relative to the working directory or to one above it. A notebook
        finds it wherever Jupyter, papermill or pytest starts it.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    folder = find_bundle(bundle)
    kept = _kept and _kept.get(_content(folder))
    study = kept.study if kept else read_study(folder)
    speak(*study.settings.spoken)
    return kept or evaluate(study)


def keep_open(bundle: str) -> None:
    """Evaluate a bundle now, for processes that are forked from this one.

    They use it only while every file in it has the same content.
    """
    evaluation = open_evaluation(bundle)
    _kept[_content(find_bundle(bundle))] = evaluation


_kept: dict[Content, Evaluation] = {}


def _content(folder: Path) -> Content:
    """Return what identifies a bundle: the content of its files."""
    return frozenset(
        (path.relative_to(folder).as_posix(), sha256(read_regular(path)).digest())
        for path in folder.rglob("*")
        if path.is_file()
    )


def find_bundle(bundle: str) -> Path:
    """Find a bundle below the working directory or one above it.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / bundle / "study.yml").is_file():
            return folder / bundle
    raise FileNotFoundError(f"{bundle}: run `hiteval bundle` first")

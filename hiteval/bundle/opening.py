"""Find the release bundle and evaluate it: what every notebook does first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from hiteval.bundle.places import find_bundle
from hiteval.catalogue import speak
from hiteval.regular import read_regular
from hiteval.results.each_team import each_team
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.worked_out import work_out
from hiteval.study.reading import read_study

Content = frozenset[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, repr=False)
class OpenedEvaluation(Evaluation):
    """The evaluation of a bundle in a folder, which can be written and opened again."""

    bundle: Path = field(kw_only=True)

    def reload(self, study: str = "data") -> Self:
        """Write the bundle again from its study, and evaluate that.

        For whoever edits a study beside a notebook: ``evaluation =
        evaluation.reload()``, and the cells below it show the edit. Of a slice, the
        whole is reloaded. It is compared with no earlier edition.

        Parameters
        ----------
        study : str
            The study folder, relative to the folder of the project, which is that with
            ``_build/``.

        Raises
        ------
        StudyError
            If the study is not in order, as `hiteval check` says it; the bundle is left
            as it was.
        DisclosureError
            If the bundle is of the public edition and nothing of it may be shown.
        """
        from hiteval.bundle.bundle import write_bundle  # a notebook can do without

        project = self.bundle.parent.parent
        edition = self.whole.settings.edition or "public"
        write_bundle(project / study, edition, self.bundle, project)
        return type(self)(**_opened(self.bundle))


def open_evaluation(bundle: str) -> OpenedEvaluation:
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
    return OpenedEvaluation(**_opened(find_bundle(bundle)))


def _opened(folder: Path) -> dict[str, Any]:
    found = _kept and _kept.get(_content(folder))
    evaluation = found() if found else _evaluated(folder)
    speak(*evaluation.whole.settings.spoken)
    return {f.name: getattr(evaluation, f.name) for f in fields(Evaluation)} | {
        "bundle": folder
    }


def _evaluated(folder: Path) -> Evaluation:
    study = read_study(folder)
    speak(*study.settings.spoken)
    return evaluate(study)


def keep_open(bundle: str) -> Evaluation:
    """Evaluate a bundle now, for processes that are forked from this one.

    They use it only while every file in it has the same content.
    """
    opened = open_evaluation(bundle)
    evaluation = replace(opened, known=work_out(opened))
    _kept[_content(opened.bundle)] = lambda: evaluation
    return evaluation


def keep_slices(evaluation: Evaluation, folders: Mapping[str, Path]) -> None:
    """Keep what `keep_open` gave for those who open the bundle of one team, too.

    A slice of what was read is the same, in a tenth of the time.

    Parameters
    ----------
    evaluation : Evaluation
        Of the whole bundle.
    folders : mapping of Path
        What `hiteval.bundle.bundle.write_team_bundles` cut from it, by the team.
    """
    of_team = each_team(evaluation)
    for team_id, folder in folders.items():
        _kept[_content(folder)] = partial(of_team, team_id)


_kept: dict[Content, Callable[[], Evaluation]] = {}


def _content(folder: Path) -> Content:
    """Return what identifies a bundle: the content of its files."""
    return frozenset(
        (path.relative_to(folder).as_posix(), sha256(read_regular(path)).digest())
        for path in folder.rglob("*")
        if path.is_file()
    )

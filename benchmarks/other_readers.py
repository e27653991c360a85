"""Four readers of REFI-QDA, each made to say the same: the codings that it found.

Where a reader gives no text, the source is sliced by its own positions, as the standard
says and as its documentation shows; where it cuts passages up, they are taken before.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader_files import Coding


def ours(path: Path) -> Iterator[Coding]:
    """Read with hiteval."""
    from hiteval.readers.formats import read_project

    project = read_project(path)
    codes = project.codes.set_index("code")["path"].str[-1]
    columns = ["quote", "code", "user", "selection_user"]
    rows = project.codings[columns].astype("object")
    for quote, code, user, marker in rows.where(rows.notna(), None).to_numpy():
        yield Coding(quote, codes[code], user, marker)


def pyrefiqda(path: Path) -> Iterator[Coding]:
    """Read with pyrefiqda, which gives positions but no text."""
    from pyrefiqda import RefiProject

    with tempfile.TemporaryDirectory() as folder:
        project = RefiProject.load(path, extract_dir=folder)
        users = {u.guid: u.name for u in project.users.user} if project.users else {}
        codes: dict[str, str] = {}
        waiting = list(project.code_book.codes.code) if project.code_book else []
        while waiting:
            code = waiting.pop()
            codes[code.guid] = code.name
            waiting += code.code
        for selection, text in _selections(project.sources, folder, RefiProject):
            for coding in selection.coding:
                yield Coding(
                    text,
                    codes.get(coding.code_ref.target_guid, ""),
                    users.get(coding.creating_user),
                    users.get(selection.creating_user),
                )


def _selections(
    sources: Any, folder: str, project: Any
) -> Iterator[tuple[Any, str | None]]:
    """List selections of every kind, with their text where they lie in one."""
    for kind in ("picture", "audio", "video"):
        for source in getattr(sources, f"{kind}_source"):
            yield from ((s, None) for s in getattr(source, f"{kind}_selection"))
    for source in sources.pdfsource:
        yield from ((s, None) for s in source.pdfselection)
    shown = [s.representation for s in sources.pdfsource if s.representation]
    for source in [*sources.text_source, *shown]:
        text = source.plain_text_content
        if text is None:
            text = _text(project, source.plain_text_path, folder)
        for part in source.plain_text_selection:
            start, end = part.start_position, part.end_position
            yield part, None if text is None else text[start:end]


def _text(project: Any, path: str | None, folder: str) -> str | None:
    """Read a text at the place that pyrefiqda's own helper names."""
    try:
        place = project.resolve_source_path(path or "", folder)
        return place.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def qdpxlib(path: Path) -> Iterator[Coding]:
    """Read with qdpxlib, which knows no coders; passages without a code are left."""
    from qdpxlib.qdpxlib import QDPXFile

    class Whole(QDPXFile):
        def _split_codings_by_sentence(self) -> None:
            """Leave passages whole: it would lose those without a full stop."""

    for _, text, _, _, codes in Whole(str(path)).codings:
        for code in codes:
            yield Coding(text, code, None, None)


def pyqdpx(path: Path) -> Iterator[Coding]:
    """Read with pyqdpx, which knows the first code of a passage and its marker."""
    from pyqdpx import QDPX

    project = QDPX(str(path)).get_project()
    for source in project.sources.values():
        for passage in source.coded_selections.values():
            user = passage.user.name
            yield Coding(passage.text, passage.code.name, user, user)


READERS: dict[str, Callable[[Path], Iterator[Coding]]] = {
    "hiteval": ours,
    "pyrefiqda": pyrefiqda,
    "pyqdpx": pyqdpx,
    "qdpxlib": qdpxlib,
}

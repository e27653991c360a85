"""A site that is made once, and then page by page as its study is edited."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hiteval.bundle.bundle import write_bundle
from hiteval.catalogue import speaking
from hiteval.disclosure.editions import Release
from hiteval.errors import BuildError
from hiteval.files.folders import remove
from hiteval.report.book import book
from hiteval.report.build import store_of, wanted_pages
from hiteval.report.gate.tables import check_tables
from hiteval.report.make_pages import give_rooms, make_pages
from hiteval.report.pages.inputs import Inputs, page_inputs
from hiteval.report.pages.pages import Page, output_of, room
from hiteval.report.project_files import check_project
from hiteval.report.request import Progress, Request
from hiteval.report.site import make_site
from hiteval.report.watch import book_pages
from hiteval.results.evaluation import Evaluation, evaluate

AT_ONCE = 2  # pages, after which an edit made meanwhile comes first


class LiveSite:
    """The site of a report, in a working folder, where it never leaves.

    It passes no gate, as nobody but its evaluators sees it. It is in the study's first
    language; downloads and cards stay those of its beginning. Pages that are made stay
    in the store, so that the next report has them.
    """

    def __init__(self, request: Request, work: Path) -> None:
        self.site = work / "_build" / "html"
        self._request, self._work = request, work
        self._made: dict[str, Inputs] = {}
        self._by_hand: dict[str, bytes] = {}

    def begin(self, progress: Progress) -> None:
        """Make the whole of it.

        Raises
        ------
        HitevalError
            If the study is not in order, or a page fails.
        """
        book_pages.preload()
        released = self._release()
        with speaking(*released.study.settings.spoken):
            evaluation = evaluate(released.study)
            wanted = wanted_pages(evaluation, self._request)
            store = store_of(self._request, released.study.settings)
            make_site(*(self._request, self._work, evaluation, wanted, store, progress))
            self._made = {page.path: self._inputs(page) for page in wanted}
            self._frame = self._frame_of(wanted)
            self._other_by_hand()
        self._next = book_pages.NextBuild(self._work)

    def renew(
        self, first: Sequence[str], stop: Callable[[], bool]
    ) -> Iterator[list[str]]:
        """Make again each page that is made from something that was edited.

        Parameters
        ----------
        first : sequence of str
            The paths of pages that somebody looks at; they come first.
        stop : callable
            Asked after every few pages whether to leave the others as they are, for
            something was edited again.

        Yields
        ------
        list of str
            The paths of pages that are in place.

        Raises
        ------
        HitevalError
            If the study is not in order, or a page fails.
        """
        self._next.wait()
        released = self._release()
        with speaking(*released.study.settings.spoken):
            evaluation = evaluate(released.study)
            pages = wanted_pages(evaluation, self._request)
            if self._other_frame(pages, evaluation):
                yield self._all(pages, evaluation)
                return
            if by_hand := self._other_by_hand():
                self._build(by_hand, searched=False)
                yield by_hand
            if self._other_styles():
                yield [*self._made]
            pages.sort(key=lambda page: page.path not in first)
            for some in _in_turn(pages, len(first)):
                if changed := self._make(some, evaluation):
                    self._build(changed, searched=False)
                    yield changed
                if stop():
                    return
            self._build([], searched=True)
            check_tables(released, self._request.project)

    def end(self) -> None:
        """Stop what waits for the next edit."""
        self._next.stop()

    def _release(self) -> Release:
        request, project = self._request, self._request.project
        check_project(project)
        bundle = self._work / "_build" / "bundle"
        released = write_bundle(
            request.study, request.edition, bundle, project, request.since
        )
        with speaking(*released.study.settings.spoken):
            book.lay_out(project, self._work, released.study)
        return released

    def _other_frame(self, pages: Sequence[Page], evaluation: Evaluation) -> bool:
        """Write the contents of the book; say whether every page is another for it."""
        project, labels = self._request.project, evaluation.labels
        book.write_contents(project, self._work, pages, labels)
        return self._frame_of(pages) != self._frame

    def _frame_of(self, pages: Sequence[Page]) -> list[Any]:
        """Return what every page shows: settings, templates, and how pages are called.

        They all list each other.
        """
        templates = sorted((self._work / "book" / "_templates").iterdir())
        titles = [(page.path, page.title) for page in pages]
        return [
            titles,
            book_pages.settings(self._work),
            *map(Path.read_bytes, templates),
        ]

    def _other_by_hand(self) -> list[str]:
        """List the pages written by hand that are others than before."""
        folder = self._work / "book"
        found = {
            path.relative_to(folder).with_suffix("").as_posix(): path.read_bytes()
            for path in folder.rglob("*.md")
        }
        before, self._by_hand = self._by_hand, found
        return [
            page
            for page, text in found.items()
            if before.get(page) != text and self._has(page)
        ]

    def _other_styles(self) -> bool:
        """Put styles and scripts in place; say whether they are others."""
        found = self._work / "book" / "_static"
        changed = False
        for path in (path for path in found.rglob("*") if path.is_file()):
            place = self.site / "_static" / path.relative_to(found)
            if not place.exists() or place.read_bytes() != path.read_bytes():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
                changed = True
        return changed

    def _all(self, pages: Sequence[Page], evaluation: Evaluation) -> list[str]:
        """Make what changed of a book that has other pages, or names them otherwise."""
        there = {page.path for page in pages}
        for path in self._made.keys() - there:
            remove(self._work / "book" / f"{path}.ipynb")
            remove(self.site / "book" / f"{path}.html")
            del self._made[path]
        self._make(pages, evaluation)
        self._other_styles()
        self._build(None, searched=True)
        self._frame = self._frame_of(pages)
        return [*there, *filter(self._has, self._by_hand)]

    def _has(self, page: str) -> bool:
        """Tell whether the contents have a page that is written by hand."""
        return (self.site / "book" / f"{page}.html").exists()

    def _make(self, pages: Sequence[Page], evaluation: Evaluation) -> list[str]:
        """Run the notebooks of those pages that are made from something else now."""
        for page in pages:
            if page.team_id:
                remove(room(page, self._work))
        give_rooms(pages, evaluation, self._work)
        inputs = {page.path: self._inputs(page) for page in pages}
        changed = [p for p in pages if inputs[p.path] != self._made.get(p.path)]
        if changed:
            self._next.wait()
        asides = {p.path: _put_aside(output_of(p, self._work)) for p in changed}
        made = make_pages(
            changed,
            self._work / "_build" / "notebooks",
            self._work,
            store_of(self._request, evaluation.study.settings),
            self._request.way,
            lambda: None,
        )
        for page in changed:
            aside = asides[page.path]
            if page.path not in made.failed:
                self._made[page.path] = inputs[page.path]
                aside.unlink(missing_ok=True)
            elif aside.exists():
                aside.replace(output_of(page, self._work))
        if made.failed:
            told = [f"  {path}: {reason}" for path, reason in made.failed.items()]
            raise BuildError("\n".join(["pages that failed:", *told]))
        return [page.path for page in changed]

    def _build(self, pages: Sequence[str] | None, searched: bool) -> None:
        if not self._next.suits(self._work):
            self._next.stop()
            self._next = book_pages.NextBuild(self._work)
        try:
            self._next.build(pages, searched)
        finally:
            self._next = book_pages.NextBuild(self._work)

    def _inputs(self, page: Page) -> Inputs:
        bundle = room(page, self._work) / "_build" / "bundle"
        return page_inputs(page, self._work / "_build" / "notebooks", bundle)


def _put_aside(output: Path) -> Path:
    """Move what was made of a page: where its notebook fails, it is no result of it."""
    aside = output.with_suffix(".aside")
    if output.exists():
        output.replace(aside)
    return aside


def _in_turn(pages: Sequence[Page], first: int) -> Iterator[Sequence[Page]]:
    """Give those that come first together, and the others a few at a time."""
    if first:
        yield pages[:first]
    for start in range(first, len(pages), AT_ONCE):
        yield pages[start : start + AT_ONCE]

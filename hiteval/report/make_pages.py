"""Make the pages of results, each only if what it is made from changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiteval.bundle.area_spans import write_area_spans
from hiteval.bundle.bundle import write_team_bundles
from hiteval.report.kernels.cluster import run_on_cluster
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.pages.cache import Store
from hiteval.report.pages.inputs import page_inputs
from hiteval.report.pages.pages import Page, output_of, room
from hiteval.results.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Made:
    """Why pages failed, and why each was made or kept, by their paths."""

    failed: dict[str, str]
    reasons: dict[str, str]


def give_rooms(pages: Sequence[Page], evaluation: Evaluation, work: Path) -> None:
    """Write for each team's page what its notebook may see."""
    places = {
        p.team_id: room(p, work) / "_build" / "bundle" for p in pages if p.team_id
    }
    write_team_bundles(evaluation.whole, places)
    write_area_spans(evaluation, places.values())


def make_pages(
    pages: Sequence[Page],
    sources: Path,
    work: Path,
    store: Store,
    way: Way,
    done: Callable[[], None],
) -> Made:
    """Run the notebooks that must be run, and take the others from the store.

    Parameters
    ----------
    pages : sequence of Page
        What to make, into ``work/book``.
    sources : Path
        The folder of the parameterised notebooks.
    work : Path
        With what each notebook may see; see `give_rooms`.
    store : Store
        What was made before. What is made now is kept there at once, so that a run
        that is stopped goes on where it was.
    way : Way
        How notebooks are run.
    done : callable
        Called once for each page.
    """
    inputs, reasons, to_run = {}, {}, []
    for page in pages:
        bundle = room(page, work) / "_build" / "bundle"
        inputs[page.path] = page_inputs(page, sources, bundle)
        found = store.find(page.path, inputs[page.path])
        reasons[page.path] = found.reason
        if found.content is None:
            to_run.append(page)
        else:
            output = output_of(page, work)
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_bytes(found.content)
            done()

    def keep(page: Page) -> None:
        output = output_of(page, work)
        if output.exists():
            store.keep(page.path, inputs[page.path], output.read_bytes())
        done()

    run = run_on_cluster if way.scheduler else run_pages
    return Made(run(to_run, sources, work, way, keep), reasons)

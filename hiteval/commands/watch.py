"""The command that shows each edit in a browser."""

import time
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from hiteval.commands.console import StudyOption, bars, say
from hiteval.commands.reports import (
    JOBS,
    EditionOption,
    JobsOption,
    SinceOption,
)
from hiteval.errors import HitevalError
from hiteval.report.kernels.workers import Way
from hiteval.report.publishing import build_lock
from hiteval.report.request import Request
from hiteval.report.watch.edits import Edits
from hiteval.report.watch.live_site import LiveSite
from hiteval.report.watch.server import Viewers, serve

EDITED = ("_config.yml", "_toc.yml", "book", "notebooks")
MADE = ("results", "areas", "teams")  # in book/, by reports


def watch(  # noqa: PLR0913 (typer's own form: an option is an argument)
    *,
    study: StudyOption = Path("data"),
    team: Annotated[
        list[str],
        typer.Option("--team", help="Make this team's pages only (repeat for more)."),
    ] = [],  # noqa: B006 (typer's own form)
    edition: EditionOption = "public",
    since: SinceOption = None,
    jobs: JobsOption = JOBS,
    port: Annotated[
        int, typer.Option(help="Where browsers find it; 0 is any free port.")
    ] = 0,
    open_it: Annotated[
        bool, typer.Option("--open", help="Open it in the browser.")
    ] = False,
) -> None:
    """Show the report in a browser, and each edit of study, notebooks or book in it.

    Pages that are open are made again first, and load themselves again. A fault is
    shown in their corner, as `hiteval check` says it. Nothing is published, and
    _build/html stays as it is. Of several languages the first is shown. Ctrl-C ends it.
    """
    project = Path.cwd()
    request = Request(project, study, edition, team, Way(jobs), since=since)
    build = project / "_build"
    edits = Edits(
        [study, *(project / name for name in EDITED)],
        [project / "book" / folder for folder in MADE],
    )
    with build_lock.only_builder(build), build_lock.work_folder(build) as work:
        live, viewers = LiveSite(request, work), Viewers()
        with bars() as show:
            live.begin(show)
        address = serve(live.site, port, viewers)
        say(f"Open {address} and edit. Ctrl-C ends it.")
        if open_it:
            webbrowser.open(address)
        while True:
            edits.wait()
            _renew(live, viewers, edits)


def _renew(live: LiveSite, viewers: Viewers, edits: Edits) -> None:
    """Show what an edit did, or what is wrong with it."""
    viewers.say("Edited: making pages again …")
    began = time.monotonic()
    try:
        for pages in live.renew(viewers.pages(), edits.pending):
            viewers.reload(pages)
            say(f"{time.monotonic() - began:.1f} s: {', '.join(pages)}")
    except HitevalError as error:
        viewers.say(str(error), fault=True)
        say(str(error))
    else:
        viewers.say("")

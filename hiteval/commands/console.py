"""What all commands share: output, progress bars and common options."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from hiteval.errors import printable

out = Console()
StudyArgument = Annotated[Path, typer.Argument(help="The study folder.")]
IntoOption = Annotated[Path, typer.Option("--into", help="The study folder.")]
NewWorkbook = Annotated[Path, typer.Argument(help="The workbook to write, .xlsx.")]
FilledWorkbook = Annotated[
    Path, typer.Argument(help="The workbook.", exists=True, dir_okay=False)
]
StudyOption = Annotated[
    Path, typer.Option("--study", help="The study folder.", show_default=True)
]


def say(line: str, console: Console = out) -> None:
    """Print text without line breaks, so that it can be searched and copied.

    Characters that would control the terminal are replaced.
    """
    console.print(printable(line), markup=False, highlight=False, soft_wrap=True)


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each step that takes long, with the time that is left."""
    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done)

        yield show

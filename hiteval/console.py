"""Say things on the terminal as they are."""

from rich.console import Console

from hiteval.errors import printable

out = Console()


def say(line: str, console: Console = out) -> None:
    """Print text as it is: unbroken, so that others can search and copy it.

    File names and quotes are somebody else's: what would steer the terminal is
    replaced.
    """
    console.print(printable(line), markup=False, highlight=False, soft_wrap=True)

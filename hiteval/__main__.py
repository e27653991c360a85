"""`python -m hiteval` is the command `hiteval`: how it starts, fails and is stopped."""

import os
import signal
import sys
from types import FrameType

from hiteval.errors import HitevalError, printable, resource_error

SHOW_CURSOR = "\x1b[?25h"  # a progress bar hides it


def main() -> None:
    """Run a command; an error outside the program is a message and an exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    # Importing takes seconds, in which Ctrl-C must already work.
    from hiteval.cli import command_line

    try:
        command_line(sys.argv[1:])()
    except HitevalError as error:
        _fail(error)
    except Exception as error:
        file = getattr(error, "filename", None)
        where = f"{file}: " if file else ""
        if fault := resource_error(f"{type(error).__name__}: {error}", where):
            _fail(fault)
        raise


def _fail(error: HitevalError) -> None:
    message = printable(f"hiteval: {error}")
    print(message, file=sys.stderr)  # noqa: T201 (there may be no memory for more)
    sys.exit(error.exit_status)


def _stop(number: int, _frame: FrameType | None) -> None:
    """End at once, as a kill would: always safe, and child processes end too."""
    name = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name
    cursor = SHOW_CURSOR if sys.stderr.isatty() else ""
    message = f"{cursor}\nhiteval: stopped by {name}. Nothing is left half done.\n"
    os.write(sys.stderr.fileno(), message.encode())
    os._exit(128 + number)


if __name__ == "__main__":
    main()

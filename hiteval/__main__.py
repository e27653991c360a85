"""`python -m hiteval` is the command `hiteval`: how it starts, fails and is stopped."""

import os
import signal
import sys
import tempfile
import traceback
from types import FrameType

from hiteval.errors import (
    HitevalError,
    ProgramError,
    ResourceError,
    printable,
    resource_error,
)

SHOW_CURSOR = "\x1b[?25h"  # a progress bar hides it
NEEDED = 1_000_000_000  # bytes; with 819 MB a library failed in a report


def main() -> None:
    """Run a command; an error outside the program is a message and an exit status."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    # Where memory is short, OpenBLAS waits for that of its threads without end.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        _check_place()
        _check_memory()
        # Importing takes seconds, in which Ctrl-C must already work.
        from hiteval.cli import command_line

        command_line(sys.argv[1:])()
    except HitevalError as error:
        _fail(error)
    except Exception as error:
        _fail(_resource_error(error) or _program_error(error))


def _check_place() -> None:
    """Refuse to work in a folder that is gone, before anything asks for it."""
    try:
        os.getcwd()  # noqa: PTH109 (nothing is imported for it)
    except OSError as error:
        reason = error.strerror or "unknown"
        told = f"the working directory cannot be used: {reason}. Change to another."
        raise HitevalError(told) from None


def _check_memory() -> None:
    """Refuse to work in less than is needed: libraries in C abort there, or hang."""
    if sys.platform == "win32":  # it has no such limits
        return
    import resource

    allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
    if allowed != resource.RLIM_INFINITY and allowed < NEEDED:
        raise ResourceError(
            f"expected at least {NEEDED // 10**6:,} MB of memory; got a limit of "
            f"{allowed // 10**6:,} MB. Raise it, such as with ulimit -v unlimited."
        )


def _resource_error(error: Exception) -> HitevalError | None:
    """Recognise that disk or memory gave out in whatever came of it."""
    cause: BaseException | None = error
    while cause is not None:
        file = getattr(cause, "filename", None)
        where = f"{file}: " if file else ""
        if fault := resource_error(f"{type(cause).__name__}: {cause}", where):
            return fault
        cause = cause.__cause__ or cause.__context__
    return None


def _program_error(error: Exception) -> HitevalError:
    """Put the traceback, which may quote the study, where its owner alone can read."""
    told = f"a fault of hiteval itself ({type(error).__name__}), not of your study."
    try:
        number, log = tempfile.mkstemp(prefix="hiteval-", suffix=".log")
        with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return ProgramError(f"{told} No log of it could be written.")
    return ProgramError(
        f"{told} Please report it; the log may hold text of the study: {log}"
    )


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

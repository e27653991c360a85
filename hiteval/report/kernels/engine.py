"""Run a notebook in this very process, as an ordinary kernel would in its own.

papermill calls it an *engine*. The shell is that of every IPython kernel, and the
client of every kernel takes in what it says; only nothing is sent from one to the
other. An ordinary kernel gives the same outputs, but takes a process, ports and all
imports for each notebook. The process is for one notebook alone: whatever that one
changes (settings, modules, the environment) would be there for the next.
"""

import faulthandler
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import pandas
from ipykernel import zmqshell
from jupyter_client.session import Session
from nbclient import NotebookClient
from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

NAME = "in-this-process"
NO_HISTORY = Config({"HistoryManager": {"enabled": False}})
INLINE = "module://matplotlib_inline.backend_inline"  # how every kernel draws


class InThisProcess(Engine):  # type: ignore[misc]
    """Runs the cells of a notebook here until one fails."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        _kernel_name: str,
        execution_timeout: float | None = None,
        **_: Any,
    ) -> None:
        """Run all cells.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            Holds the notebook, and is told of each cell.
        execution_timeout : float, optional
            After so many seconds in one cell this process ends, whatever the cell is
            doing, and its standard error tells where it was (see `timed_out`).
        """
        # When first imported, pandas takes a process without a kernel for a terminal.
        pandas.set_option("display.max_columns", 20)
        messages = _Messages(nb_man.nb)
        with (
            os.fdopen(os.dup(2), "w") as error,
            shell() as kernel,
            _streams(messages, kernel.ipython_dir),
        ):
            kernel.displayhook.session = kernel.display_pub.session = messages
            for number, cell in enumerate(nb_man.nb.cells):
                messages.begin(number)
                nb_man.cell_start(cell, number)
                with _limit(execution_timeout, error):
                    succeeded = _run(kernel, cell)
                if not succeeded:
                    nb_man.cell_exception(cell, number)
                nb_man.cell_complete(cell, number)
                if not succeeded:
                    break


papermill_engines.register(NAME, InThisProcess)


def timed_out(error: str) -> bool:
    """Tell from its standard error whether a process ended at the limit of a cell."""
    return error.startswith("Timeout (")


@contextmanager
def shell() -> Iterator[Any]:
    """Give the shell of a kernel, without any names yet; libraries see one meanwhile.

    Those that are imported within are set as they would be in a notebook. What the
    shell tells other programs through the environment, such as to write in colour, is
    told no longer than there is a shell.
    """
    before = dict(os.environ)
    os.environ.setdefault("MPLBACKEND", INLINE)
    shell: Any = ZMQInteractiveShell.instance(config=NO_HISTORY)
    try:
        with shell.builtin_trap:
            yield shell
    finally:
        shell.restore_sys_module_state()
        ZMQInteractiveShell.clear_instance()
        os.environ.clear()
        os.environ.update(before)


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """The shell of a kernel. Libraries know it by its name, and show more to it."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there are no windows, and no kernel that would wait for them."""


class _Messages(Session):
    """What the shell of a kernel says goes to the client's side at once."""

    def __init__(self, notebook: NotebookNode) -> None:
        super().__init__()
        self._client = NotebookClient(notebook)
        self.begin(0)

    def begin(self, number: int) -> None:
        """Give what is said from now on to another cell."""
        self._cell = number
        self._client.clear_before_next_output = False

    def send(  # type: ignore[override]
        self, _: Any, message: Any, content: Any = None, *__: Any, **___: Any
    ) -> None:
        """Take in a message, or one to be made of its type and content."""
        if isinstance(message, str):
            message = self.msg(message, content)
        cell = self._client.nb.cells[self._cell]
        self._client.process_message(message, cell, self._cell)


class _Stream(io.TextIOWrapper):
    """A standard stream into a file, where other programs may write as well."""

    def __init__(self, name: str, file: Path, messages: _Messages) -> None:
        super().__init__(file.open("wb"), "UTF-8", "backslashreplace", newline="\n")
        self._file, self._kind, self._messages = file.open("rb"), name, messages

    def flush(self) -> None:
        """Say what was written since the last time."""
        super().flush()
        if new := self._file.read():
            content = {"name": self._kind, "text": new.decode("UTF-8", "replace")}
            self._messages.send(None, "stream", content)

    def close(self) -> None:
        """Say the rest."""
        super().close()
        self._file.close()


def _run(kernel: Any, cell: NotebookNode) -> bool:
    """Run a cell, and say whether it did not fail."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    cell.execution_count = kernel.execution_count
    done = kernel.run_cell(cell.source, store_history=True)
    sys.stdout.flush()
    sys.stderr.flush()
    return bool(done.success)


@contextmanager
def _streams(messages: _Messages, place: str) -> Iterator[None]:
    """Have all that is printed said, be it by Python, C or another program."""
    with (
        TemporaryDirectory(dir=place) as folder,
        _Stream("stdout", Path(folder, "out"), messages) as out,
        _Stream("stderr", Path(folder, "err"), messages) as error,
        redirect_stdout(out),
        redirect_stderr(error),
        _descriptor(1, out),
        _descriptor(2, error),
    ):
        yield


@contextmanager
def _descriptor(number: int, stream: TextIO) -> Iterator[None]:
    before = os.dup(number)
    os.dup2(stream.fileno(), number)
    try:
        yield
    finally:
        os.dup2(before, number)
        os.close(before)


@contextmanager
def _limit(seconds: float | None, error: TextIO) -> Iterator[None]:
    """End this process, even in the middle of C, if what is done here takes longer."""
    if seconds:
        faulthandler.dump_traceback_later(seconds, exit=True, file=error)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()

"""Serve a site to browsers on this machine, and tell pages when they are made again."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hiteval.errors import HitevalError

HERE = "127.0.0.1"
OWN = "/_watch/"
FILES = {"watch.js": "text/javascript", "watch.css": "text/css"}
# Before the end of each page. Its number tells whether the page was made again since.
SCRIPT = (
    f'<link rel="stylesheet" href="{OWN}watch.css">'
    f'<script src="{OWN}watch.js" data-made="{{}}" defer></script>'
)
SECONDS_TO_LIVE = 15  # after which a silent connection is tried, to see if it stands


@dataclass(slots=True)
class Viewers:
    """The pages that are open in browsers, and what is told to them."""

    _told: dict[str, Any] = field(default_factory=lambda: {"says": "", "fault": False})
    _made: dict[str, int] = field(default_factory=dict)
    _open: list[tuple[str, Queue[dict[str, Any]]]] = field(default_factory=list)
    _lock: Any = field(default_factory=Lock)

    def pages(self) -> list[str]:
        """Return the paths below ``book/`` of the open pages, the latest first."""
        with self._lock:
            opened = [address for address, _ in reversed(self._open)]
        paths = [a.removeprefix("/book/").removesuffix(".html") for a in opened]
        return [*dict.fromkeys(paths)]

    def say(self, text: str, fault: bool = False) -> None:
        """Show a text in the corner of every page; an empty one takes it away."""
        with self._lock:
            self._told = {"says": text, "fault": fault}
            for _, waiting in self._open:
                waiting.put(self._told)

    def reload(self, paths: Sequence[str]) -> None:
        """Have pages loaded again that were made again."""
        with self._lock:
            for address in (f"/book/{path}.html" for path in paths):
                self._made[address] = self.number(address) + 1
                for opened, waiting in self._open:
                    if opened == address:
                        waiting.put({"reload": True})

    def number(self, address: str) -> int:
        """Say how often a page was made again."""
        return self._made.get(address, 0)

    @contextmanager
    def opened(self, address: str, number: int) -> Iterator[Queue[dict[str, Any]]]:
        """Give what is told to a page, for as long as it is open."""
        waiting: Queue[dict[str, Any]] = Queue()
        entry = (address, waiting)
        with self._lock:
            self._open.append(entry)
            late = number != self.number(address)
            waiting.put({"reload": True} if late else self._told)
        try:
            yield waiting
        finally:
            with self._lock:
                self._open.remove(entry)


def serve(site: Path, port: int, viewers: Viewers) -> str:
    """Serve a site from a thread of its own, and return its address.

    Raises
    ------
    HitevalError
        If another program uses the port.
    """
    handler = partial(_Handler, viewers, directory=str(site))
    try:
        server = ThreadingHTTPServer((HERE, port), handler)
    except OSError as error:
        told = error.strerror or "cannot be used"
        raise HitevalError(
            f"--port: expected a free port; got {port}: {told}. Leave --port out."
        ) from None
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{HERE}:{server.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request after the other of one connection."""

    def __init__(self, viewers: Viewers, *args: Any, **options: Any) -> None:
        self._viewers = viewers
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer with a page that listens, with what it listens to, or with a file."""
        asked = urlsplit(self.path)
        if not self._is_for_here():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif asked.path == f"{OWN}events":
            self._tell(parse_qs(asked.query))
        elif asked.path.startswith(OWN):
            self._own_file(asked.path.removeprefix(OWN))
        elif asked.path.endswith(".html"):
            self._page(asked.path)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Refuse: browsers ask for whole pages."""
        self.send_error(HTTPStatus.NOT_IMPLEMENTED)

    def end_headers(self) -> None:
        """Have nothing kept by the browser: it changes at any time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing in the terminal."""

    def _is_for_here(self) -> bool:
        """Refuse a name that another site has led to this machine.

        A page elsewhere could else read an edition that is not published.
        """
        name = self.headers.get("Host", "").partition(":")[0]
        return name in (HERE, "localhost")

    def _page(self, address: str) -> None:
        path = Path(self.translate_path(self.path))
        number = self._viewers.number(address)
        try:
            page = path.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        start, end, rest = page.rpartition(b"</body>")
        script = SCRIPT.format(number).encode()
        self._send(start + script + end + rest if end else page, "text/html")

    def _own_file(self, name: str) -> None:
        if name in FILES:
            self._send(Path(__file__).with_name(name).read_bytes(), FILES[name])
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tell(self, query: dict[str, list[str]]) -> None:
        """Tell a page what there is to tell, until it is left."""
        address = query.get("page", [""])[0]
        made = query.get("made", [""])[0]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = int(made) if made.isdecimal() else 0
        with self._viewers.opened(address, number) as waiting:
            try:
                while True:
                    self.wfile.write(_event(waiting))
                    self.wfile.flush()
            except OSError:  # the page was left
                return


def _event(waiting: "Queue[dict[str, Any]]") -> bytes:
    try:
        told = waiting.get(timeout=SECONDS_TO_LIVE)
    except Empty:
        return b": nothing to tell\n\n"
    return f"data: {json.dumps(told)}\n\n".encode()

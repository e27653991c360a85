"""A page asks for nothing that its own policy refuses, from disk and from a server."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_pages import KINDS

from hiteval.report.book.page_frame import POLICY

pytestmark = [pytest.mark.book, pytest.mark.browser]
NOTE = """
window.refused = [];
addEventListener("securitypolicyviolation", event => window.refused.push(
    `${event.violatedDirective}: ${event.blockedURI.slice(0, 80)}`));
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


def said(told):
    """Return what the console says, unless a browser looks for an icon by itself."""
    return "" if "favicon" in told.location["url"] else told.text[:200]


@pytest.fixture(scope="module")
def served(built):
    site = built / "_build" / "html"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def watched(chromium):
    window = chromium.new_page()
    window.add_init_script(NOTE)
    window.said = []
    window.on("console", lambda told: window.said.append(said(told)))
    window.on("pageerror", lambda error: window.said.append(str(error)[:200]))
    yield window
    window.close()


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_refused_anything(watched, built, served, kind):
    for place in ((built / "_build" / "html").as_uri(), served):
        watched.goto(f"{place}/book/{KINDS[kind]}.html", wait_until="load")
        assert watched.evaluate("window.refused") == []
        assert [*filter(None, watched.said)] == []
        policy = watched.locator("meta[http-equiv=Content-Security-Policy]")
        assert policy.get_attribute("content") == POLICY


def test_a_page_that_asks_for_more_would_be_noticed(watched, built):
    watched.goto((built / "_build" / "html" / "search.html").as_uri())
    watched.evaluate("document.body.setAttribute('onclick', 'x')")
    watched.click("body")
    watched.wait_for_function("window.refused.length")
    assert watched.evaluate("window.refused[0]").startswith("script-src-attr")


def test_no_page_styles_or_runs_anything_within_itself(built):
    for path in (built / "_build" / "html").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, path.name
        assert "<style" not in text, path.name

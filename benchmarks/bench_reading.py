"""What a built report costs its readers: bytes, waiting, length, Tab stops, repetition.

Give one site or several, which are measured side by side:

    python benchmarks/bench_reading.py _build/html ../before/_build/html

Slow 4G is 1.6 Mbit/s down, 0.75 up, and 150 ms for each answer.
"""

import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pandas as pd
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, sync_playwright

PAGES = {
    "root": "book/results/main-messages",
    "team": "book/teams/dementia",
    "findings": "book/results/findings",
    "model": "book/results/model",
    "across": "book/results/across-teams",
    "evidence table": "book/results/evidence-table",
}
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
LOAD = "performance.getEntriesByType('navigation')[0].loadEventEnd"
HEIGHT = "document.documentElement.scrollHeight"
IN_CONTENT = "!!document.activeElement.closest('main article')"
MOST_STOPS = 300
MOST_WAITED = 180_000  # ms for a page to load
REPEATED = 20  # pages on which the same sentence stands
SENTENCE = re.compile(r"(?<=[.?!])\s+")


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not tell of each request."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site, and give its address."""
    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


def transfer(browser: Browser, address: str) -> dict[str, float]:
    """Load a page over slow 4G: requests, kB, first paint and load in seconds."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    sizes: list[int] = []
    link = page.context.new_cdp_session(page)
    link.send("Network.enable")
    link.send("Network.emulateNetworkConditions", SLOW_4G)
    link.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    page.goto(address, wait_until="load", timeout=MOST_WAITED)
    page.wait_for_timeout(500)
    seconds = {name: page.evaluate(of) / 1000 for name, of in TIMES.items()}
    page.close()
    return {"requests": len(sizes), "kB": sum(sizes) / 1000, **seconds}


TIMES = {"first paint": PAINT, "load": LOAD}


def height(browser: Browser, address: str, width: int) -> float:
    """Return how many pixels long a page is in a window of a width."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    pixels: float = page.evaluate(HEIGHT)
    page.close()
    return pixels


def stops(browser: Browser, address: str) -> int:
    """Count the Tab stops up to the first one in the content of a page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    count = 1
    while count < MOST_STOPS and not _tabbed(page):
        count += 1
    page.close()
    return count


def _tabbed(page: Page) -> bool:
    page.keyboard.press("Tab")
    inside: bool = page.evaluate(IN_CONTENT)
    return inside


def repeated_words(site: Path) -> int:
    """Count the words of sentences that stand on 20 pages of teams or more."""
    pages: Counter[str] = Counter()
    for path in sorted((site / "book" / "teams").glob("*.html")):
        article = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").article
        for away in article.select("pre, table, svg, script, nav") if article else ():
            away.decompose()
        blocks = article.select("p, li, figcaption, summary") if article else ()
        said = {s for b in blocks for s in SENTENCE.split(b.get_text(" ", strip=True))}
        pages.update(said)
    return sum(len(s.split()) for s, on in pages.items() if on >= REPEATED)


def measured(browser: Browser, site: Path) -> pd.DataFrame:
    """Measure the pages of a site."""
    rows = {}
    with served(site) as address:
        for name, path in PAGES.items():
            page = f"{address}/{path}.html"
            rows[name] = transfer(browser, page) | {
                "px at 1440": height(browser, page, 1440),
                "px at 390": height(browser, page, 390),
                "Tab stops": stops(browser, page),
            }
    return pd.DataFrame.from_dict(rows, orient="index")


def main(say: Callable[[object], None] = print) -> None:
    """Measure each site that is given."""
    sites = [Path(given) for given in sys.argv[1:]] or [Path("_build/html")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for site in sites:
            say(f"\n{site}")
            say(measured(browser, site).round(2).to_string())
            say(f"Words repeated on {REPEATED} team pages: {repeated_words(site)}")
        browser.close()


if __name__ == "__main__":
    main()

"""Put every hostile string into every field, look in a browser, count what is live.

    PYTHONPATH=tests .venv/bin/python tests/soak/hostile_text.py

Each string stands in all fields at once. What the library makes of them goes into one
page, which a headless Chromium opens; the gate reads it as well.
"""

import shutil
import sys
import tempfile
from pathlib import Path, PurePosixPath

from hostile_strings import CHANNELS, STRINGS, fill
from playwright.sync_api import sync_playwright
from test_hostile_text import everything

from hiteval.display.visible import visible
from hiteval.evaluation import evaluate
from hiteval.report.gate.markup import unknown_markup
from hiteval.study import read_study

TINY = Path(__file__).parent.parent / "tiny"
FIELDS = sum(len(columns) for columns in CHANNELS.values())
PAGE = "<!doctype html><html lang='en'><head><title>x</title></head><body>{}</body>"


def main() -> int:
    study = read_study(TINY)
    live = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        place = Path(folder) / "page.html"
        say("kind", "strings", "fields", "live", "altered")
        for kind, texts in STRINGS.items():
            faults = [bites(browser, place, study, text) for text in texts]
            bad, altered = (sum(column) for column in zip(*faults, strict=True))
            live += bad + altered
            say(kind, len(texts), FIELDS, bad, altered)
        browser.close()
    return int(live > 0)


def say(kind, *numbers) -> None:
    sys.stdout.write(f"{kind:36}" + "".join(f"{n:>9}" for n in numbers) + "\n")
    sys.stdout.flush()


def bites(browser, place, study, text) -> tuple[bool, bool]:
    """Say whether a string does anything, and whether it is not shown as it is."""
    made = "".join(show.text for show in everything(evaluate(fill(study, [text]))))
    place.write_text(PAGE.format(made), encoding="utf-8", errors="surrogatepass")
    window = browser.new_page()
    requests = []
    window.on("request", lambda r: requests.append(r.url))
    window.goto(place.as_uri())
    ran = window.evaluate("window.bitten !== undefined")
    shown = window.evaluate("document.body.textContent")
    window.close()
    fetched = [r for r in requests if not r.startswith(("file:", "data:image/png"))]
    unknown = list(unknown_markup(place.read_bytes(), PurePosixPath("page.html")))
    verbatim = " ".join(visible(text).split()) in " ".join(shown.split())
    return bool(ran or fetched or unknown), not verbatim


if __name__ == "__main__":
    sys.exit(main())

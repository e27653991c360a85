"""Build a report whose every text is hostile, open every page, count what is live.

    PYTHONPATH=tests python tests/soak/hostile_text.py

Each string is a team: its name, and all that stands on its page. In each channel it
bites in another way, so that a bite tells where it comes from. If no report can be
built, halves of the strings are tried, until those that are to blame are found.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
from conftest import BROWSER, REPORT, TINY, copy_project
from hostile_strings import ALL, BITE
from playwright.sync_api import sync_playwright
from test_hostile_pages import FULL_SCREEN, SCHEMES, missing, opened, strange, watched

from hiteval.disclosure.clearance import text_hash
from hiteval.study import schema
from hiteval.study.reading import read_study
from hiteval.study.settings import Editions, PublicRules
from hiteval.study.writing import write_study

# Where each stands, and the page that shows it; an address is followed, not shown.
OWN, ACROSS = "teams/t{:03}.html", "results/across-teams.html"
REGISTER = "results/evidence-register.html"
CHANNELS = {
    "name": ("teams", "name", ACROSS),
    "focus": ("teams", "focus", OWN),
    "alias": ("teams", "aliases", OWN),
    "source's title": ("sources", "title", REGISTER),
    "publisher": ("sources", "publisher", REGISTER),
    "address": ("sources", "url", None),
    "passage": ("segments", "summary", OWN),
    "quote": ("segments", "quote", OWN),
    "event's note": ("team_events", "note", OWN),
    "partner": ("organisations", "name", OWN),
    "written cell": ("summaries", "summary", OWN),
    "reason": ("consensus", "reason", OWN),
    "measure": ("measures", "measure", OWN),
    "unit": ("measures", "unit", OWN),
}
FIRST = 10  # so that no number of a channel is part of another
TABLES = [
    *["teams", "sources", "segments", "codings", "team_events", "organisations"],
    *["team_organisations", "consensus", "summaries", "measures", "approvals"],
]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER)
        window = watched(browser.new_page())
        faults = sum(tried(window, site, texts) for texts, site in sites(folder, ALL))
        browser.close()
    return int(faults > 0)


def sites(folder, texts):
    """Build what can be built; name the strings that cannot."""
    project = copy_project(Path(tempfile.mkdtemp(dir=folder)) / "project")
    write_study(hostile_study(texts), project / "data")
    done = subprocess.run(REPORT, cwd=project, capture_output=True, text=True)
    if done.returncode == 0:
        yield texts, project / "_build" / "html"
    elif len(texts) == 1:
        print(f"no report of {texts[0]!r}: {done.stderr[-300:]}", flush=True)
        yield texts, None
    else:
        yield from sites(folder, texts[: len(texts) // 2])
        yield from sites(folder, texts[len(texts) // 2 :])


def tried(window, site, texts) -> int:
    """Open every page and say what is live or altered, by channel."""
    if site is None:
        return 1
    pages = opened(window, site)
    bites = Counter(bite for page in pages.values() for bite in bitten(page))
    say("channel", "strings", "live", "altered")
    faults = 0
    for number, (channel, (_, _, page)) in enumerate(CHANNELS.items(), start=FIRST):
        altered = [
            text
            for n, text in enumerate(as_in(number, texts))
            if page and missing(pages[page.format(n)], parts(channel, text))
        ]
        say(channel, len(texts), bites[str(number)], len(altered) if page else "-")
        for text in altered:
            print(f"    {text!r}")
        faults += bites[str(number)] + len(altered)
    say("pages opened, bites of no channel", len(pages), bites["?"], "")
    return faults + bites["?"]


def bitten(page) -> set[str]:
    """Name the channels whose text did or could do something on a page."""
    live = [
        *[noted for noted in page["noted"] if strange([noted])],
        *[handler for handler in page["handlers"] if handler != FULL_SCREEN],
        *[scheme for scheme in page["schemes"] if scheme not in SCHEMES],
        *["a script"] * page["scripts"],
    ]
    if page["bitten"] is not None:
        live.append(f"bitten={page['bitten']}")
    return {
        number
        for bite in live
        for number in re.findall(r"(?:bitten=|evil)(\d+)", bite) or "?"
    }


def parts(channel, text):
    """Give what is shown together: semicolons part aliases."""
    return text.split(";") if channel == "alias" else [text]


def as_in(number, texts):
    """Let each text bite in a way of its channel."""
    return [
        text.replace(BITE, f"window.bitten={number}").replace("evil.", f"evil{number}.")
        for text in texts
    ]


def hostile_study(texts):
    """Make a study in which each text is a team, with all that can be said of it."""
    ids = pd.Series([f"t{n:03}" for n in range(len(texts))], dtype="str")
    rows = pd.DataFrame(
        {
            "team_id": ids,
            "source_id": "s-" + ids,
            "segment_id": "p-" + ids,
            "org_id": "o-" + ids,
            "kind": "team",
            "sector": "other",
            "strand": "document",
            "type": "report",
            "consent": "quotes",
            "date": "2019",
            "date_precision": "year",
            "event": "launched",
            "clearance": "public",
            "coder_id": "ann",
            "rating": "1",
            "criterion_id": "working.public",
            "agreed_on": "2021-02-01",
            "segment_ids": "p-" + ids,
            "period": "2019",
            "value": "1",
            "approved_on": "2021-02-01",
        }
    )
    tables = {}
    for name in TABLES:
        columns = [c for c in schema.TABLES[name].columns if c in rows]
        tables[name] = rows[columns].copy()
    for number, (table, column, _) in enumerate(CHANNELS.values(), start=FIRST):
        tables[table][column] = as_in(number, texts)
    tables["team_organisations"]["role"] = "member"
    tables["approvals"]["text_sha256"] = tables["segments"]["quote"].map(text_hash)
    study = read_study(TINY)
    editions = Editions(public=PublicRules(quotes=True))
    settings = study.settings.model_copy(update={"editions": editions})
    typed = {n: schema.typed(n, tables.get(n, pd.DataFrame())) for n in schema.TABLES}
    return replace(study.with_tables(typed), settings=settings)


def say(what, *numbers):
    print(f"{what:36}" + "".join(f"{n:>9}" for n in numbers), flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""How soon a reader can use what is large: long tables, and the index of the search.

Run with ``python benchmarks/bench_tables_and_search.py [site ...]``. Each page is
opened from disk in Chromium, several times; the median is told. A table is ready once
its first rows are drawn and its filters can be used. Its rows are invented: sentences
that differ, as many teams and sources as the rows of a real study have. A site's index
is what `hiteval report` wrote; a search is timed from typing to the first result.
"""

import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import sync_playwright
from results import show

from hiteval.display.kit.filtered_table import Filter, Shape, filtered_table
from hiteval.display.kit.html import link, markup
from hiteval.language import Language

STATIC = Path(__file__).parent.parent / "book" / "_static"
SCRIPTS = ("folding.js", "sorting.js", "filtered-table.js")
STYLES = ("hiteval.css", "search.css")
ROWS = (1_500, 100_000)
TIMES = 5
VOCABULARY = [f"w{number:x}ord" for number in range(8_000)]
SAYS = {"all": "{every}", "some": "{found} of {every}", "none": "none of {every}"}
READY = """() => document.querySelectorAll("tbody tr").length
    && document.querySelector("#filters option:nth-child(2)") && performance.now()"""
TIMED = """async (typed) => {
    const field = document.querySelector("#searched");
    const began = performance.now();
    field.value = typed;
    field.dispatchEvent(new Event("input"));
    while (!document.querySelector("#search-results li"))
        await new Promise(requestAnimationFrame);
    return performance.now() - began;
}"""


def rows(number: int) -> pd.DataFrame:
    """Invent rows as those of the evidence table are."""
    chance = random.Random(number)  # noqa: S311 (nothing is kept secret)
    keys = [f"s{n}" for n in range(number)]
    teams = [f"team-{chance.randrange(max(24, number // 60))}" for _ in keys]
    sources = [f"source-{chance.randrange(max(280, number // 5))}" for _ in keys]
    ratings = [chance.randint(-2, 2) for _ in keys]
    said = [" ".join(chance.choices(VOCABULARY, k=24)) for _ in keys]
    return pd.DataFrame(
        {
            "Rating": [markup('<span class="rating">{}</span>', r) for r in ratings],
            "Team": [link(f"../teams/{t}.html", f"The {t}") for t in teams],
            "Passage": [
                markup("{} {}", text, link(f"../teams/{t}.html#segment-{key}", key))
                for text, t, key in zip(said, teams, keys, strict=True)
            ],
            "Source": [link(f"../results/register.html#{s}", s) for s in sources],
            "team": teams,
            "rating": list(map(str, ratings)),
        }
    )


def page(number: int) -> str:
    """Write a page with a table of so many rows."""
    made = rows(number)
    filters = [
        Filter("team", "Team", "Team", [(t, t) for t in sorted(set(made["team"]))]),
        Filter("rating", "Rating", "Rating", [(str(r), str(r)) for r in range(-2, 3)]),
    ]
    heads = {name: name for name in ("Rating", "Team", "Passage", "Source")}
    shape = Shape("bench", heads, filters, ["Rating"], SAYS)
    table = filtered_table(made, shape, "Elsewhere.", Language())
    styles = "".join(f'<link rel="stylesheet" href="{name}">' for name in STYLES)
    scripts = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    head = f'<!doctype html><html lang="en"><meta charset="utf-8">{styles}{scripts}'
    return f"{head}<h1>Table</h1>{table}"


def tables(browser: Any, folder: Path) -> Iterator[dict[str, Any]]:
    """Time tables of several lengths."""
    for name in (*SCRIPTS, *STYLES):
        shutil.copyfile(STATIC / name, folder / name)
    for number in ROWS:
        path = folder / f"{number}.html"
        path.write_text(page(number), encoding="utf-8")
        times = [opened(browser, path) for _ in range(TIMES)]
        kilobytes = path.stat().st_size // 1000
        ready = round(statistics.median(times))
        yield {"rows": number, "page, kB": kilobytes, "ready after, ms": ready}


def opened(browser: Any, path: Path) -> float:
    """Open a page and return when it was ready, in milliseconds."""
    window = browser.new_page()
    window.goto(path.as_uri(), wait_until="commit")
    ready: float = window.wait_for_function(READY, polling="raf").json_value()
    window.close()
    return ready


def searched(browser: Any, site: Path) -> dict[str, Any]:
    """Time a search of a built site."""
    window = browser.new_page()
    window.goto(f"{(site / 'search.html').as_uri()}?q=care")
    ready = window.wait_for_function(
        "() => document.querySelector('#search-results li') && performance.now()",
        polling="raf",
    ).json_value()
    typed = [window.evaluate(TIMED, word) for word in ("team", "evidence of", "money")]
    window.close()
    size = (site / "search-index.js").stat().st_size
    return {
        "site": site.name,
        "index, kB": size // 1000,
        "first results after, ms": round(ready),
        "a search, ms": round(statistics.median(typed)),
    }


if __name__ == "__main__":
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        show(pd.DataFrame(tables(chromium, Path(place))))
        if sites := [Path(name).resolve() for name in sys.argv[1:]]:
            show(pd.DataFrame([searched(chromium, site) for site in sites]))
        chromium.close()

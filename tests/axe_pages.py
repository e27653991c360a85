"""What axe-core finds on each kind of page, and where the report says it.

`book/accessibility.csv` is a table of the page *Accessibility*. To write it anew from a
built report: ``python tests/axe_pages.py _build/html``.
"""

import csv
import shutil
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

STATED = Path(__file__).parent.parent / "book" / "accessibility.csv"
KINDS = {  # of pages, each by one of them
    "Main messages": "results/main-messages",
    "Findings": "results/findings",
    "The model": "results/model",
    "Across teams": "results/across-teams",
    "Compare teams": "results/compare",
    "Framework matrix": "results/framework-matrix",
    "What teams need": "results/what-teams-need",
    "Who shaped this evaluation": "results/who-shaped",
    "An area": "areas/integration",
    "A team with a long record": "teams/dementia",
    "A team with a short record": "teams/ckd",
    "How a team's ratings were made": "results/workings-dementia",
    "How sure": "results/how-sure",
    "Strands": "results/strands",
    "Missing evidence": "results/missing-evidence",
    "Contrary evidence": "results/contrary-evidence",
    "Disagreements": "results/disagreements",
    "How to read this report": "how-to-read",
    "Method": "results/method",
    "Evidence table": "results/evidence-table",
    "Evidence register": "results/evidence-register",
    "Audit": "results/audit",
    "What changed": "results/changes",
    "Checklists": "results/checklists",
    "Downloads": "results/downloads",
    "Accessibility": "accessibility",
    "What is published": "guide/confidentiality",
    "Search": "../search",
}
# Each with the size of the window, and the reader's colours.
MODES = {
    "Light": ((1400, 900), "light"),
    "Dark": ((1400, 900), "dark"),
    "Phone": ((390, 844), "light"),
}
# axe-core itself leaves this rule out unless it is asked for.
OPTIONS = {
    "rules": {"label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],
}
MENUS = {"Menu": "#navigation", "On this page": "#contents"}


def row_of(browser, site, kind):
    """Return a row of the table, and all that is told of what fails."""
    row, told = {"Kind of page": kind} | dict.fromkeys([*MODES, "axe-core"]), []
    window = browser.new_page()
    window.goto((site / "book" / f"{KINDS[kind]}.html").as_uri(), timeout=0)
    for code in window.locator("#show-code").all():
        code.check()
    window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for mode, (size, colours) in MODES.items():
        window.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        window.emulate_media(color_scheme=colours)
        found = runs(window)
        rules = {v["id"] for run in found for v in run.response["violations"]}
        row[mode] = ", ".join(sorted(rules)) or "none"
        row["axe-core"] = found[0].response["testEngine"]["version"]
        told += [run.generate_report() for run in found if run.violations_count]
    window.close()
    return row, "\n".join(told)


def runs(window):
    """Run axe-core on a page, and on each of its menus while it is open."""
    # A colour on its way from light to dark is neither.
    window.evaluate("Promise.all(document.getAnimations().map(a => a.finished))")
    found = [Axe().run(window, options=OPTIONS)]
    for name, menu in MENUS.items():
        button = window.get_by_role("button", name=name, exact=True)
        if button.is_visible():
            button.click()
            found.append(Axe().run(window, context=menu, options=OPTIONS))
            window.keyboard.press("Escape")
    return found


def stated():
    """Read what the report says, by the kind of page."""
    with STATED.open(encoding="utf-8", newline="") as file:
        return {row["Kind of page"]: row for row in csv.DictReader(file)}


def write(site):
    """Write the table from a built report."""
    path, rows = shutil.which("chromium") or shutil.which("google-chrome"), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for kind in KINDS:
            row, told = row_of(browser, site, kind)
            rows.append(row)
            print(f"{kind}: {told or 'nothing'}", flush=True)  # noqa: T201
        browser.close()
    with STATED.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0], lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]).resolve())

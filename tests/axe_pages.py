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
    "Summary": "results/summary",
    "The model": "results/model",
    "Across teams": "results/across-teams",
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
    "Guide, a year's work": "guide/a-year",
    "Guide, notebooks and scripts": "guide/library",
    "Guide, cluster": "guide/cluster",
    "Search": "../search",
}
# Each with the size of the window, and the reader's colours.
MODES = {
    "Light": ((1400, 900), "light"),
    "Dark": ((1400, 900), "dark"),
    "Phone": ((390, 844), "light"),
}
# axe-core itself leaves this one out unless it is asked for.
ALSO = {"rules": {"label-content-name-mismatch": {"enabled": True}}}
BUTTONS = ("Menu", "On this page")


def row_of(browser, site, kind):
    """Return a row of the table, and all that is told of what fails."""
    cells, told = {"Kind of page": kind}, []
    for mode, (size, colours) in MODES.items():
        found = failing(browser, site / "book" / f"{KINDS[kind]}.html", size, colours)
        rules = {v["id"] for run in found for v in run.response["violations"]}
        cells[mode] = ", ".join(sorted(rules)) or "none"
        cells["axe-core"] = found[0].response["testEngine"]["version"]
        told += [run.generate_report() for run in found if run.violations_count]
    return cells, "\n".join(told)


def failing(browser, path, size, colours):
    """Run axe-core on a page with its code shown, and once more with each menu open."""
    window = browser.new_page(
        viewport=dict(zip(("width", "height"), size, strict=True)), color_scheme=colours
    )
    window.goto(path.as_uri())
    for code in window.locator("#show-code").all():
        code.check()
    # A colour on its way from light to dark is neither.
    window.evaluate("Promise.all(document.getAnimations().map(a => a.finished))")
    found = [Axe().run(window, options=ALSO)]
    for name in BUTTONS:
        button = window.get_by_role("button", name=name, exact=True)
        if button.is_visible():
            button.click()
            found.append(Axe().run(window, options=ALSO))
            window.keyboard.press("Escape")
    window.close()
    return found


def stated():
    """Read what the report says, by the kind of page."""
    with STATED.open(encoding="utf-8", newline="") as file:
        return {row["Kind of page"]: row for row in csv.DictReader(file)}


def write(site):
    """Write the table from a built report."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, STATED.open("w", newline="") as file:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        columns = ["Kind of page", *MODES, "axe-core"]
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        for kind in KINDS:
            row, told = row_of(browser, site, kind)
            table.writerow(row)
            sys.stdout.write(f"{kind}: {told or 'nothing'}\n")
        browser.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]).resolve())

"""The tiny study a year later: two waves, of which the table of changes is by hand."""

import shutil
from pathlib import Path

TINY = Path(__file__).parent / "tiny"
WAVES = """\
waves:
  w1: {name: First year, from: 2019-01-01, to: 2020-12-31}
  w2: {name: Second year, from: 2021-01-01, to: 2021-12-31}
"""
# In the order of columns of each table; the codings of w2 have one of an old segment.
LATER = {
    "sources.csv": """\
a4,document,report,Alpha's second report,Press,2021-06-01,day,https://example.org/a4
b2,document,report,Beta's second report,Press,2021-09-01,day,https://example.org/b2
""",
    "segments.csv": """\
a4-s1,a4,alpha,Patients still chair the board.,public
a4-s2,a4,alpha,Results were counted.,public
b2-s1,b2,beta,A day a week was found.,public
""",
    "codings.csv": """\
a1-s1,ann,working.public,2,,w2
a4-s1,ann,working.public,2,,w2
a4-s2,ann,change.results,2,,w2
b2-s1,ann,working.means,1,,w2
b2-s1,ann,working.public,-1,,w2
""",
    "team_events.csv": """\
alpha,renamed,2021-03,month,It was called Omega,a4
beta,director_change,2020,year,,b1
gamma,paused,2021,year,,b2
""",
}


def two_waves(folder):
    """Write the study into a folder, and return it."""
    shutil.copytree(TINY, folder)
    for name in ("codings", "ratings", "consensus", "summaries"):
        head, *rows = lines(folder / f"{name}.csv")
        write(folder / f"{name}.csv", [f"{head},wave", *(f"{row},w1" for row in rows)])
    for file, more in LATER.items():
        write(folder / file, [*lines(folder / file), *more.splitlines()])
    settings = folder / "study.yml"
    settings.write_text(settings.read_text() + WAVES)
    framework = folder / "framework.yml"
    text = framework.read_text()
    new = text.replace("{id: change.results,", "{id: change.results, since: w2,")
    framework.write_text(new)
    return folder


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def write(path, rows):
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")

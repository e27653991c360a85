"""A study whose every text would bite, and whose every secret holds a word of its own.

What passes is hostile; what may not be published holds a canary, a word that stands
nowhere else, so that it can be looked for in whatever is made of the study.
"""

import re
import shutil
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
from hostile_strings import ALL, fill
from interviews import add_interviews
from nbformat.v4 import new_code_cell
from unrated_data import with_unrated

from hiteval.disclosure.clearance import text_hash
from hiteval.study.reading import read_study
from hiteval.study.study import Study
from hiteval.study.writing import write_study

TINY = Path(__file__).parent / "tiny"
CANARY = re.compile(r"qzx\d{3}k")
INTERNAL = "a3-s1"  # the only segment of its source
UNSHOWN = ["a3", *(f"int-{n}" for n in range(1, 6))]
# int-2 was approved in other words, int-3 never; int-4 and int-5 have no consent.
QUOTED = ["a1-s1", "a1-s2", "a2-s1", "a2-s2", "b1-s1", "w1-s1", "int-1-s1"]
UNQUOTED = ["int-2-s1", "int-3-s1", "int-4-s1", "int-5-s1", INTERNAL]
WAITING = [("a1-s1", "bob", "working.means"), (INTERNAL, "bob", "working.public")]
UNCLEARED = {
    "summaries": ["summary"],
    "actions": ["action", "owner_role"],
    "interpretations": ["text"],
    "involvement": ["group", "aim", "what_they_did", "what_changed", "reflection"],
}
IDS = re.compile(r"\b(int-[1-5]|p(?:0[1-9]|1[0-2])|jane-roe|john-doe)\b")

# A cell that tells all its notebook can know, which is what stands in the bundle.
TELL_ALL = """
import html, pathlib
files = sorted(pathlib.Path("_build/bundle").rglob("*.[cy]*"))
told = " ".join(path.read_text("utf-8") for path in files)
display({"text/html": f"<p>{html.escape(told)}</p>"}, raw=True)
"""


class Secrets:
    """Canaries, and what each of them stands in."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def canary(self, where: str) -> str:
        word = f"qzx{len(self.places):03}k"
        self.places[word] = where
        return word

    def put(self, table, column, rows=slice(None), text="So {} told us in there"):
        """Put a text with a canary into a column, another into each row."""
        keys = table.loc[rows, table.columns[0]]
        for place, key in keys.items():
            word = self.canary(f"{column} of {key}")
            table.loc[place, column] = text.format(word)


def write_study_of_secrets(folder: Path) -> tuple[Path, dict[str, str]]:
    """Write the study below a folder; return it, and where each canary stands."""
    secrets = Secrets()
    study = read_study(add_interviews(Path(shutil.copytree(TINY, folder / "plain"))))
    study = fill(with_unrated(_with_rows_about_secrets(study), WAITING), ALL)
    _hide_passages(study, secrets)
    _hide_surroundings(study, secrets)
    _hide_people(study, secrets)
    place = folder / secrets.canary("a folder of this machine") / "study"
    study = study.with_tables({"approvals": _approvals(study, secrets)})
    write_study(study, place)
    _hide_ids(place, secrets)
    shutil.rmtree(folder / "plain")
    return place, secrets.places


def tell_all(notebook: Path) -> None:
    """Add to a notebook a cell that tells all it can know."""
    held = nbformat.read(notebook, as_version=4)
    held.cells.append(new_code_cell(TELL_ALL, id="tell-all"))
    nbformat.write(held, notebook)


def _with_rows_about_secrets(study: Study) -> Study:
    """Let an event and a measure rest on each source that is not shown."""
    tables = {}
    for name in ("team_events", "measures"):
        table = study.tables[name]
        first = [table.iloc[:1].assign(source_id=source) for source in UNSHOWN]
        tables[name] = pd.concat([table, *first], ignore_index=True)
    return study.with_tables(tables)


def _hide_passages(study: Study, secrets: Secrets) -> None:
    segments, sources = study.segments, study.sources
    sources.loc[sources["strand"] != "interview", "consent"] = "quotes"
    segments.loc[segments["segment_id"] == INTERNAL, "clearance"] = "internal"
    silent = segments["segment_id"].isin([INTERNAL, "int-5-s1"])
    secrets.put(segments, "summary", silent)
    secrets.put(segments, "quote", segments["segment_id"].isin(UNQUOTED))
    secrets.put(segments, "locator")
    secrets.put(study.codings, "note")
    for column in ("note", "withdrawn"):
        secrets.put(study.unrated, column)
    secrets.put(study.ratings, "rationale")
    secrets.put(study.summaries, "author", text="{}")
    for table, columns in UNCLEARED.items():
        rows = study.tables[table]
        for column in columns:
            secrets.put(rows, column, rows["clearance"] != "public")


def _hide_surroundings(study: Study, secrets: Secrets) -> None:
    hidden = study.sources["source_id"].isin(UNSHOWN)
    secrets.put(study.sources, "role")
    for column in ("title", "publisher"):
        secrets.put(study.sources, column, hidden)
    secrets.put(study.sources, "url", hidden, "https://example.org/{}")
    events, measures = study.team_events, study.measures
    secrets.put(events, "note", events["source_id"].isin(UNSHOWN))
    for column in ("measure", "period", "qualifier", "unit", "comparator"):
        secrets.put(measures, column, measures["source_id"].isin(UNSHOWN))


def _hide_people(study: Study, secrets: Secrets) -> None:
    for column in ("name", "aliases", "title"):
        secrets.put(study.roster, column, text="Quill {}")
    secrets.put(study.roster, "email", text="{}@example.org")
    for role in ("chair", "sponsor"):  # fewer hold them than may be shown
        roles = {role: secrets.canary(f"role {role}")}
        study.roster["role"] = study.roster["role"].replace(roles)


def _approvals(study: Study, secrets: Secrets) -> pd.DataFrame:
    quotes = study.segments.set_index("segment_id")["quote"]
    approvals = pd.DataFrame({"segment_id": sorted({*QUOTED, *UNQUOTED})})
    approvals = approvals[approvals["segment_id"] != "int-3-s1"]
    approvals["text_sha256"] = approvals["segment_id"].map(quotes).map(text_hash)
    changed = approvals["segment_id"] == "int-2-s1"
    approvals.loc[changed, "text_sha256"] = text_hash("as it was")
    approvals["approved_on"] = "2020-02-01"
    secrets.put(approvals, "approved_by")
    return approvals


def _hide_ids(folder: Path, secrets: Secrets) -> None:
    """Give people who spoke in confidence, and their sources, canaries for ids."""

    @cache
    def new(old: str) -> str:
        return secrets.canary(f"id {old}")

    for path in sorted(folder.rglob("*.csv")):
        text = IDS.sub(lambda found: new(found[0]), path.read_text("utf-8"))
        path.write_text(text, "utf-8", newline="\n")

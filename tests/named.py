"""A study whose every name is ``A & B <i>``, with a number behind to tell them apart.

What a name looks like where it is not shown verbatim, once escaped, is looked for in
whatever is made of the study.
"""

import json
import re
from urllib.parse import unquote_plus

import pandas as pd
from bs4 import BeautifulSoup
from two_waves import two_waves

from hiteval.study.framework import Framework
from hiteval.study.reading import read_study
from hiteval.study.settings import Settings
from hiteval.study.writing import write_study

NAME = re.compile(r"A & B <i> (\d+)")
TWICE = re.compile(r"&amp;(?:amp|lt|gt|#\d+|quot);")
IN_RECORDS = {
    *("name", "title", "source", "definition", "meaning", "question", "licence"),
    *("about", "continues", "criteria_note", "did"),
}
IN_TABLES = {
    "teams": ["name", "acronym", "focus", "aliases"],
    "sources": ["title", "publisher"],
    "segments": ["summary"],
    "codings": ["note"],
    "team_events": ["note"],
    "organisations": ["name"],
    "consensus": ["reason"],
    "ratings": ["rationale"],
    "summaries": ["summary"],
    "measures": ["measure", "period", "qualifier", "unit", "comparator"],
    "actions": ["action", "owner_role"],
    "interpretations": ["text"],
    "involvement": ["group", "aim", "what_they_did", "what_changed", "reflection"],
}
BY_PEOPLE = ("ratings", "consensus", "summaries")  # all of the latest wave
ACCREDITATION = {
    "source": "a handbook",
    "partners": 1,
    "kinds": [{"name": "a kind", "at_least": 1, "sectors": ["nhs_provider"]}],
}


def write_named(folder):
    """Write the study of two waves so named; return where each number was put."""
    study = read_study(two_waves(folder.with_name("plain")))
    places = {}
    settings = study.settings.model_dump(mode="json", by_alias=True)
    settings |= {"accreditation": ACCREDITATION}
    framework = study.framework.model_dump(mode="json", exclude_none=True)
    settings = Settings.from_yaml(_renamed(settings, "study", places), "study.yml")
    framework = _renamed(framework, "framework", places)
    tables = {name: _with_names(study.tables[name], name, places) for name in IN_TABLES}
    named = study.with_tables(
        {
            **tables,
            "settings": settings,
            "framework": Framework.from_yaml(framework, "framework.yml"),
        }
    )
    write_study(named, folder)
    return places


def _name(where, places):
    number = len(places) + 1
    places[number] = where
    return f"A & B <i> {number}"


def _renamed(value, where, places):
    if isinstance(value, dict):
        every = where in ("study.strands", "study.coders")
        return {
            key: _name(f"{where}.{key}", places)
            if isinstance(held, str) and (every or key in IN_RECORDS)
            else _renamed(held, f"{where}.{key}", places)
            for key, held in value.items()
        }
    if isinstance(value, list):
        texts = where == "study.limits"
        return [
            _name(where, places) if texts else _renamed(held, where, places)
            for held in value
        ]
    return value


def _with_names(table, name, places):
    """Name every cell that is not blank."""
    columns = {
        column: [
            held if pd.isna(held) else _name(f"{name}.{column}", places)
            for held in table[column]
        ]
        for column in IN_TABLES[name]
    }
    wave = {"wave": "w2"} if name in BY_PEOPLE else {}
    return table.assign(**columns, **wave).astype(table.dtypes)


def numbers(text):
    """Return the numbers of the names that stand verbatim in a text."""
    return {int(number) for number in NAME.findall(text)}


def faults(html):
    """Tell what of a page is escaped twice or not at all, and what is not verbatim."""
    page = BeautifulSoup(html, "html.parser")
    packed = [json.loads(data.extract().text) for data in page.select("script.packed")]
    if packed:  # it holds finished cells, as text for the script that shows them
        columns = [column for data in packed for column in data["columns"]]
        return faults("".join([str(page), *(c for of in columns for c in of["cells"])]))
    live = [str(tag)[:80] for tag in page("i") if not tag.attrs]
    broken = [
        text[place.start() : place.start() + 30]
        for text in texts(page)
        for place in re.finditer(r"A &", text)
        if not NAME.match(text, place.start())
    ]
    return [*TWICE.findall(html), *live, *broken]


def texts(page):
    """Yield what a page says, and what its attributes do, addresses decoded."""
    yield page.get_text("\n")
    for tag in page.find_all(True):
        for value in tag.attrs.values():
            if isinstance(value, str):
                yield unquote_plus(value)

"""What reporting guidelines ask, and where the report answers.

The items and answers are data, in ``checklists.csv``: a short name of each item as
published, what it asks in our own words, places in the report that answer it, and
either what stands there or why nothing does.
"""

import re
from importlib.resources import files

import pandas as pd
from docutils.nodes import make_id

from hiteval.display.kit.addresses import page_name
from hiteval.display.kit.html import (
    Html,
    bullets,
    escape,
    joined,
    link,
    outside_link,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count
from hiteval.results.evaluation import Evaluation
from hiteval.study.settings import Labels

TEAM = Labels()
BY_HAND = ("confidentiality", "import")  # pages that are written, not made
SOURCES = {
    "SRQR": (
        "O'Brien and others, Academic Medicine 2014; 89: 1245-1251",
        "10.1097/ACM.0000000000000388",
    ),
    "COREQ": (
        "Tong and others, International Journal for Quality in Health Care 2007; "
        "19: 349-357",
        "10.1093/intqhc/mzm042",
    ),
    "GRIPP2": ("Staniszewska and others, BMJ 2017; 358: j3453", "10.1136/bmj.j3453"),
}


def items(labels: Labels = TEAM) -> pd.DataFrame:
    """Return every item of every checklist, in a study's words.

    Returns
    -------
    DataFrame
        All text: ``checklist, item, name, asks``; ``places``, separated by ``;``,
        each a page and perhaps a place on it, or nothing; ``answer``.
    """
    with files("hiteval.display").joinpath("checklists.csv").open("rb") as file:
        asked = pd.read_csv(file, dtype="str", keep_default_na=False)
    return asked.assign(
        places=asked["places"].map(lambda places: _filled(places, labels)),
        answer=asked["answer"].map(labels.fill),
    )


def sources() -> Html:
    """Say where the checklists were published."""
    return bullets(
        f"{name}: {escape(source)}, {outside_link(f'https://doi.org/{doi}', doi)}"
        for name, (source, doi) in SOURCES.items()
    )


def answers(evaluation: Evaluation, checklist: str) -> Html:
    """Show each item of a checklist with the places that answer it, or why none do."""
    labels = evaluation.labels
    asked = items(labels)
    asked = asked[asked["checklist"] == checklist]
    answered = int((asked["places"] != "").sum())
    shown = pd.DataFrame(
        {
            "Item": asked["item"],
            "Name": asked["name"],
            "In plain words": asked["asks"],
            "Where": [
                _links(item.places, labels) or "nowhere" for item in records(asked)
            ],
            "Answer, or why none": asked["answer"],
        }
    )
    caption = f"The items of {checklist}, and where this report answers them"
    name = f"checklist-{checklist.lower()}"
    told = f"{answered} of {count(len(asked), 'item')} have a place in this report."
    return joined(
        [
            paragraphs([told]),
            table(shown, name, caption, html_columns=["Where"], css="stacked"),
        ]
    )


def address(place: str) -> str:
    """Return the address of a place, from any page of results.

    >>> address("method#rule-table"), address("confidentiality")
    ('../results/method.html#rule-table', '../confidentiality.html')
    """
    page, mark, name = place.partition("#")
    folder = "" if page in BY_HAND else "results/"
    return f"../{folder}{page}.html{mark}{name}"


def _filled(places: str, labels: Labels) -> str:
    """Name places that a heading with the word for a team gives its name to."""
    return re.sub(r"[^;#]*\$[^;]*", lambda m: make_id(labels.fill(m[0])), places)


def _links(places: str, labels: Labels) -> str:
    named = [place for place in places.split(";") if place]
    return ", ".join(
        link(address(p), page_name(p.split("#")[0], labels)) for p in named
    )

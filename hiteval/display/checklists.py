"""What reporting guidelines ask, and where the report answers.

The items and answers are data, in ``checklists.csv``: a short name of each item as
published, what it asks in our own words, places in the report that answer it, and
either what is there or why nothing is. Each text is a message.
"""

import re
from importlib.resources import files

import pandas as pd
from docutils.nodes import make_id

from hiteval.catalogue import N_, _
from hiteval.display.kit.addresses import page_name
from hiteval.display.kit.html import (
    Html,
    Text,
    bullets,
    join,
    joined,
    link,
    markup,
    outside_link,
    paragraphs,
)
from hiteval.display.kit.table import table
from hiteval.results.evaluation import Evaluation
from hiteval.study.labels import Labels
from hiteval.study.study import Study

TEAM = Labels()
GUIDES = ("confidentiality",)  # pages of the guide that the report has, too
SOURCES = {
    "SRQR": (
        N_("O'Brien and others, Academic Medicine 2014; 89: 1245-1251"),
        "10.1097/ACM.0000000000000388",
    ),
    "COREQ": (
        N_(
            "Tong and others, International Journal for Quality in Health Care 2007; "
            "19: 349-357"
        ),
        "10.1093/intqhc/mzm042",
    ),
    "GRIPP2": (
        N_("Staniszewska and others, BMJ 2017; 358: j3453"),
        "10.1136/bmj.j3453",
    ),
    "GRADE-CERQual": (
        N_("Lewin and others, Implementation Science 2018; 13 (supplement 1): 2"),
        "10.1186/s13012-017-0688-3",
    ),
}
# Places that stand in the report only where these tables of the study have rows.
ONLY_WITH = {
    "findings": "findings",
    "who-shaped#gripp-table": "involvement",
    "who-shaped#responses-table": "responses",
    "who-shaped#who-did-what-and-what-changed": "involvement",
}


def items(labels: Labels = TEAM) -> pd.DataFrame:
    """Return every item of every checklist, in a study's words.

    ``labels`` are those of its settings.

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
        name=asked["name"].map(_),
        asks=asked["asks"].map(_),
        answer=asked["answer"].map(lambda answer: labels.spoken.fill(_(answer))),
    )


def sources() -> Html:
    """Say where the checklists were published."""
    return bullets(
        markup(
            "{}: {}, {}", name, _(source), outside_link(f"https://doi.org/{doi}", doi)
        )
        for name, (source, doi) in SOURCES.items()
    )


def answers(asked: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the items of one checklist with the places that answer them, or why none do.

    ``asked`` has some of the rows of `items`.
    """
    checklist = asked["checklist"].iloc[0]
    there = asked["places"].map(lambda cell: places_there(cell, evaluation.study))
    asked = asked.assign(places=there)
    answered = int((asked["places"] != "").sum())
    shown = pd.DataFrame(
        {
            _("Item"): asked["item"],
            _("Name"): asked["name"],
            _("In plain words"): asked["asks"],
            _("Where"): [
                _links(places, evaluation.labels) for places in asked["places"]
            ],
            _("Answer, or why none"): asked["answer"],
        }
    )
    caption = _(
        "The items of {checklist}, and where this report answers them",
        checklist=checklist,
    )
    name = f"checklist-{checklist.lower()}"
    told = _(
        "{number} of {all} items have a place in this report.",
        number=answered,
        all=len(asked),
    )
    return joined([paragraphs([told]), table(shown, name, caption, css="stacked")])


def places_there(places: str, study: Study) -> str:
    """Keep the places, with ``;`` between, that stand in the report of a study."""
    kept = (
        place
        for place in places.split(";")
        if place not in ONLY_WITH or len(study.tables[ONLY_WITH[place]])
    )
    return ";".join(kept)


def address(place: str) -> str:
    """Return the address of a place, from any page of results.

    >>> address("method#rule-table"), address("confidentiality")
    ('../results/method.html#rule-table', '../guide/confidentiality.html')
    """
    page, mark, name = place.partition("#")
    folder = "guide" if page in GUIDES else "results"
    return f"../{folder}/{page}.html{mark}{name}"


def _filled(places: str, labels: Labels) -> str:
    """Fill in the places that are named after a heading with the word for a team."""
    return re.sub(r"[^;#]*\$[^;]*", lambda m: make_id(labels.in_english(m[0])), places)


def _links(places: str, labels: Labels) -> Text:
    if not places:
        return _("nowhere")
    return join(
        (
            link(address(place), page_name(place.split("#")[0], labels))
            for place in places.split(";")
        ),
        ", ",
    )

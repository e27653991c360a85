"""How the evaluation was made: framework, scale, strands."""

from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    TEXT_FILLER,
    Html,
    Text,
    join,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.table import definitions, records, table
from hiteval.display.kit.words import listed, with_kind
from hiteval.results.evaluation import Evaluation
from hiteval.study.settings import Author

EDITIONS = {"": TEXT_FILLER, "public": N_("public"), "internal": N_("internal")}


def study(evaluation: Evaluation) -> Html:
    """Show what the study says of itself."""
    settings, day = evaluation.study.settings, evaluation.language.day
    rows: dict[str, Text] = {
        _("Question"): own_words(settings.question),
        _("Continues"): own_words(settings.continues or TEXT_FILLER),
        _("Period"): _(
            "{start} to {end}",
            start=day(settings.period.start),
            end=day(settings.period.end),
        ),
        _("Framework"): own_words(evaluation.framework.title),
        _("Licence"): own_words(settings.licence),
        _("Edition"): _(EDITIONS[settings.edition or ""]),
    }
    rows |= {
        _("Strand: {name}", name=name): own_words(text)
        for name, text in settings.strands.items()
    }
    rows |= {
        _("Coder: {name}", name=name): _who(coder)
        for name, coder in settings.coders.items()
    }
    rows |= {
        _("Author: {name}", name=name): _who(who)
        for name, who in settings.authors.items()
    }
    return definitions(rows, "study", _("The study"))


def _who(author: Author) -> Html:
    """Say what somebody did, and of a model that it is one.

    >>> str(_who(Author(did="Coded", kind="model", name="a language model")))
    'Coded (a model: a language model)'
    """
    did = own_words(author.did)
    if author.kind == "person":
        return markup("{} ({})", did, author.name) if author.name else did
    if author.name:
        return markup("{did} (a model: {name})", did=did, name=author.name)
    return markup("{} (a model)", did)


def criteria(evaluation: Evaluation) -> pd.DataFrame:
    """List what is asked: ``area, criterion_id, criterion, definition``.

    And from which waves: ``since``, and ``reworded``, separated by commas; both are
    names of waves, missing where the study has none or nothing changed.
    """
    waves = evaluation.whole.settings.waves
    rows = [
        (
            f"{with_kind(area)}: {area.definition}",
            c.id,
            c.name,
            c.definition,
            waves[c.since].name if c.since else None,
            listed(waves[wave].name for wave in c.reworded) if c.reworded else None,
        )
        for area in evaluation.framework.areas
        for c in area.criteria
    ]
    columns = ["area", "criterion_id", "criterion", "definition", "since", "reworded"]
    return pd.DataFrame(rows, columns=columns)


def framework(criteria: pd.DataFrame) -> Html:
    """Show every area and criterion with its definition."""
    shown = pd.DataFrame(
        {
            _("Area"): criteria["area"],
            _("Criterion"): criteria["criterion"],
            _("Definition"): [_definition(row) for row in records(criteria)],
        }
    )
    return table(shown, "framework", _("Areas and criteria"), group=_("Area"))


def _definition(criterion: Any) -> Html:
    """Define a criterion, and say since when it is asked about in these words."""
    parts: list[Text] = [own_words(criterion.definition)]
    if not pd.isna(criterion.since):
        parts.append(_("Asked about since: {wave}.", wave=criterion.since))
    if not pd.isna(criterion.reworded):
        parts.append(_("Asked in other words from: {waves}.", waves=criterion.reworded))
    return join(parts, " ")


def framework_source(evaluation: Evaluation) -> Html:
    """Say where areas, criteria and scale come from."""
    rows = {
        _("Areas"): own_words(evaluation.framework.source),
        _("Criteria"): own_words(evaluation.framework.criteria_note or TEXT_FILLER),
        _("Scale"): own_words(evaluation.framework.rating_scale.source),
    }
    caption = _("What is published and what is ours")
    return definitions(rows, "framework-source", caption)


def levels(evaluation: Evaluation) -> pd.DataFrame:
    """List the levels that a coder may give a segment, the highest first.

    ``rating, name, meaning``; the last row, without a rating, says what missing means.
    """
    of = evaluation.framework.rating_scale
    ordered = sorted(of.levels, key=lambda level: -level.value)
    no_level = _("No segment was coded. Missing is not a level.")
    if 0 in of.ratings:
        no_level = _("No segment was coded. Missing is not 0.")
    missing = (None, _("Missing"), no_level)
    rows = [*((v.value, v.name, v.meaning) for v in ordered), missing]
    found = pd.DataFrame(rows, columns=["rating", "name", "meaning"])
    return found.astype({"rating": "Int64"})


def scale(levels: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the levels that a coder may give a segment."""
    of = evaluation.framework.rating_scale
    shown = pd.DataFrame(
        {
            _("Rating"): [chip(rating, of) for rating in levels["rating"]],
            _("Name"): levels["name"],
            _("Meaning for a segment"): [
                row.meaning if pd.isna(row.rating) else own_words(row.meaning)
                for row in records(levels)
            ],
        }
    )
    return table(shown, "scale", _("The rating scale"))


def areas_in_words(evaluation: Evaluation) -> Html:
    """Say how areas are shown."""
    kinds = any(area.kind for area in evaluation.framework.areas)
    never = _("Areas are never averaged into one number.")
    if kinds:
        never = _("Process and outcome are never averaged into one number.")
    profile = _(
        "An area is shown as its profile: how many criteria are at each level, how "
        "many have no evidence, and the median of those that have."
    )
    return paragraphs([f"{profile} {never}"])


def self_check(checked: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show what was expected of published worked examples beside what was got."""
    numeral = evaluation.language.numeral
    shown = pd.DataFrame(
        {
            _("Example"): checked["name"].map(_),
            _("Published in"): checked["source"],
            _("Expected"): [numeral(value, places=3) for value in checked["expected"]],
            _("Got"): [numeral(value, places=3) for value in checked["got"]],
            _("Result"): checked["agrees"].map(
                {True: _("agrees"), False: _("DIFFERS")}
            ),
        }
    )
    caption = _("Published worked examples, run with this report")
    return table(shown, "self-check", caption)

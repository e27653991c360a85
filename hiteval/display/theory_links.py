"""The theory of change in words: a drawing of its links, and then each of them."""

from collections import Counter
from typing import Any

import pandas as pd

from hiteval.display.interpretation import judged_by
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    join,
    joined,
    link,
    markup,
    paragraphs,
)
from hiteval.display.kit.logic_model import Arrow, Column, logic_model
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed, verb, with_kind
from hiteval.display.listed_passages import folded_list, passages
from hiteval.results.evaluation import Evaluation
from hiteval.results.theory import listed_segments
from hiteval.study.framework import Area

VERBS = {
    "supports": ("supports", "support"),
    "hinders": ("hinders", "hinder"),
    "mixed": ("is mixed", "are mixed"),
}
LOOKS = {"supports": "+", "hinders": "−", "mixed": "±"}
MEANING = {
    "supports": "the first helps the second along",
    "hinders": "it holds the second back",
    "mixed": "it does both",
}
HOW_TO_READ = (
    '<figcaption><span class="drawn">Each box is a part of the framework, each arrow a '
    "link that the evaluators drew from the evidence. Its number leads to the link "
    "below.</span> {}.</figcaption>"
)


def drawing(links: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Draw the links between the parts of the framework; on a phone, list them.

    ``links`` is from `hiteval.results.theory.links_with_evidence`.
    """
    if links.empty:
        return NOTHING
    names, columns = _names(evaluation), _columns(links, evaluation)
    arrows = [
        Arrow(
            *(row.from_id, row.to_id, f"{row.number} {LOOKS[row.sign]}"),
            f"Link {row.number}: {_ends(row, names)}",
            _address(row),
            row.sign,
        )
        for row in records(links)
    ]
    drawn = logic_model(columns, arrows, _alt(links, columns, names))
    items = (
        markup("<li>{} ({})</li>", link(_address(row), _ends(row, names)), row.sign)
        for row in records(links)
    )
    signs = (
        f"{look}\N{NO-BREAK SPACE}{sign}: {MEANING[sign]}"
        for sign, look in LOOKS.items()
    )
    return markup(
        '<figure class="theory" id="theory-drawing">{}<ol class="links">{}</ol>{}'
        "</figure>",
        *(drawn, join(items), markup(HOW_TO_READ, "; ".join(signs))),
    )


def each(links: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show each link: how it works and when, for and against it, then and now.

    ``links`` is from `hiteval.results.theory.links_with_evidence`.
    """
    listed_for = passages(listed_segments(evaluation), evaluation)
    told = (_link(row, listed_for, evaluation) for row in records(links))
    return joined([judged_by(evaluation), _continued(evaluation), *told])


def _continued(evaluation: Evaluation) -> Html:
    """Say which account is the earlier one, if any link tells of one."""
    earlier = evaluation.study.settings.continues
    said = f"The earlier account is: {earlier}."
    return paragraphs([said]) if earlier and _tells_of_then(evaluation) else NOTHING


def _tells_of_then(evaluation: Evaluation) -> bool:
    return bool(evaluation.study.theory["then"].notna().any())


def _link(row: Any, listed_for: pd.DataFrame, evaluation: Evaluation) -> Html:
    own = listed_for[listed_for["link_id"] == row.link_id]
    sides = (
        ("for", own[~own["contrary"]], row.segments_not_shown),
        ("against", own[own["contrary"]], row.contrary_segments_not_shown),
    )
    behind = (folded_list(p, side, lost, evaluation) for side, p, lost in sides)
    ends = markup("{}. {}.", _ends(row, _names(evaluation)), _sign(row.sign))
    parts = [
        markup('<h3 id="{}">{}. {}</h3>', _place(row), row.number, row.statement),
        _labelled("What leads to what", ends),
        _labelled("How", _written(row.mechanism)),
        _labelled("Under what conditions", _written(row.context)),
        _then_and_now(row, evaluation),
        markup('<div class="written">{}</div>', join(behind)),
        _by_model(row, evaluation),
    ]
    return markup('<section class="link">{}</section>', joined(parts))


def _then_and_now(row: Any, evaluation: Evaluation) -> Html:
    """Set what an earlier account said beside what the record shows."""
    now = _labelled("Now, in the record", _now(row, evaluation))
    if not _tells_of_then(evaluation):
        return now
    then = _labelled("Then, in the earlier account", _written(row.then))
    return markup('<div class="then-and-now">{}{}</div>', then, now)


def _now(row: Any, evaluation: Evaluation) -> str:
    say, called = evaluation.language, evaluation.labels

    def behind(segments: int, sources: int, teams: int, lost: Any) -> str:
        if not segments:
            return "nothing" if pd.isna(lost) else "nothing that this edition shows"
        told = f"{say.count(segments, 'segment')} from {say.count(sources, 'source')}"
        of = say.count(teams, called.team, called.teams)
        return f"{told} on {of}" if teams else told

    supporting = behind(row.segments, row.sources, row.teams, row.segments_not_shown)
    against = behind(
        *(row.contrary_segments, row.contrary_sources, row.contrary_teams),
        row.contrary_segments_not_shown,
    )
    told = f"For it: {supporting}. Against it: {against}."
    if pd.isna(row.first_year):
        return told
    return f"{told} Dated from {row.first_year} to {row.last_year}."


def _by_model(row: Any, evaluation: Evaluation) -> Html:
    author = evaluation.study.settings.authors.get(row.author)
    if author is None or author.kind != "model":
        return NOTHING
    name = f", {author.name}" if author.name else ""
    said = "Written by a model: {}{}."
    return markup('<p class="rests">{}</p>', said.format(row.author, name))


def _labelled(label: str, text: Text) -> Html:
    return markup('<p class="written"><strong>{}.</strong> {}</p>', label, text)


def _written(text: Any) -> str:
    return "Nothing is written of this." if pd.isna(text) else str(text)


def _sign(sign: str) -> str:
    return f"{sign.capitalize()}: {MEANING[sign]}"


def _columns(links: pd.DataFrame, evaluation: Evaluation) -> list[Column]:
    """Give each area that has a link a column, with what the links join of it."""
    names, used = _names(evaluation), {*links["from_id"], *links["to_id"]}
    columns = [
        Column(with_kind(area), {i: names[i] for i in _parts(area) if i in used})
        for area in evaluation.framework.areas
    ]
    return [column for column in columns if column.boxes]


def _parts(area: Area) -> list[str]:
    return [area.id, *(criterion.id for criterion in area.criteria)]


def _names(evaluation: Evaluation) -> dict[str, str]:
    framework = evaluation.framework
    areas = {area.id: area.name for area in framework.areas}
    return areas | {c.id: c.name for c in framework.criteria}


def _ends(row: Any, names: dict[str, str]) -> str:
    return f"{names[row.from_id]} → {names[row.to_id]}"


def _place(row: Any) -> str:
    return addresses.link_place(row.link_id)


def _address(row: Any) -> str:
    return f"#{_place(row)}"


def _alt(links: pd.DataFrame, columns: list[Column], names: dict[str, str]) -> str:
    """Tell the pattern: how many links of which sign, and where most of them lead."""
    signs = Counter(links["sign"])
    told = listed(
        f"{number} {verb(number, *VERBS[sign])}"
        for sign, number in ((sign, signs[sign]) for sign in LOOKS)
        if number
    )
    met = Counter(links["to_id"])
    most = max(met.values())
    ends = [names[i] for i in names if met[i] == most]
    where = f" The most lead to: {listed(ends)}." if 1 < most < len(links) else ""
    across = listed(column.heading for column in columns)
    return f"Diagram of links between: {across}. Of the links, {told}.{where}"

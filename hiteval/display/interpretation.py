"""What the evaluators make of a team, and of the model, in their own words."""

import pandas as pd
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hiteval.catalogue import _, foreign
from hiteval.display.kit import addresses
from hiteval.display.kit.citations import with_links
from hiteval.display.kit.html import Html, join, markup, paragraphs
from hiteval.display.kit.visible import visible
from hiteval.display.listed_passages import places_of_segments
from hiteval.results.evaluation import Evaluation

JUDGED = (
    '<p>Written by {people} as a judgement; no <a href="{method}">rule</a> produced it.'
    "</p>"
)
# CommonMark, but for what could bite or disturb: no HTML, links, pictures or headings.
KNOWN = ("emphasis", "list", "escape", "newline")


def of_team(written: pd.DataFrame, team: Evaluation) -> Html:
    """Show what is written of one team, or of the partnership.

    ``written`` has a row for each text; ``text`` is read.
    """
    if written.empty:
        names = team.study.teams["name"]
        if names.empty:
            none = _("This edition shows nothing that the evaluators wrote about it.")
            return paragraphs([none])
        none = _(
            "This edition shows nothing that the evaluators wrote about {name}.",
            name=names.iloc[0],
        )
        return paragraphs([none])
    return _judged(join(map(in_html, written["text"])), team)


def of_model(evaluation: Evaluation) -> Html:
    """Show how the model works, in words, under a heading of the second level."""
    return _judged(in_html(evaluation.study.model, under=2), evaluation)


def in_words(written: pd.DataFrame, team: Evaluation) -> Html:
    """Show what is written of one team, with its citations; nothing where none is.

    ``written`` is as `of_team` takes it.
    """
    text = join(map(in_html, written["text"]))
    cited = with_links(text, places_of_segments(team))
    return _written(cited) if len(written) else cited


def judged_by(evaluation: Evaluation) -> Html:
    """Say whether people judged, or models."""
    who = evaluation.study.settings.written_by
    return markup(JUDGED, people=who, method=addresses.result_page("method"))


def _judged(written: Html, evaluation: Evaluation) -> Html:
    """Show a text with its citations, and by whom it is."""
    text = with_links(written, places_of_segments(evaluation))
    return join([_written(text), judged_by(evaluation)])


def _written(text: Html) -> Html:
    """Show a text of several blocks, in its language if the page is in another."""
    if tag := foreign():
        return markup('<div class="written" lang="{}" dir="auto">{}</div>', tag, text)
    return markup('<div class="written">{}</div>', text)


def in_html(text: str, under: int = 0) -> Html:
    r"""Write CommonMark as HTML; what it does not know stays as it is written.

    Parameters
    ----------
    text : str
        By evaluators.
    under : int
        The level of the heading that the text stands under, for a text with headings:
        its title is left out, and its other headings skip no level. Without, a heading
        is as little known as HTML.

    Examples
    --------
    >>> str(in_html("Good **and** <b>bad</b>"))
    '<p>Good <strong>and</strong> &lt;b&gt;bad&lt;/b&gt;</p>\n'
    """
    known = [*KNOWN, "heading"] if under else [*KNOWN]
    parser = MarkdownIt("zero", {"html": False}).enable(known)
    tokens = parser.parse(visible(text))
    for token in tokens:
        token.attrs = {}  # the number at which a list begins
    placed = _placed(tokens, under)
    return Html(parser.renderer.render(placed, parser.options, {}))


def _placed(tokens: list[Token], under: int) -> list[Token]:
    """Leave the title out, and set the levels of the other headings."""
    titled = bool(tokens) and (tokens[0].type, tokens[0].tag) == ("heading_open", "h1")
    kept, last = tokens[3:] if titled else tokens, under
    for token in kept:
        if token.type == "heading_open":
            level = max(int(token.tag[1:]) + under - 1, under + 1)
            last = min(level, last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"
    return kept

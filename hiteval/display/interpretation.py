"""What the evaluators make of a team, in their own words."""

import pandas as pd
from markdown_it import MarkdownIt

from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, join, link, markup, paragraphs
from hiteval.display.kit.visible import visible
from hiteval.results.evaluation import Evaluation

HOW_TO_ADD = "../plan-and-involvement.html#what-you-make-of-a-team"
# CommonMark, but for what could bite or disturb: no HTML, links, pictures or headings.
KNOWN = ("emphasis", "list", "escape", "newline")


def of_team(written: pd.DataFrame, team: Evaluation) -> Html:
    """Show what is written of one team, or of the partnership.

    ``written`` has a row for each text; ``text`` is read.
    """
    if written.empty:
        names = team.study.teams["name"]
        none = "This edition shows nothing that the evaluators wrote about {}. {}."
        about = names.iloc[0] if len(names) else "it"
        return paragraphs([markup(none, about, link(HOW_TO_ADD, "How to add it"))])
    rule = link(addresses.result_page("method"), "rule")
    authors = team.study.settings.authors.values()
    models = bool(authors) and all(who.kind == "model" for who in authors)
    who = "models" if models else "people"
    note = markup("<p>A judgement by {}; it follows from no {}.</p>", who, rule)
    texts = join(map(in_html, written["text"]))
    return join([markup('<div class="written">{}</div>', texts), note])


def in_html(text: str) -> Html:
    r"""Write CommonMark as HTML; what it does not know stays as it is written.

    >>> str(in_html("Good **and** <b>bad</b>"))
    '<p>Good <strong>and</strong> &lt;b&gt;bad&lt;/b&gt;</p>\n'
    """
    parser = MarkdownIt("zero", {"html": False}).enable(list(KNOWN))
    tokens = parser.parse(visible(text))
    for token in tokens:
        token.attrs = {}  # the number at which a list begins
    return Html(parser.renderer.render(tokens, parser.options, {}))

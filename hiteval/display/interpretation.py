"""What the evaluators make of a team, in their own words."""

from markdown_it import MarkdownIt

from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, link, paragraphs
from hiteval.display.kit.visible import visible
from hiteval.results.evaluation import Evaluation

NONE = "The evaluators have written nothing about it."
HOW_TO_ADD = "../plan-and-involvement.html#what-you-make-of-a-team"
# CommonMark, but for what could bite or disturb: no HTML, links, pictures or headings.
KNOWN = ("emphasis", "list", "escape", "newline")


def of_team(team: Evaluation) -> Html:
    """Show what is written of one team, or of the partnership."""
    texts = team.study.interpretations["text"]
    if texts.empty:
        return paragraphs([f"{NONE} {link(HOW_TO_ADD, 'How to add it')}."])
    rule = link(addresses.result_page("method"), "rule")
    note = f"<p>A judgement by people; it follows from no {rule}.</p>"
    return Html("".join(map(in_html, texts)) + note)


def in_html(text: str) -> str:
    r"""Write CommonMark as HTML; what it does not know stays as it is written.

    >>> in_html("Good **and** <b>bad</b>")
    '<p>Good <strong>and</strong> &lt;b&gt;bad&lt;/b&gt;</p>\n'
    """
    parser = MarkdownIt("zero", {"html": False}).enable(list(KNOWN))
    tokens = parser.parse(visible(text))
    for token in tokens:
        token.attrs = {}  # the number at which a list begins
    return str(parser.renderer.render(tokens, parser.options, {}))

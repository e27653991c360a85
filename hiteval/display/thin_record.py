"""Teams of which so little is recorded that their page is half a page, and asks."""

from hiteval.catalogue import _
from hiteval.display import contact
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, joined, link, markup
from hiteval.display.kit.quantity import counted, ratio
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

MOST = 3  # criteria with evidence
PART = 0.5  # of all criteria, which are more
ASKED = (
    "<p>Only {number} criteria have evidence here, from {sources}. That is not "
    "evidence of absence. Do you know of a report, a paper or a page that tells more? "
    "{way}</p>"
)


def is_thin(team: Evaluation) -> bool:
    """Tell whether at most three criteria have evidence, and fewer than half of all."""
    evidenced = quantity("cells-evidenced", team).number
    return evidenced <= MOST and evidenced < PART * len(team.cells)


def can_you_help(team: Evaluation) -> Html:
    """Ask readers of a thin record what else there is; nothing where it is not thin.

    Where the study names no contact, it leads to where it is said how to answer.
    """
    if not is_thin(team):
        return NOTHING
    answer = link(addresses.HOW_TO_ANSWER, _("How to tell the evaluators"))
    way = contact.way(team) or markup("{}.", answer)
    evidenced = ratio(quantity("cells-evidenced", team), team.language)
    sources = counted(quantity("sources", team), team.language)
    asked = markup(ASKED, number=evidenced, sources=sources, way=way)
    return joined([markup("<h2>Can you help?</h2>"), asked])

"""The study's own words for a team."""

import re
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import AfterValidator, model_validator

from hiteval.catalogue import SOURCE, _, ngettext, speaking
from hiteval.study.record import Record

HEADINGS = {  # columns beside the team in the report's tables
    *(
        "area",
        "because",
        "because of",
        "before",
        "coders",
        "criterion",
        "date",
        "quote",
    ),
    *(
        "event",
        "kind",
        "now",
        "organisation",
        "partners",
        "passage",
        "rating",
        "how sure",
        "summary of a passage",
    ),
    *("reason", "segment", "segments", "source", "sources", "strand"),
}
LABEL = re.compile(r"(?=.{1,40}$)[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
DEFAULT = ("team", "teams")  # in the catalogue; what a study calls them is not
WORDS = re.compile(r"\$([aA]_team|[Tt]eams?)\b")


def _label(label: str) -> str:
    if not LABEL.fullmatch(label):
        raise ValueError("1 to 40 letters, with single spaces, hyphens or apostrophes")
    if label.casefold() in HEADINGS:
        raise ValueError("a word that heads no other column of a table")
    return label


Label = Annotated[str, AfterValidator(_label)]


class Labels(Record):
    """The study's words for a team and for several, as within a sentence.

    ``teams`` is ``team`` with an s if it is left out.

    >>> labels = Labels(team="alliance")
    >>> labels.teams, labels.Team, labels.a_team
    ('alliances', 'Alliance', 'an alliance')
    """

    team: Label = "team"
    teams: Label = ""

    @model_validator(mode="before")
    @classmethod
    def _plural(cls, values: Any) -> Any:
        if not isinstance(values, dict) or "teams" in values:
            return values
        team = values.get("team", "team")
        sound = isinstance(team, str) and LABEL.fullmatch(team)
        return {**values, "teams": f"{team}s"} if sound else values

    @property
    def Team(self) -> str:
        """A team, where a sentence or a heading begins."""
        return self.team[0].upper() + self.team[1:]

    @property
    def Teams(self) -> str:
        """Several teams, where a sentence or a heading begins."""
        return self.teams[0].upper() + self.teams[1:]

    @property
    def a_team(self) -> str:
        """A team with its article, by its first letter."""
        first = normalize("NFD", self.team)[0].lower()
        if first in "aeio":
            return _("an {team}", team=self.team)
        return _("a {team}", team=self.team)

    @property
    def A_team(self) -> str:
        """A team with its article, where a sentence begins."""
        return self.a_team[0].upper() + self.a_team[1:]

    @property
    def spoken(self) -> "Labels":
        """The words in the language of the report; a study's own stay as they are."""
        if (self.team, self.teams) != DEFAULT:
            return self
        return Labels(team=ngettext("team", "teams", 1), teams=_("teams"))

    def fill(self, text: str) -> str:
        """Fill the words into one of our texts; every other ``$`` stays.

        >>> Labels(team="site").fill("$Teams are no $team ($title)")
        'Sites are no site ($title)'
        """
        return WORDS.sub(lambda word: str(getattr(self, word[1])), text)

    def in_english(self, text: str) -> str:
        """Fill the words into one of our texts in English, for places on pages."""
        with speaking(SOURCE):
            return self.fill(text)

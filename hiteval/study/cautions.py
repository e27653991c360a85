"""What a study may contain and yet is often a slip: warned of, never refused."""

import re

from hiteval.study import schema
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.study import Study

# Of a need, of the time before a team, or of the country: rarely of the team itself.
NOT_OF_THE_TEAM = re.compile(
    r"\b(before|until|previously|prior to|nationally|national|needs?|needed)\b", re.I
)

SPOKEN = re.compile(r"\binterview|\bfocus[ _-]?group", re.I)
ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.I)


def addresses_that_are_no_links(study: Study) -> list[str]:
    """List sources whose address is not one of the web, and so is shown as text."""
    urls = study.sources.set_index("source_id")["url"].dropna()
    return sorted(urls.index[~urls.str.fullmatch(ADDRESS)])


def perhaps_not_about_the_team(study: Study) -> list[str]:
    """List segments that are coded as contrary and may not be about the team.

    Those that nobody has settled, rated below the neutral level as evidence about the
    team, in whose text a word tells of a need, of the time before, or of the country.
    """
    middle = study.framework.rating_scale.middle
    if middle is None:
        return []
    team = study.codings["about"].fillna(ABOUT_TEAM) == ABOUT_TEAM
    contrary = study.codings[team & (study.codings["rating"] < middle)]
    settled = set(study.adjudications["segment_id"])
    segments = study.segments.set_index("segment_id")
    text = segments["summary"] + " " + segments["quote"].fillna("")
    found = sorted(set(contrary["segment_id"]) - settled)
    return [name for name in found if NOT_OF_THE_TEAM.search(text[name])]


def spoken_openly(study: Study) -> list[str]:
    """List sources that look like interviews, in strands that are not confidential."""
    settings, sources = study.settings, study.sources
    kinds = sources["type"].fillna("") + " " + sources["strand"].map(settings.strands)
    spoke = kinds.str.contains(SPOKEN) & ~sources["strand"].isin(settings.confidential)
    return sorted(sources.loc[spoke, "source_id"])


def garbled(study: Study) -> list[str]:
    """List columns with letters that were read in another encoding, such as ``Ã©``.

    They are UTF-8 that somebody opened as Windows-1252 and saved.
    """
    return [
        f"{schema.file_name(name)}, {column}"
        for name, table in study.tables.items()
        for column in table.columns
        if any(map(_is_garbled, table[column].dropna().astype("str").unique()))
    ]


def _is_garbled(text: str) -> bool:
    if text.isascii():
        return False
    try:
        return text.encode("windows-1252").decode("utf-8") != text
    except UnicodeError:
        return False

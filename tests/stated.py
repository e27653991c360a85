"""What pages say in numbers and in fixed words, and what is wrong with it.

Every function takes pages by name, each parsed, and returns faults as lines of text.
"""

import re
from collections import defaultdict
from copy import copy

MARK = "span.quantity"
# Others wrote it.
QUOTED = (
    "blockquote, .written, .answer, .finding, section.link, .passage-list, .summary"
)
NUMBER = r"\d[\d.,’\u202f\xa0]*"
SHARE_OF_RATINGS = re.compile(rf"({NUMBER}|§) of ({NUMBER}|§) (?:[a-z]+ )?ratings?\b")
NEVER_SAID = (
    "nobody has entered",
    "nobody has rated",
    "nobody has written",
    "not anybody's opinion",
    "not anybody’s opinion",
)


def number(text):
    return int(re.sub(r"\D", "", text))


def marks(page):
    """Read every mark of a page: name, population and number."""
    for mark in page.select(MARK):
        name, _, population = mark["class"][1].partition("=")
        yield name, population, number(mark.text)


def stated(pages):
    """Gather for each name and population the numbers, and who states them."""
    found = defaultdict(lambda: defaultdict(set))
    for path, page in pages.items():
        for name, population, value in marks(page):
            found[name, population][value].add(path)
    return found


def two_numbers(pages):
    """Find quantities of which two places give different numbers."""
    return [
        f"{name} of {population}: {dict(sorted(values.items()))}"
        for (name, population), values in stated(pages).items()
        if len(values) > 1
    ]


def words(page, mark="§"):
    """Read a page's visible words and those beside pictures, its marks as a sign."""
    page = copy(page)
    for quantity in page.select(MARK) if mark else ():
        quantity.string = mark
    alts = [image["alt"] for image in page.select("img[alt]")]
    for drawing in page.select(".picture svg"):
        alts.append(drawing["aria-label"])
        drawing.clear()
    return " ".join(" ".join([page.get_text(" "), *alts]).split())


def unmarked_shares(pages):
    """Find shares of ratings that do not come from the one place that counts them."""
    return [
        f"{path}: {share[0]}"
        for path, page in pages.items()
        for share in SHARE_OF_RATINGS.finditer(words(page))
        if (share[1], share[2]) != ("§", "§")
    ]


def too_many_teams(pages, teams):
    """Find numbers of teams above that of the teams, and shares of another number."""
    wrong = []
    for path, page in pages.items():
        said = words(page, mark="")
        for count in re.finditer(rf"(?:({NUMBER}) of )?({NUMBER}) teams?\b", said):
            whole = number(count[2])
            if whole > teams or (count[1] and whole != teams):
                wrong.append(f"{path}: {count[0]}")
    return wrong


def never_said(pages):
    """Find words that claim what no table can tell."""
    return [
        f"{path}: {phrase}"
        for path, page in pages.items()
        for phrase in NEVER_SAID
        if phrase in words(page).casefold()
    ]


def passages_that_are_summaries(pages):
    """Find columns headed as passages of which a cell has none of a source's words."""
    return [
        f"{path}: {head}"
        for path, page in pages.items()
        for table in page.select("table")
        for place, head in enumerate(heads(table))
        if re.search(r"\bpassage\b", head, re.I)
        if not re.search("summary", head, re.I)
        if not all(row[place].blockquote for row in full_rows(table))
    ]


def heads(table):
    return [head.get_text(" ", strip=True) for head in table.select("thead th")]


def full_rows(table):
    rows = (row.find_all("td") for row in table.select("tbody tr"))
    return [row for row in rows if len(row) == len(heads(table))]

"""What a piece of the report shows, for tests to read."""

from bs4 import BeautifulSoup


def page(made):
    return BeautifulSoup(made.text, "html.parser")


def rows(made):
    cells = (tr.find_all(["td", "th"]) for tr in page(made).find_all("tr"))
    return [[cell.get_text(" ", strip=True) for cell in row] for row in cells]

from types import SimpleNamespace

import pytest
from docutils import nodes

from hiteval.report.book.side_bar import (
    LONG,
    Part,
    pages_below,
    sections,
    side_bar,
)

TEAMS = tuple((f"book/teams/t-{n}", f"Team {n}") for n in range(LONG + 1))


def environment(**parts):
    """Give what Sphinx knows of a book with one page in each part, by its title."""
    titles = {title: nodes.title("", title) for title in parts.values()}
    trees = [SimpleNamespace(caption=c, items=[title]) for c, title in parts.items()]
    root = SimpleNamespace(subtrees=trees)
    return SimpleNamespace(titles=titles, external_site_map=SimpleNamespace(root=root))


def test_captions_and_titles_are_shown_as_text():
    (part,) = side_bar(environment(**{"<b>": "R & D\u202e"}))
    assert part.caption == "&lt;b&gt;"
    assert part.pages == (("R & D\u202e", "R &amp; D[U+202E]"),)


def test_a_part_given_by_a_pattern_lists_its_pages_in_order():
    found = environment(Areas="areas/*")
    found.titles = {name: nodes.title("", name) for name in ("areas/b", "areas/a", "c")}
    assert side_bar(found)[0].pages == (("areas/a", "areas/a"), ("areas/b", "areas/b"))


def test_a_part_of_usual_length_is_listed_beside_every_page():
    part = Part("Teams", TEAMS[:LONG])
    assert part.beside("book/teams/t-1") is part


@pytest.mark.parametrize(
    ("page", "listed"), [("book/teams/t-1", TEAMS[1:2]), ("book/how-to-read", ())]
)
def test_of_a_very_long_part_only_the_page_itself_is_listed(page, listed):
    assert Part("Teams", TEAMS).beside(page) == Part("Teams", listed, LONG + 1)


def test_areas_are_listed_before_the_rest_and_also_beside_a_very_long_part():
    areas = (("book/areas/a", "An area"),)
    part = Part("Teams", TEAMS + areas)
    assert part.areas == [*areas]
    assert part.others == [*TEAMS]
    beside = part.beside("book/teams/t-1")
    assert (beside.areas, beside.others) == ([*areas], [TEAMS[1]])
    assert beside.left_out == LONG + 1


def test_a_list_that_nobody_reads_through_has_a_field_to_find_a_page_in():
    assert Part("Teams", TEAMS[:13]).is_long
    assert not Part("Teams", TEAMS[:12]).is_long


def test_the_sections_of_a_page_are_listed_not_what_is_in_them():
    link = '<a class="headerlink" href="#r-d">\u00b6</a>'
    body = (
        '<section id="page"><h1>Page</h1><h2>No place</h2>'
        f'<section id="r-d"><h2>R &amp; D{link}</h2><h3>Deeper</h3></section>'
        '<section id="more">\n<details class="fold"><summary><h2>More</h2>'
        '<details class="fold"><summary><h2><span class="anchor" id="area-a"></span>'
        "Area</h2></summary></details></section></section>"
    )
    assert sections(body) == [
        ("r-d", "R &amp; D"),
        ("more", "More"),
        ("area-a", "Area"),
    ]


def test_pages_below_a_page_are_named_by_it():
    def with_pages(*trees):
        found = [SimpleNamespace(items=list(items)) for items in trees]
        return SimpleNamespace(docname="root", subtrees=found)

    contents = {"root": with_pages(["a", "b"]), "a": with_pages(["c", "d"])}
    contents["b"] = with_pages()
    site_map = type("SiteMap", (dict,), {"root": contents["root"]})(contents)
    found = pages_below(SimpleNamespace(external_site_map=site_map))
    assert found == {"a": ["c", "d"]}

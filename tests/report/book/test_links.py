import re

import pytest

from hiteval.errors import BuildError
from hiteval.report.book.links import check_links


@pytest.fixture
def site(tmp_path):
    """Two pages that lead to each other, with a picture and the way out."""
    (tmp_path / "book" / "teams").mkdir(parents=True)
    (tmp_path / "pic.png").touch()
    (tmp_path / "index.html").write_text(
        '<h1 id="top">A</h1> <a href="#top">up</a> <a href="#">top</a>'
        '<a href="book/teams/a.html#rating-x.y">in</a> <img src="pic.png?v=1">'
        '<a href="https://example.org/#nowhere">out</a>'
    )
    (tmp_path / "book" / "teams" / "a.html").write_text(
        '<span id="rating-x.y"></span><a href="../../index.html#top">back</a>'
    )
    return tmp_path


def add(site, html):
    page = site / "book" / "teams" / "a.html"
    page.write_text(page.read_text() + html)


def test_a_site_whose_links_all_arrive_passes(site):
    check_links(site)


def test_what_to_choose_on_a_page_is_no_place_in_it(site):
    add(site, '<a href="../../index.html#team=ckd&amp;sort=-1">some</a>')
    check_links(site)


@pytest.mark.parametrize(
    "address",
    [
        "b.html",
        "../../index.html#bottom",
        "#rating-x",
        "../../_sources/",
        "../../../outside.html",
        "../../pic.svg",
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_page(site, address):
    (site.parent / "outside.html").touch()
    add(site, f'<a href="{address}">lost</a>')
    message = "links within the report that lead nowhere (1):\n"
    message += f"  book/teams/a.html: {address}"
    with pytest.raises(BuildError, match=re.escape(message)):
        check_links(site)


def test_what_a_page_loads_must_be_there_too(site):
    add(site, '<script src="../../gone.js"></script>')
    with pytest.raises(BuildError, match=r"a\.html: \.\./\.\./gone\.js"):
        check_links(site)


def test_of_many_lost_links_ten_are_told(site):
    add(site, "".join(f'<a href="{n}.html">lost</a>' for n in range(12)))
    with pytest.raises(BuildError) as error:
        check_links(site)
    assert str(error.value).startswith(
        "links within the report that lead nowhere (12):"
    )
    assert len(str(error.value).splitlines()) == 11

"""Several processes read a site as one does, and one that ends is told."""

import os

import pytest
from gate_sites import CANARIES, HERE, TEAMS, small_site, with_canaries

from hiteval.errors import BuildError
from hiteval.report.gate.check import _expected
from hiteval.report.gate.leaks import rows_of, wanted
from hiteval.report.gate.reading import Search, read_files
from hiteval.report.kernels.child_processes import CAN_FORK

pytestmark = pytest.mark.integration

several = pytest.mark.skipif(not CAN_FORK, reason="needs fork")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "a.html").write_text("<script>x</script>")
    (tmp_path / "b.txt").write_text(CANARIES["codings.csv, a1-s1, note"][1])
    return small_site(tmp_path, with_canaries())


def found(site, jobs, machine=HERE):
    released = with_canaries()
    expected = rows_of(_expected(released.study, TEAMS), fewest=1)
    secrets = wanted(released.secrets, [])
    search = Search(secrets, expected, machine, "", frozenset(), frozenset())
    paths = sorted(site.iterdir())
    told = read_files(site, paths, search, jobs)
    return [(sorted(lines), sorted(seen)) for lines, seen in told]


def test_files_are_told_in_their_order(site):
    told = [lines for lines, _ in found(site, jobs=1)]
    assert told[0][0].startswith("a.html: markup that the book does not make: <script>")
    assert told[1] == ["b.txt: codings.csv, a1-s1, note"]


@several
def test_several_processes_find_what_one_does(site):
    assert found(site, jobs=2) == found(site, jobs=1)


class Killed:
    """A machine that ends whoever looks at it."""

    def traces_in(self, _text, _published):
        os._exit(1)


@several
def test_a_reader_that_ends_is_told_and_no_cause_is_guessed(site):
    with pytest.raises(BuildError, match="a process that read the site ended"):
        found(site, jobs=2, machine=Killed())

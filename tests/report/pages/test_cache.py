import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.report.pages.cache import UNCHANGED, Store

INPUTS = {"bundle": "a", "notebook": "b"}
PAGE = "teams/alpha"
DAMAGED = "made: what was kept is damaged"


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "cache")
    store.keep(PAGE, INPUTS, b"page\nof two lines")
    return store


def place(store, page=PAGE):
    return store.folder / f"{page}.kept"


def test_what_was_made_of_the_same_inputs_is_found(store):
    found = store.find(PAGE, dict(reversed(INPUTS.items())))
    assert (found.content, found.reason) == (b"page\nof two lines", UNCHANGED)


def test_of_other_inputs_nothing_is_found_and_they_are_named(store):
    found = store.find(PAGE, {"bundle": "A", "notebook": "b", "versions": "c"})
    assert (found.content, found.reason) == (None, "made: changed bundle, versions")


def test_what_was_made_of_other_inputs_is_gone_before_it_is_made_again(store):
    store.find(PAGE, INPUTS | {"bundle": "A"})
    assert not place(store).exists()


def test_a_page_never_made_is_said_to_be_new(store):
    assert store.find("teams/beta", INPUTS).reason == "made: it is new here"


def test_a_page_holds_one_result_only(store):
    store.keep(PAGE, INPUTS | {"bundle": "A"}, b"later")
    assert [p.name for p in place(store).parent.iterdir()] == ["alpha.kept"]
    assert store.find(PAGE, INPUTS).content is None


def test_with_force_nothing_is_found_and_all_is_kept_anew(store):
    forced = Store(store.folder, force=True)
    assert forced.find(PAGE, INPUTS).reason == "made: asked for by --force"
    forced.keep(PAGE, INPUTS, b"anew")
    assert store.find(PAGE, INPUTS).content == b"anew"


@given(st.data())
def test_one_wrong_byte_anywhere_is_noticed(tmp_path_factory, data):
    store = Store(tmp_path_factory.mktemp("cache"))
    store.keep(PAGE, INPUTS, b"page")
    whole = place(store).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    place(store).write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
    assert store.find(PAGE, INPUTS).content is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{}\n", b"[]\n", b"[" * 100_000 + b"\n", b"\xff\n", b"no line at all"]
    + [json.dumps({"check": "", "inputs": inputs}).encode() + b"\n" for inputs in "a1"],
)
def test_what_is_none_of_ours_is_ignored_and_written_over(store, content):
    place(store).write_bytes(content)
    assert store.find(PAGE, INPUTS).reason == DAMAGED
    store.keep(PAGE, INPUTS, b"anew")
    assert store.find(PAGE, INPUTS).content == b"anew"


def test_a_result_under_another_page_s_name_is_not_taken_for_that_page_s(store):
    place(store).rename(place(store, "teams/beta"))
    assert store.find("teams/beta", INPUTS).reason == DAMAGED


@pytest.mark.parametrize("where", ["", "teams", "teams/alpha.kept"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_whatever_stands_in_the_way_gives_way(tmp_path, where, kind):
    store = Store(tmp_path / "cache")
    in_the_way = store.folder / where
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    in_the_way.touch() if kind == "file" else in_the_way.mkdir()
    assert store.find(PAGE, INPUTS).content is None
    store.keep(PAGE, INPUTS, b"page")
    assert store.find(PAGE, INPUTS).content == b"page"


def test_what_is_not_named_is_swept_away(store):
    store.keep("teams/beta", INPUTS, b"beta")
    store.keep("results/summary", INPUTS, b"summary")
    (store.folder / "teams" / ".gamma.kept.new").touch()
    store.sweep([PAGE])
    left = {p.relative_to(store.folder).as_posix() for p in store.folder.rglob("*")}
    assert left == {"teams", "teams/alpha.kept"}

import re

import pytest
from foreign.taguette_file import TaguetteFile, change
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.readers.databases.html_text import plain_text
from hiteval.readers.databases.taguette import OTHER_SNIPPET, read_taguette

CONTENTS = "<p>Café &amp; <b>clinic \U0001f600</b></p><p>The van came.</p>"
WHO = ("quote", "code", "user")
TEXT = "Café & clinic \U0001f600The van came."


def span(text, words):
    """Say where words are, in UTF-8 bytes."""
    start = len(text[: text.index(words)].encode())
    return start, start + len(words.encode())


@pytest.fixture
def made(tmp_path):
    made = TaguetteFile(tmp_path / "reach.sqlite3")
    made.document(1, CONTENTS)
    made.tag(1, "reach.rural", description="Who is reached")
    made.tag(2, "access")
    made.highlight(
        1, 1, span(TEXT, "clinic \U0001f600"), "<b>clinic \U0001f600</b>", [1]
    )
    made.highlight(2, 1, span(TEXT, "The van"), "The van", [1, 2], user="bo")
    return made


def rows(table, *columns):
    return table[list(columns)].to_dict("records")


def test_positions_are_bytes_of_the_text_without_tags(made):
    project = read_taguette(made.close())
    assert project.sources.loc[0, "text"] == TEXT
    for row in rows(project.codings, "start", "end", "quote"):
        assert TEXT[row["start"] : row["end"]] == row["quote"]
    assert list(project.codings["quote"]) == [
        *["clinic \U0001f600", "The van", "The van"]
    ]
    assert project.codings["doubt"].isna().all()


def test_codes_keep_their_whole_path(made):
    project = read_taguette(made.close())
    assert rows(project.codes, "code", "path", "description")[0] == {
        "code": "1",
        "path": ("reach.rural",),
        "description": "Who is reached",
    }


def test_coders_come_from_the_log(made):
    project = read_taguette(made.close())
    assert list(project.codings["user"]) == ["ana", "bo", "bo"]
    assert list(project.codings["selection_user"]) == ["ana", "bo", "bo"]
    assert project.users == ("ana", "bo")
    assert project.warnings == ()


def test_a_tag_that_the_log_lacks_is_of_whoever_made_the_highlight(made):
    made.run("INSERT INTO highlight_tags VALUES (1, 2)")
    project = read_taguette(made.close())
    assert list(project.codings["user"]) == ["ana", "bo", "bo", "ana"]
    assert project.warnings == (
        "The log does not say who put 1 tags on their highlights: they count as coded "
        "by whoever made the highlight.",
    )


def test_a_tag_added_later_is_of_whoever_added_it(made):
    made.log_highlight("bo", 1, 1, span(TEXT, "clinic \U0001f600"), [1, 2])
    made.run("INSERT INTO highlight_tags VALUES (1, 2)")
    project = read_taguette(made.close())
    found = {(r["quote"], r["code"]): r["user"] for r in rows(project.codings, *WHO)}
    assert found["clinic \U0001f600", "1"] == "ana"
    assert found["clinic \U0001f600", "2"] == "bo"
    assert project.warnings == (
        "1 highlights were changed by somebody else than their author; each "
        "tag counts for its first user.",
    )


def test_a_tag_taken_away_and_put_back_is_of_the_second_user(made):
    place = span(TEXT, "clinic \U0001f600")
    made.log_highlight("bo", 1, 1, place, [])
    made.log_highlight("bo", 1, 1, place, [1])
    assert read_taguette(made.close()).codings.loc[0, "user"] == "bo"


def test_merged_tags_keep_their_first_user(made):
    made.log("bo", type="tag_merge", src_tag_id=1, dest_tag_id=2)
    made.run("DELETE FROM highlight_tags WHERE tag_id = 1")
    made.run("INSERT INTO highlight_tags VALUES (1, 2)")
    made.run("DELETE FROM tags WHERE id = 1")
    project = read_taguette(made.close())
    found = {
        row["quote"]: row["user"] for row in rows(project.codings, "quote", "user")
    }
    assert found == {"clinic \U0001f600": "ana", "The van": "bo"}


def test_a_deleted_tag_leaves_no_trace_in_its_successor(made):
    made.log("bo", type="tag_delete", tag_id=2)
    made.log_highlight("ana", 2, 1, span(TEXT, "The van"), [1, 2])
    project = read_taguette(made.close())
    assert list(project.codings.query("code == '2'")["user"]) == ["ana"]


def test_deleted_highlights_are_counted_and_left_out(made):
    made.log("ana", 1, type="highlight_delete", highlight_id=1)
    made.run("DELETE FROM highlights WHERE id = 1")
    made.run("DELETE FROM highlight_tags WHERE highlight_id = 1")
    project = read_taguette(made.close())
    assert len(project.codings) == 2
    assert project.warnings == (
        "1 highlights were made and later deleted; they are left out.",
    )


def test_without_a_log_there_is_no_coder(made):
    made.run("DELETE FROM commands")
    project = read_taguette(made.close())
    assert set(project.codings["user"]) == {"unknown"}
    assert project.warnings == (
        "The log does not say who made 3 codings: they are unknown's.",
    )


@pytest.mark.parametrize("payload", ["{", "[]", "null", "[" * 100_000])
def test_an_entry_of_the_log_that_is_damaged_is_counted(made, payload):
    made.run("UPDATE commands SET payload = ? WHERE id = 2", payload)
    warnings = read_taguette(made.close()).warnings
    assert "1 entries of the log could not be read." in warnings


def test_the_order_of_the_log_is_its_own(made):
    before = read_taguette(made.close())
    change(made.path, "UPDATE commands SET id = id + 10 WHERE id = 2")
    change(made.path, "UPDATE commands SET id = 2 WHERE id = 3")
    after = read_taguette(made.path)
    assert after.codings.equals(before.codings)


def test_a_snippet_that_differs_is_said(made):
    made.run("UPDATE highlights SET snippet = 'another' WHERE id = 1")
    project = read_taguette(made.close())
    assert list(project.codings["doubt"].dropna()) == [OTHER_SNIPPET]
    assert project.codings.loc[0, "quote"] == "clinic \U0001f600"
    assert project.warnings == (f"1 of the passages: {OTHER_SNIPPET}.",)


def test_every_thing_of_the_file_is_in_the_ledger(made):
    made.highlight(3, 1, (0, 3), "Caf")
    made.run("INSERT INTO highlight_tags VALUES (77, 1), (1, 99)")
    project = read_taguette(made.close())
    assert {line.kind: line.read for line in project.ledger} == {
        "documents": 1,
        "tags": 2,
        "highlights": 3,
        "highlights without a tag": 1,
        "codings": 3,
        "codings of what is no longer there": 2,
    }


def test_codes_of_several_projects_stand_under_their_projects(made):
    made.run("INSERT INTO projects VALUES (2, 'Other', 'About it', '')")
    made.tag(3, "access", project=2)
    project = read_taguette(made.close())
    assert list(project.codes["path"]) == [
        *[("Reach", "reach.rural"), ("Reach", "access"), ("Other", "access")]
    ]
    assert project.warnings == ("The file holds 2 projects; all were read.",)
    assert rows(project.memos, "about", "key", "text") == [
        {"about": "project", "key": "Other", "text": "About it"}
    ]


def test_a_view_in_place_of_a_table_is_refused(made):
    change(made.close(), "DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS id")
    message = "reach.sqlite3: expected a table tags; got none."
    with pytest.raises(StudyError, match=re.escape(message)):
        read_taguette(made.path)


LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&")
)


@given(st.lists(LETTERS), st.data())
def test_any_passage_is_found_again_by_its_bytes(tmp_path_factory, parts, data):
    contents = "<p>" + "</p><p>".join(parts) + "</p>"
    text = plain_text(contents)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = TaguetteFile(tmp_path_factory.mktemp("t") / "t.sqlite3")
    made.document(1, contents)
    made.tag(1, "a")
    place = len(text[:start].encode()), len(text[:end].encode())
    made.highlight(1, 1, place, text[start:end], [1])
    coding = read_taguette(made.close()).codings.loc[0]
    if start < end:
        assert (coding["start"], coding["end"]) == (start, end)
        assert coding["quote"] == text[start:end]
    else:
        assert coding["doubt"] == "its position is not in the text"


def test_a_file_cut_off_anywhere_is_refused(made):
    content = made.close().read_bytes()
    for size in range(0, len(content), 499):
        made.path.write_bytes(content[:size])
        with pytest.raises(StudyError):
            read_taguette(made.path)

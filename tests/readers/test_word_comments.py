"""A Word document coded in comments: who put which code on which words."""

import re

import pytest
from foreign.word import W, docx, p, r
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project


def comment(key, text, author="Ann", paragraph=""):
    lines = "".join(p(r(line)) for line in text.split("\n"))
    lines = (
        lines.replace("<w:p>", f'<w:p w:paraId="{paragraph}">') if paragraph else lines
    )
    day = 'w:date="2025-01-02T10:00:00Z"'
    return f'<w:comment w:id="{key}" w:author="{author}" {day}>{lines}</w:comment>'


def on(key, words):
    start = f'<w:commentRangeStart w:id="{key}"/>'
    end = f'<w:commentRangeEnd w:id="{key}"/>'
    return f'{start}{words}{end}<w:r><w:commentReference w:id="{key}"/></w:r>'


def read(place, *paragraphs, comments, **more):
    inside = f"<w:comments {W}>{''.join(comments)}</w:comments>"
    return read_project(docx(place / "a.docx", *paragraphs, comments=inside, **more))


def codings(project):
    paths = dict(zip(project.codes["code"], project.codes["path"], strict=True))
    rows = project.codings[["quote", "code", "user"]].to_numpy().tolist()
    return [(quote, *paths[code], user) for quote, code, user in rows]


FAR = p(r("Nurses said ") + on(0, r("the clinic was far")) + r("."))


def test_a_comment_is_a_code_on_its_words_by_its_author(tmp_path):
    project = read(tmp_path, FAR, comments=[comment(0, "CODE: Access\nby bus, too")])
    assert codings(project) == [("the clinic was far", "Access", "Ann")]
    row = project.codings.iloc[0]
    assert (row["comment"], row["created"][:10]) == ("by bus, too", "2025-01-02")
    assert project.sources["text"][0][row["start"] : row["end"]] == row["quote"]


def test_a_comment_may_name_several_codes_and_levels(tmp_path):
    project = read(tmp_path, FAR, comments=[comment(0, "#Place > Access; Trust", "Bo")])
    assert codings(project) == [
        ("the clinic was far", "Place", "Access", "Bo"),
        ("the clinic was far", "Trust", "Bo"),
    ]


def test_words_of_two_paragraphs_may_be_one_passage(tmp_path):
    start, rest = on(0, r("It was far.")).split("<w:commentRangeEnd")
    second = p(r("No bus.") + "<w:commentRangeEnd" + rest)
    project = read(tmp_path, p(start), second, comments=[comment(0, "Access")])
    assert codings(project) == [("It was far.\n\nNo bus.", "Access", "Ann")]


def test_two_coders_may_comment_on_words_that_overlap(tmp_path):
    words = on(0, r("It was ") + '<w:commentRangeStart w:id="1"/>' + r("far"))
    both = p(words + r(" away") + '<w:commentRangeEnd w:id="1"/>')
    told = [comment(0, "Access"), comment(1, "Distance", "Bo")]
    assert codings(read(tmp_path, both, comments=told)) == [
        ("It was far", "Access", "Ann"),
        ("far away", "Distance", "Bo"),
    ]


def test_a_comment_without_a_range_is_about_its_paragraph(tmp_path):
    here = p(r("It was far.") + '<w:r><w:commentReference w:id="0"/></w:r>')
    project = read(tmp_path, p(r("Before.")), here, comments=[comment(0, "Access")])
    assert codings(project) == [("It was far.", "Access", "Ann")]


def test_replies_and_remarks_are_counted_and_are_no_codes(tmp_path):
    told = [
        comment(0, "Access", paragraph="A1"),
        comment(1, "Really?", "Bo", paragraph="B2"),
        comment(2, "A remark. " * 20),
    ]
    replies = (
        '<x:commentsEx xmlns:x="ex"><x:commentEx x:paraId="A1"/>'
        '<x:commentEx x:paraId="B2" x:paraIdParent="A1"/>'
        '<x:commentEx x:paraId="C3" x:paraIdParent="A1"/></x:commentsEx>'
    )
    project = read(tmp_path, FAR, comments=told, commentsExtended=replies)
    assert codings(project) == [("the clinic was far", "Access", "Ann")]
    assert project.warnings == (
        "Replies to comments are not read: 1.",
        "Comments that name no code, or stand at no words: 1, not read.",
    )
    assert [(line.held, line.read) for line in project.ledger] == [(3, 3)]


def test_comments_that_are_no_codes_leave_a_document_to_be_coded(tmp_path):
    project = read(tmp_path, FAR, comments=[comment(0, "A remark. " * 20)])
    assert project.codes.empty
    assert project.codings["quote"].tolist() == ["Nurses said the clinic was far."]
    assert project.warnings == ("Comments of the document are not read.",)


def test_tracked_changes_are_refused_with_comments_too(tmp_path):
    changed = p(f"<w:ins>{r('new')}</w:ins>")
    inside = f"<w:comments {W}>{comment(0, 'Access')}</w:comments>"
    path = docx(tmp_path / "a.docx", FAR, changed, comments=inside)
    message = "a.docx: expected a document without tracked changes; got some."
    with pytest.raises(StudyError, match=re.escape(message)):
        read_project(path)


words = st.text("ab .\u00e9\U0001f600", min_size=1, max_size=12)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=4))
def test_the_passage_is_the_words_between_the_marks(tmp_path_factory, parts):
    place = tmp_path_factory.mktemp("word")
    paragraphs = [
        p(r(before) + on(n, r(said)) + r(after))
        for n, (before, said, after) in enumerate(parts)
    ]
    told = [comment(n, f"Code {n}") for n in range(len(parts))]
    expected = {}
    for n, (before, said, after) in enumerate(parts):
        kept = range(len(before), len(before) + len(said))
        whole = before + said + after
        lead, end = len(whole) - len(whole.lstrip()), len(whole.rstrip())
        quote = "".join(whole[at] for at in kept if lead <= at < end)
        if quote.strip():
            expected[f"Code {n}"] = quote
    if not expected:
        return
    found = codings(read(place, *paragraphs, comments=told))
    assert {code: quote for quote, code, _ in found} == expected

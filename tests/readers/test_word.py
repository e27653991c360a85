"""Word documents become paragraphs; changes that nobody accepted are refused."""

import pytest
from foreign.word import PARAGRAPHS, TWO, docx, p, r
from read_files import quotes, refused

from hiteval.readers.formats import read_project


def test_a_word_document_is_read_by_paragraph(tmp_path):
    project = read_project(docx(tmp_path / "a.docx", *TWO, p("")))
    assert quotes(project) == PARAGRAPHS
    source = project.sources.iloc[0]
    assert (source["title"], source["created"][:10]) == ("Our year", "2015-03-02")
    assert [
        source["text"][a:b] for a, b in project.codings[["start", "end"]].to_numpy()
    ] == PARAGRAPHS


@pytest.mark.parametrize("tag", ["ins", "del", "moveFrom"])
def test_tracked_changes_are_refused(tmp_path, tag):
    path = docx(tmp_path / "a.docx", p(f"<w:{tag}>{r('new')}</w:{tag}>"))
    assert refused(path) == (
        "a.docx: expected a document without tracked changes; got some. Accept or "
        "reject them all, and save it."
    )


def test_comments_of_a_document_are_named(tmp_path):
    project = read_project(docx(tmp_path / "a.docx", *TWO, comments="<c/>"))
    assert project.warnings == ("Comments of the document are not read.",)


def test_a_text_box_is_read_once(tmp_path):
    box = p(r("In a box"))
    both = f"<w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r>"
    path = docx(tmp_path / "a.docx", p(r("Around it") + both))
    assert quotes(read_project(path)) == ["Around it", "In a box"]

"""Word documents become paragraphs; changes that nobody accepted are refused."""

import pytest
from foreign.word import docx, p, r

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project

PARAGRAPHS = ["Patients chair the board.", "Money ran out\tin May."]
TWO = (
    p(r("Patients chair ") + r("the board.")),
    p(r("Money ran out<!---->").replace("</w:t>", "</w:t><w:tab/><w:t>in May.</w:t>")),
)


def quotes(project):
    return project.codings["quote"].tolist()


def refused(path):
    with pytest.raises(StudyError) as error:
        read_project(path)
    (fault,) = error.value.faults
    return str(fault)


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

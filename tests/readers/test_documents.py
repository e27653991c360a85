"""Documents of four kinds become sources in paragraphs, ready to be coded elsewhere."""

import shutil

import pytest
from conftest import TINY
from foreign.word import PARAGRAPHS, TWO, docx, p, r
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pydantic import ValidationError
from read_files import quotes, refused

from hiteval.errors import StudyError
from hiteval.exporters.refi_qda import write_refi
from hiteval.importers.importing import import_files
from hiteval.readers import caps
from hiteval.readers.documents import read_html
from hiteval.readers.formats import read_project
from hiteval.readers.sheets.table_form import TableForm
from hiteval.study.reading import read_study


def pdf(path, *pages):
    with PdfPages(path, metadata={"Title": "Our year"}) as made:
        for words in pages:
            figure = Figure()
            figure.text(0.1, 0.5, words)
            made.savefig(figure)
    return path


def test_a_pdf_is_read_by_page_and_empty_pages_are_named(tmp_path):
    project = read_project(pdf(tmp_path / "a.pdf", PARAGRAPHS[0], "", "The end."))
    assert quotes(project) == [PARAGRAPHS[0], "The end."]
    assert project.codings["place"].tolist() == ["page 1", "page 3"]
    assert project.warnings == ("Pages without text: 2.",)
    assert project.sources["title"].tolist() == ["Our year"]


def test_a_document_is_named_alike_on_systems_that_take_letters_apart(tmp_path):
    apart = tmp_path / "e\u0301tude.txt"
    apart.write_text("The board met in May.", encoding="utf-8")
    project = read_project(apart)
    named = [project.file, *project.sources[["name", "file"]].iloc[0]]
    assert named == ["\u00e9tude.txt"] * 3


def test_a_scanned_pdf_is_refused(tmp_path):
    assert refused(pdf(tmp_path / "a.pdf", "")) == (
        "a.pdf: expected a document with text; got none. A scanned document needs its "
        "text recognised first (OCR)."
    )


def test_a_pdf_cut_off_anywhere_is_refused_or_read_with_its_text(tmp_path):
    whole = pdf(tmp_path / "a.pdf", PARAGRAPHS[0]).read_bytes()
    path = tmp_path / "cut.pdf"
    for end in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:end])
        try:
            project = read_project(path)
        except StudyError:
            continue
        assert quotes(project) == [PARAGRAPHS[0]]


def test_a_web_page_is_read_without_its_scripts(tmp_path):
    path = tmp_path / "page"
    path.write_text(
        "<!DOCTYPE html><html><head><title>Our year</title><style>p {}</style></head>"
        "<body><script>x()</script><h1>Our <b>year</b></h1>"
        f"<ul><li><p>{PARAGRAPHS[0]}</p></li></ul></body></html>"
    )
    assert quotes(read_project(path)) == ["Our year", PARAGRAPHS[0]]


def test_no_words_of_a_web_page_are_lost(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><p>One<p>Two<ul><li>Of <b>us</b><ul><li>In</ul>out</ul>End")
    assert quotes(read_project(path)) == ["One", "Two", "Of us", "In", "out", "End"]


def test_a_text_is_read_by_paragraph(tmp_path):
    path = tmp_path / "a.TXT"
    path.write_bytes("\ufeffOne\r\nline.\r\n \r\n\r\nTwo.".encode())
    assert quotes(read_project(path)) == ["One\nline.", "Two."]


def test_documents_go_out_to_a_coding_tool_and_come_back(tmp_path):
    """What is coded elsewhere meets the source that was registered here."""
    study = tmp_path / "study"
    study.mkdir()
    for name in ("study.yml", "framework.yml"):
        shutil.copyfile(TINY / name, study / name)
    facts = "all_sources: {strand: document, type: report, team: alpha}\n"
    (study / "mapping.yml").write_text(facts)
    file = docx(tmp_path / "a.docx", *TWO)
    import_files([file], study, tmp_path)
    held = read_study(study, coded=False)
    assert held.segments["quote"].tolist() == PARAGRAPHS
    with pytest.raises(StudyError, match="at least one row"):
        read_study(study)
    write_refi(held, tmp_path / "out.qdpx")
    again = import_files([tmp_path / "out.qdpx"], study, tmp_path)
    assert again.merged.tables == {}
    project = read_project(tmp_path / "out.qdpx")
    assert project.sources["text"].tolist() == ["\n\n".join(PARAGRAPHS)]


def test_a_page_of_tags_without_end_is_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<li>a" * caps.TAGS)
    with pytest.raises(StudyError) as error:
        read_html(path)
    assert str(error.value.faults[0]) == (
        "a.html: expected a web page of at most 25000 tags; got 25001. Save its text "
        "alone."
    )


def test_markdown_is_read_without_what_stands_before_it(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 'Our year'\n---\n# Head\n\nNurses said so.\n")
    project = read_project(path)
    assert quotes(project) == ["# Head", "Nurses said so."]
    assert project.sources["title"][0] == "Our year"


@pytest.mark.parametrize(
    ("name", "tool"),
    [("a.nvp", "NVivo"), ("a.nvpx", "NVivo"), ("a.mx24", "MAXQDA"), ("a.MX", "MAXQDA")],
)
def test_a_tool_s_own_file_is_refused_with_the_way_out(tmp_path, name, tool):
    (tmp_path / name).write_bytes(b"\x01\x02 its own form")
    told = refused(tmp_path / name)
    assert told.startswith(
        f"{name}: expected a file in a form of exchange; got a file that only {tool} "
        "reads. Export the project there as REFI-QDA project (.qdpx)"
    )


def test_a_text_in_an_encoding_that_is_declared_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Łódź: pacjenci".encode("windows-1250"))
    assert refused(path) == (
        "a.txt: expected UTF-8 text; got another byte at 0. Export it again as UTF-8, "
        "or write spreadsheet: {encoding: windows-1250} or the like in mapping.yml."
    )
    told = TableForm(encoding="windows-1250")
    assert quotes(read_project(path, told)) == ["Łódź: pacjenci"]


@pytest.mark.parametrize(
    "name", ["base64", "rot13", "utf-7", "nonsense", "idna", "a\0"]
)
def test_what_is_no_encoding_of_text_is_refused(name):
    with pytest.raises(ValidationError, match="an encoding, such as windows-1250"):
        TableForm(encoding=name)


@pytest.mark.parametrize("by", ["Code", "File", "Node"])
def test_a_coding_summary_of_nvivo_is_no_document(tmp_path, by):
    heading = f"Coding Summary By {by}"
    by_word = docx(tmp_path / "a.docx", p(r("Trust study")), p(r(heading)))
    assert refused(by_word) == (
        "a.docx: expected a document; got NVivo's coding summary. Export the project "
        "as REFI-QDA (.qdpx), or each code as Word."
    )
    assert "coding summary" in refused(pdf(tmp_path / "a.pdf", heading))

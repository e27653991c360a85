"""REFI-QDA: what real and hand-built projects hold is read whole, or refused."""

import pytest
from conftest import ROOT
from refi_builder import (
    Built,
    code,
    coding,
    element,
    guid,
    reference,
    selection,
    source,
    text,
)

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project
from hiteval.readers.project import Count

ATLAS = ROOT.parent / "shared/fixtures/atlasti-standard-project/TestProject.qdpx"
WORDS = "Patients chair the board. Money ran out in May."


@pytest.fixture
def read(tmp_path):
    """Write a built project and read it back."""

    def reading(built, **how):
        return read_project(built.write(tmp_path / "small.qdpx", **how))

    return reading


def small(*inside):
    return Built().add(21, "Interview", WORDS, *inside)


def quotes(project):
    return project.codings["quote"].tolist()


def codes_of(project):
    paths = dict(zip(project.codes["code"], project.codes["path"], strict=True))
    return [paths[key] for key in project.codings["code"]]


def test_a_passage_has_its_text_code_and_coder(read):
    project = read(small(selection(31, 26, 47, coding(41, 12, user=2))))
    row = project.codings.iloc[0]
    assert row["quote"] == "Money ran out in May."
    assert (row["user"], row["selection_user"]) == ("Bob", "Ann")
    assert codes_of(project) == [("Working", "Public")]
    assert project.origin == "made by hand"


def test_the_ledger_counts_what_the_file_holds(read):
    passage = selection(31, 0, 8, coding(41, 12), coding(42, 13))
    assert read(small(passage)).ledger == (
        Count("users", 2, 2),
        Count("codes", 3, 3),
        Count("sources", 1, 1),
        Count("selections", 1, 1),
        Count("codings", 2, 2),
    )


def test_what_no_reader_expects_is_a_failure_not_a_loss(read):
    """A coding where the schema allows none is met by the ledger alone."""
    lost = element("Sets", element("Set", coding(41, 12), guid=guid(61), name="S"))
    built = small()
    built.rest = lost
    with pytest.raises(StudyError) as refused:
        read(built)
    assert str(refused.value) == (
        "1 fault:\n"
        "  small.qdpx: expected 1 codings, as the file holds; got 0 read. Nothing was "
        "written. Please report the file's tool and version."
    )


@pytest.mark.parametrize("qde", ["Project.qde", "My study.QDE"])
@pytest.mark.parametrize("folder", ["Sources/", "sources/"])
def test_names_inside_the_archive_are_found_in_any_case(read, qde, folder):
    built = small(selection(31, 0, 8, coding(41, 12)))
    assert quotes(read(built, qde=qde, folder=folder)) == ["Patients"]


@pytest.mark.parametrize("path", ["interview.txt", "internal://INTERVIEW.txt"])
def test_a_path_is_a_name_in_the_archive(read, path):
    built = small()
    passage = selection(31, 0, 8, coding(41, 12))
    built.sources = [source(21, "Interview", passage, plainTextPath=path)]
    assert quotes(read(built)) == ["Patients"]


def test_a_path_finds_its_text_though_one_of_them_has_its_letters_taken_apart(read):
    passage = selection(31, 0, 8, coding(41, 12))
    built = Built(texts={"Entretien e\u0301tudie\u0301.txt": WORDS.encode()})
    path = "internal://Entretien \u00e9tudi\u00e9.txt"
    built.sources = [source(21, "Entretien", passage, plainTextPath=path)]
    assert quotes(read(built)) == ["Patients"]


@pytest.mark.parametrize("path", ["relative:///Interview.txt", "absolute:///etc/hosts"])
def test_a_path_out_of_the_archive_is_never_opened(read, path):
    built = small()
    passage = selection(31, 0, 8, coding(41, 12))
    built.sources = [source(21, "Interview", passage, plainTextPath=path)]
    project = read(built)
    assert project.sources["text"].isna().all()
    assert project.codings["doubt"].tolist() == [
        "the file does not hold the text of this source"
    ]


def test_text_may_stand_inside_the_xml(tmp_path):
    passage = selection(31, 0, 8, coding(41, 12))
    built = Built()
    built.sources = [source(21, "I", text("PlainTextContent", WORDS), passage)]
    path = tmp_path / "bare.xml"
    path.write_text(built.xml(), encoding="utf-8")
    assert quotes(read_project(path)) == ["Patients"]


def test_a_renamed_file_is_known_by_its_content(tmp_path):
    built = small(selection(31, 0, 8, coding(41, 12)))
    assert quotes(read_project(built.write(tmp_path / "coding.zip"))) == ["Patients"]


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0.4", "urn:other"]
)
def test_any_namespace_is_read_and_an_unknown_one_told(read, namespace):
    built = small(selection(31, 0, 8, coding(41, 12)))
    built.namespace = namespace
    project = read(built)
    warned = "The XML is of an unknown version of REFI-QDA." in project.warnings
    assert quotes(project) == ["Patients"]
    assert warned == (namespace == "urn:other")


@pytest.mark.parametrize("spelt", ["codebook:1.0", "codebook:1:0", "project:1.0"])
def test_a_codebook_is_read_in_each_of_its_namespaces(tmp_path, spelt):
    tree = element("Codes", code(1, "Reach", code(2, "Rural")))
    path = tmp_path / "codes.qdc"
    path.write_text(element("CodeBook", tree, xmlns=f"urn:QDA-XML:{spelt}"))
    paths = read_project(path).codes["path"].tolist()
    assert paths == [("Reach",), ("Reach", "Rural")]


def test_ids_match_in_either_case_and_in_braces(read):
    built = small()
    passage = selection(31, 0, 8, coding(41, 12)).replace(
        f'targetGUID="{guid(12)}"', f'targetGUID="{{{guid(12).upper()}}}"'
    )
    built.add(22, "Other", WORDS, passage)
    assert codes_of(read(built)) == [("Working", "Public")]


def test_a_code_that_the_codebook_lacks_is_told(read):
    project = read(small(selection(31, 0, 8, coding(41, 99))))
    assert codes_of(project) == [("unknown code 00000000",)]
    told = "Codes that are used and not in the codebook: 1 (00000000)."
    assert told in project.warnings


def test_a_user_whom_the_file_lacks_is_known_by_the_id(read):
    project = read(small(selection(31, 0, 8, coding(41, 12, user=7))))
    assert project.codings["user"].tolist() == ["unknown:00000000"]


def test_the_coder_is_the_user_of_coding_then_selection_then_source(read):
    built = small(
        selection(31, 0, 8, coding(41, 12, user=2), user=1),
        selection(32, 9, 14, coding(42, 12, user=None), user=2),
        selection(33, 26, 31, coding(43, 12, user=None), user=None),
    )
    built.sources[0] = built.sources[0].replace(
        "<TextSource", f'<TextSource creatingUser="{guid(1)}"', 1
    )
    project = read(built)
    assert project.codings["user"].tolist() == ["Bob", "Bob", "Ann"]
    told = [w for w in project.warnings if "another user" in w]
    assert told == [
        "Codings by another user than their selection's; the coding's counts: 1."
    ]


def test_two_users_of_one_name_stay_two(read):
    built = small(selection(31, 0, 8, coding(41, 12, user=2)))
    built.users = ("Ann", "Ann")
    assert read(built).users == (f"Ann [{guid(1)}]", f"Ann [{guid(2)}]")


def test_a_comment_is_not_evidence(read):
    project = read(small(selection(31, 0, 8, text("Description", "Is this so?"))))
    assert project.codings.empty
    memo = project.memos.iloc[0]
    assert (memo["about"], memo["text"], memo["start"]) == ("passage", "Is this so?", 0)


def test_a_comment_on_a_coded_passage_goes_with_its_coding(read):
    built = small(
        selection(31, 0, 8, text("Description", "Told twice"), coding(41, 12))
    )
    assert read(built).codings["comment"].tolist() == ["Told twice"]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (-3, 5), (40, 4000)])
def test_a_range_that_is_no_passage_is_told_not_clipped(read, start, end):
    project = read(
        small(selection(31, start, end, coding(41, 12)), selection(32, 0, 8))
    )
    assert project.codings["quote"].isna().all()
    assert project.codings["doubt"].tolist() == [
        f"positions {start} to {end} are no passage of a text of {len(WORDS)} "
        "characters"
    ]


def test_a_quotation_of_a_pdf_counts_once(read):
    stamp = {"creationDateTime": "2018-03-27T19:11:47Z"}
    pages = [
        element(
            "PDFSelection",
            coding(40 + page, 12, **stamp),
            guid=guid(50 + page),
            name="Patients",
            page=page,
        )
        for page in (0, 1)
    ]
    passage = selection(31, 0, 8, coding(48, 12, **stamp), name="Patients")
    words = text("PlainTextContent", WORDS)
    shown = element("Representation", words, passage, guid=guid(24))
    built = Built(
        sources=[element("PDFSource", *pages, shown, guid=guid(23), name="P")]
    )
    project = read(built)
    assert quotes(project) == ["Patients"]
    assert Count("codings", 3, 3, "2 are one coding of a PDF written twice") in (
        project.ledger
    )


def test_a_part_of_a_pdf_keeps_its_page_and_its_excerpt(read):
    excerpt = element("Representation", text("PlainTextContent", "Patients"))
    area = element("PDFSelection", excerpt, coding(41, 12), guid=guid(51), page=3)
    built = Built(sources=[element("PDFSource", area, guid=guid(23), name="P")])
    row = read(built).codings.iloc[0]
    assert (row["quote"], row["place"]) == ("Patients", "page 4")


def test_a_transcript_is_a_text_and_its_passages_lie_between_sync_points(read):
    points = [
        element("SyncPoint", guid=guid(60 + n), position=at, timeStamp=n)
        for n, at in enumerate((0, 8))
    ]
    passage = element(
        "TranscriptSelection",
        coding(41, 12),
        guid=guid(51),
        fromSyncPoint=guid(60),
        toSyncPoint=guid(61),
    )
    words = text("PlainTextContent", WORDS)
    transcript = element("Transcript", words, *points, passage, guid=guid(24), name="T")
    part = element("AudioSelection", coding(42, 13), guid=guid(52), begin=0, end=61000)
    built = Built(
        sources=[element("AudioSource", transcript, part, guid=guid(23), name="A")]
    )
    project = read(built)
    assert sorted(project.sources["name"]) == ["A", "A: T"]
    assert project.codings["place"].dropna().tolist() == ["00:00:00 to 00:01:01"]
    assert "Patients" in quotes(project)


def test_cases_hold_sources_and_passages(read):
    built = small(selection(31, 0, 8, coding(41, 12)), selection(32, 26, 31))
    built.cases = element(
        "Cases",
        element("Case", reference("SourceRef", 21), guid=guid(71), name="Alpha"),
        element("Case", reference("SelectionRef", 32), guid=guid(72), name="Beta"),
    )
    groups = read(built).groups
    assert groups["name"].tolist() == ["Alpha", "Beta"]
    assert groups[["start", "end"]].fillna(-1).to_numpy().tolist() == [
        [-1, -1],
        [26, 31],
    ]


def test_coding_text_to_a_case_is_no_theme(read):
    built = small(selection(31, 0, 8, coding(41, 71), coding(42, 12)))
    built.cases = element("Cases", element("Case", guid=guid(71), name="Alpha"))
    project = read(built)
    assert codes_of(project) == [("Working", "Public")]
    assert project.groups["name"].tolist() == ["Alpha"]
    assert project.ledger[4].note == "1 assign text to cases"


def variable(number, name, kind):
    return element("Variable", guid=guid(number), name=name, typeOfVariable=kind)


def value(number, tag, words):
    return element("VariableValue", reference("VariableRef", number), text(tag, words))


def test_variables_keep_their_types_wherever_they_stand(read):
    inside = value(81, "IntegerValue", "67"), value(82, "DateValue", "")
    built = small(*inside)
    built.variables = element(
        "Variables", variable(81, "age", "Integer"), variable(82, "met", "Date")
    )
    # A case without a name, of one source, carries that source's values.
    alone = element(
        "Case",
        value(81, "IntegerValue", "68"),
        reference("SourceRef", 21),
        guid=guid(71),
    )
    named = element("Case", value(81, "IntegerValue", "69"), guid=guid(72), name="Beta")
    built.cases = element("Cases", alone, named)
    values = read(built).variables.astype("object")
    rows = values.where(values.notna(), None).to_numpy().tolist()
    assert sorted(rows, key=str) == sorted(
        [
            ["age", "integer", guid(21), None, "67"],
            ["age", "integer", guid(21), None, "68"],
            ["age", "integer", None, "Beta", "69"],
            ["met", "date", guid(21), None, None],
        ],
        key=str,
    )


def test_notes_belong_to_what_refers_to_them_or_is_linked(read):
    passage = selection(31, 0, 8, coding(41, 12), reference("NoteRef", 91))
    built = small(passage, selection(32, 9, 14, coding(42, 13)))
    words = [text("PlainTextContent", w) for w in ("By reference", "By link")]
    notes = [element("Note", w, guid=guid(91 + n)) for n, w in enumerate(words)]
    link = element("Link", guid=guid(99), originGUID=guid(92), targetGUID=guid(32))
    built.rest = element("Notes", *notes) + element("Links", link)
    project = read(built)
    assert project.codings["comment"].tolist() == ["By reference", "By link"]
    assert len(project.memos) == 2


def test_empty_and_uncoded_sources_are_told_first(read):
    project = read(small(selection(31, 0, 8, coding(41, 12))).add(22, "Empty", ""))
    assert project.warnings == (
        "Sources of fewer than 20 characters: 1 ('Empty').",
        "Sources without a coding: 1 ('Empty').",
    )


@pytest.mark.skipif(not ATLAS.exists(), reason="no real files here")
def test_a_real_atlas_ti_project_is_read_whole():
    project = read_project(ATLAS)
    assert {line.kind: line.read for line in project.ledger} == {
        "users": 3,
        "codes": 14,
        "sources": 12,
        "selections": 15,
        "codings": 16,
        "sets": 16,
        "members of sets": 42,
        "notes": 2,
        "links": 1,
    }
    assert len(project.codings) == 13
    counts = project.codings["code"].map(
        dict(zip(project.codes["code"], project.codes["path"], strict=True))
    )
    assert (counts == ("cornflakes",)).sum() == 3
    assert set(project.codings["user"]) == {"Friedrich Markgraf"}

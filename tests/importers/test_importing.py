"""From files and a mapping to a study: all or nothing, twice as once, nothing lost."""

import re
import shutil

import pandas as pd
import pytest
from conftest import TINY
from refi_builder import Built, coding, element, guid, reference, selection
from two_waves import WAVES

from hiteval.errors import StudyError
from hiteval.importers.importing import import_files
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

WORDS = "Patients chair the board. Money ran out in May."
MAPPING = """
codes:
  "Working > Public": {criterion: working.public, rating: 1}
  "Money": {criterion: working.means, rating: -1}
coders: {Ann: ann, Bob: bob}
teams: {"case: Alpha": alpha}
all_sources: {strand: document, type: interview}
"""


def case(number, name, *inside):
    return element("Case", *inside, guid=guid(number), name=name)


def interview(*passages, number=21, words=WORDS, name="Interview 1.docx"):
    """One source that belongs to team Alpha."""
    built = Built().add(number, name, words, *passages)
    built.cases = element("Cases", case(71, "Alpha", reference("SourceRef", number)))
    return built


PATIENTS = selection(31, 0, 25, coding(41, 12), coding(42, 12, user=2))
MONEY = selection(32, 26, 47, coding(43, 13))


@pytest.fixture
def study(tmp_path):
    """A study folder in which only the evidence is missing."""
    place = tmp_path / "study"
    place.mkdir()
    for name in ("study.yml", "framework.yml"):
        shutil.copyfile(TINY / name, place / name)
    (place / "mapping.yml").write_text(MAPPING, encoding="utf-8")
    return place


@pytest.fixture
def bring(tmp_path, study):
    """Write built projects and import them."""

    def bringing(*projects, mapping=None):
        if mapping is not None:
            (study / "mapping.yml").write_text(mapping, encoding="utf-8")
        files = [p.write(tmp_path / f"{n}.qdpx") for n, p in enumerate(projects)]
        return import_files(files, study, TINY / "framework.yml")

    return bringing


def contents(study):
    return {p.name: p.read_bytes() for p in study.iterdir()}


def faults(bring, *projects, **more):
    with pytest.raises(StudyError) as refused:
        bring(*projects, **more)
    return [str(fault) for fault in refused.value.faults]


def test_evidence_belongs_to_the_latest_wave_and_leaves_earlier_ones_alone(
    bring, study
):
    settings = study / "study.yml"
    first, second = WAVES.rsplit("  w2", 1)
    settings.write_text(settings.read_text() + first)
    bring(interview(PATIENTS))
    settings.write_text(settings.read_text() + "  w2" + second)
    done = bring(interview(PATIENTS))
    assert (done.merged.added["codings"], done.merged.already_there["segments"]) == (
        2,
        1,
    )
    codings = read_study(study).codings
    by_wave = codings.groupby("wave")["segment_id"].agg(list)
    assert by_wave["w1"] == by_wave["w2"]
    again = bring(interview(PATIENTS)).merged
    assert (again.added["codings"], again.differing["codings"]) == (0, 0)


def test_coded_passages_become_segments_and_codings(bring, study):
    bring(interview(PATIENTS, MONEY))
    held = read_study(study)
    columns = ["team_id", "summary", "quote", "locator"]
    places = ["characters 0 to 25", "characters 26 to 47"]
    assert held.segments[columns].to_numpy().tolist() == [
        ["alpha", f"[To be summarised: {place}.]", words, place]
        for place, words in zip(places, (WORDS[:25], WORDS[26:]), strict=True)
    ]
    assert held.codings[["coder_id", "criterion_id", "rating"]].to_numpy().tolist() == [
        ["ann", "working.public", 1],
        ["bob", "working.public", 1],
        ["ann", "working.means", -1],
    ]
    assert held.sources["title"].tolist() == ["Interview 1"]
    assert held.teams[["team_id", "name"]].to_numpy().tolist() == [["alpha", "Alpha"]]


def test_what_is_imported_may_not_be_published_yet(bring, study):
    bring(interview(PATIENTS))
    assert read_study(study).segments["clearance"].isna().all()


def test_importing_twice_changes_no_byte(bring, study):
    bring(interview(PATIENTS, MONEY))
    before = contents(study)
    again = bring(interview(PATIENTS, MONEY))
    assert contents(study) == before
    assert sum(again.merged.added.values()) == 0
    assert again.merged.already_there == {"sources": 1, "segments": 2, "codings": 3}


def test_new_ids_in_a_new_export_change_nothing(bring, study):
    bring(interview(PATIENTS))
    before = contents(study)
    again = selection(931, 0, 25, coding(941, 12), coding(942, 12, user=2))
    bring(interview(again, number=921))
    assert contents(study) == before


def test_two_coders_files_of_one_source_meet_in_its_segments(bring, study):
    mine = selection(31, 0, 25, coding(41, 12, user=1))
    yours = selection(61, 0, 25, coding(62, 12, user=2))
    bring(interview(mine), interview(yours, number=29, words=f"{WORDS}\r\n"))
    held = read_study(study)
    assert (len(held.sources), len(held.segments)) == (1, 1)
    assert held.codings["coder_id"].tolist() == ["ann", "bob"]


def test_a_second_file_adds_and_leaves_what_people_wrote(bring, study):
    bring(interview(PATIENTS))
    path = study / "segments.csv"
    text = path.read_text(encoding="utf-8")
    mine = text.replace("[To be summarised: characters 0 to 25.]", "My words.")
    path.write_text(mine, encoding="utf-8")
    bring(interview(PATIENTS, MONEY))
    assert read_study(study).segments["summary"].tolist() == [
        "My words.",
        "[To be summarised: characters 26 to 47.]",
    ]


def test_a_summary_that_comes_later_takes_the_place_of_one_yet_to_be_written(
    bring, study
):
    bring(interview(PATIENTS, MONEY))
    path = study / "segments.csv"
    text = path.read_text(encoding="utf-8")
    mine = text.replace("[To be summarised: characters 0 to 25.]", "My words.")
    path.write_text(mine, encoding="utf-8")
    later = MAPPING + "summary: passage\n"
    assert bring(interview(PATIENTS, MONEY), mapping=later).merged.summarised == 1
    segments = read_study(study).segments
    assert segments["summary"].tolist() == ["My words.", WORDS[26:]]
    assert segments["quote"].isna().tolist() == [False, True]
    assert bring(interview(PATIENTS, MONEY)).merged.summarised == 0


def test_a_quote_that_somebody_changed_is_not_undone_by_a_summary(bring, study):
    bring(interview(PATIENTS))
    path = study / "segments.csv"
    text = path.read_text(encoding="utf-8").replace("Patients chair", "[Names] chair")
    path.write_text(text, encoding="utf-8")
    later = MAPPING + "summary: passage\n"
    assert bring(interview(PATIENTS), mapping=later).merged.summarised == 0
    assert path.read_text(encoding="utf-8") == text


def test_a_rating_that_the_study_has_otherwise_stands_and_is_told(bring, study):
    bring(interview(PATIENTS))
    changed = MAPPING.replace("working.public, rating: 1", "working.public, rating: 2")
    again = bring(interview(PATIENTS), mapping=changed)
    assert again.merged.differing["codings"] == 2
    assert set(read_study(study).codings["rating"]) == {1}


def test_order_in_the_file_does_not_matter(bring, study):
    bring(interview(PATIENTS, MONEY))
    before = contents(study)
    for name in ("teams", "sources", "segments", "codings"):
        (study / f"{name}.csv").unlink()
    bring(interview(MONEY, PATIENTS))
    assert contents(study) == before


def test_nothing_is_written_unless_the_whole_study_is_right(bring, study):
    bad = (
        MAPPING.replace("type: interview", "type: NOT A WORD")
        + "sources: {x: ignore}\n"
    )
    (study / "mapping.yml").write_text(bad, encoding="utf-8")
    before = contents(study)
    (fault,) = faults(bring, interview(PATIENTS))
    assert fault.startswith("sources.csv, row 2, type: expected one lower-case word")
    assert contents(study) == before
    assert {p.name for p in study.parent.iterdir()} == {"study", "0.qdpx"}


def test_a_code_nobody_mapped_is_a_fault_with_the_nearest_criterion(bring, study):
    mapping = MAPPING.replace("criterion: working.public, rating: 1", "")
    (fault,) = faults(bring, interview(PATIENTS), mapping=mapping)
    assert fault == (
        "mapping.yml, codes: expected a criterion, a rating or the word ignore for "
        "every code; got 'Working > Public' with none of them (codings: 2). Fill "
        "in its line there (nearest: working.public)."
    )


def test_names_that_the_mapping_lacks_are_added_to_it(bring, study):
    (study / "mapping.yml").write_text(
        "# ours\ncodes:\n    'Money': ignore\ncoders: {Ann: ann}\n", encoding="utf-8"
    )
    faults(bring, interview(PATIENTS))
    text = (study / "mapping.yml").read_text(encoding="utf-8")
    assert text == (
        "# ours\n"
        "codes:\n"
        '    "Working > Public": {criterion: , rating: }  # codings: 2; nearest: '
        "working.public\n"
        "    'Money': ignore\n"
        "coders: {Ann: ann}\n"
        "\n"
        "teams:\n"
        '  "case: Alpha":  # sources: 1\n'
        "\n"
        "sources:\n"
        '  "Interview 1.docx": {team: , title: , date: }  # codings: 2\n'
    )


def test_a_coder_nobody_mapped_is_a_fault(bring):
    mapping = MAPPING.replace("Bob: bob", "Bob: ")
    (fault,) = faults(bring, interview(PATIENTS), mapping=mapping)
    assert fault == (
        "mapping.yml, coders: expected a coder's id or the word ignore for everybody "
        "who coded; got 'Bob' with neither (codings: 1). Fill in an id such as "
        "coder-a; to tell the files apart, as '0.qdpx: Bob'."
    )


def test_one_name_in_two_files_can_be_two_coders(bring, study):
    mapping = MAPPING.replace(
        "{Ann: ann, Bob: bob}", '{"0.qdpx: Ann": ann, "1.qdpx: Ann": bob, Ann: }'
    )
    mine = selection(31, 0, 25, coding(41, 12))
    bring(interview(mine), interview(mine), mapping=mapping)
    assert read_study(study).codings["coder_id"].tolist() == ["ann", "bob"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"Money": {criterion: working.means, rating: -1}', '"Money": ignore', "code"),
        ("Bob: bob", "Bob: ignore", "coder"),
        ("teams:", 'sources: {"Interview 2.docx": ignore}\nteams:', "source"),
    ],
)
def test_what_is_ignored_is_counted(bring, old, new, why):
    other = interview(PATIENTS, MONEY).add(22, "Interview 2.docx", WORDS, MONEY)
    other.cases = other.cases.replace("</Case>", reference("SourceRef", 22) + "</Case>")
    done = bring(other, mapping=MAPPING.replace(old, new))
    outcomes = done.found[0].outcomes
    assert outcomes[f"ignored, as the mapping says of their {why}"] in (1, 2)
    assert sum(outcomes.values()) == 4


def test_a_code_can_rate_the_codes_beside_it(bring, study):
    mapping = MAPPING.replace("working.public, rating: 1", "working.public").replace(
        "criterion: working.means, rating: -1", "rating: -2"
    )
    passage = selection(31, 0, 25, coding(41, 12), coding(42, 13))
    bring(interview(passage), mapping=mapping)
    codings = read_study(study).codings
    assert codings[["criterion_id", "rating"]].to_numpy().tolist() == [
        ["working.public", -2]
    ]


def test_a_coding_that_nothing_rates_is_a_fault(bring):
    mapping = MAPPING.replace("working.public, rating: 1", "working.public")
    (fault,) = faults(bring, interview(PATIENTS), mapping=mapping)
    assert fault == (
        "mapping.yml, codes: expected one rating for every coding: of its code, of its "
        "weight, or of a rating code on the same passage; got 'Working > Public' with "
        "none, or with two (codings: 2). Give the code a rating, or ignore; or write "
        "rating: later, and rate each coding with hiteval settle."
    )


BOTH = MAPPING.replace("working.means", "working.public")


def test_two_ratings_of_one_passage_on_one_criterion_are_refused(bring):
    passage = selection(31, 0, 25, coding(41, 12), coding(42, 13))
    (fault,) = faults(bring, interview(passage), mapping=BOTH)
    assert fault == (
        "0.qdpx: expected one rating by a coder of a passage on a criterion; got -1 "
        "and 1 by ann on working.public. Correct it in the tool, or write conflicts: "
        "mixed in mapping.yml."
    )


def test_two_ratings_can_be_taken_as_mixed_evidence(bring, study):
    passage = selection(31, 0, 25, coding(41, 12), coding(42, 13))
    done = bring(interview(passage), mapping=f"{BOTH}conflicts: mixed\n")
    assert read_study(study).codings["rating"].tolist() == [0]
    assert done.found[0].outcomes["repeating another coding"] == 1


def test_a_scale_without_a_neutral_level_takes_nothing_as_mixed(bring, study):
    path = study / "framework.yml"
    one_side = path.read_text().replace("value: -1", "value: 3")
    path.write_text(one_side.replace("value: -2", "value: 4"))
    mapping = f"{BOTH}conflicts: mixed\n".replace("rating: -1", "rating: 3")
    passage = selection(31, 0, 25, coding(41, 12), coding(42, 13))
    (fault,) = faults(bring, interview(passage), mapping=mapping)
    assert fault == (
        "0.qdpx: expected one rating by a coder of a passage on a criterion; got 1 and "
        "3 by ann on working.public. Correct it in the tool."
    )


@pytest.mark.parametrize(
    "teams",
    [
        '{"set: North": alpha}',
        '{"variable Site: North": alpha}',
        '{"name: interview*": alpha}',
    ],
)
def test_a_set_a_variable_or_a_name_tells_the_team(bring, study, teams):
    site = element("VariableRef", targetGUID=guid(81))
    value = element("VariableValue", site, "<TextValue>North</TextValue>")
    built = Built().add(21, "Interview 1.docx", WORDS, MONEY, value)
    known = element("Variable", guid=guid(81), name="Site", typeOfVariable="Text")
    built.variables = element("Variables", known)
    member = reference("MemberSource", 21)
    built.rest = element("Sets", element("Set", member, guid=guid(61), name="North"))
    mapping = MAPPING.replace('{"case: Alpha": alpha}', teams)
    bring(built, mapping=mapping)
    assert read_study(study).segments["team_id"].tolist() == ["alpha"]


def test_a_passage_of_a_case_is_about_its_team(bring, study):
    built = interview(PATIENTS, MONEY)
    beta = case(72, "Beta", reference("SelectionRef", 32))
    built.cases = built.cases.replace("</Cases>", f"{beta}</Cases>")
    mapping = MAPPING.replace(": alpha}", ': alpha, "case: Beta": beta}')
    bring(built, mapping=mapping)
    segments = read_study(study).segments
    assert dict(zip(segments["team_id"], segments["quote"], strict=True)) == {
        "alpha": WORDS[:25],
        "beta": WORDS[26:],
    }


@pytest.mark.parametrize(
    ("teams", "got"),
    [("{}", "none"), ('{"case: Alpha": alpha, "name: *": beta}', "alpha, beta")],
)
def test_every_source_is_about_one_team(bring, teams, got):
    mapping = MAPPING.replace('{"case: Alpha": alpha}', teams)
    said = faults(bring, interview(MONEY), mapping=mapping)
    assert said[0] == (
        "mapping.yml, teams: expected one team for every source, by its case, set, "
        f"name or own line; got {got} for 'Interview 1.docx' (codings: 1). Fill in "
        "teams: or the source's own team:."
    )


def test_a_sources_own_line_says_more_than_all_sources(bring, study):
    facts = "{strand: account, title: The director, date: 2015-03, clearance: public}"
    bring(
        interview(MONEY),
        mapping=f'{MAPPING}sources: {{"Interview 1.docx": {facts}}}\n',
    )
    held = read_study(study)
    columns = ["strand", "type", "title", "date", "date_precision"]
    assert held.sources[columns].to_numpy().tolist() == [
        ["account", "interview", "The director", "2015-03", "month"]
    ]
    assert held.segments["clearance"].tolist() == ["public"]


def test_a_comment_goes_to_the_note_or_by_choice_to_the_summary(bring, study):
    said = "<Description>In her own words.</Description>"
    built = interview(selection(31, 26, 47, said, coding(43, 13)))
    bring(built)
    assert read_study(study).codings["note"].tolist() == ["In her own words."]
    for name in ("sources", "segments", "codings"):
        (study / f"{name}.csv").unlink()
    bring(built, mapping=f"{MAPPING}summary: comment\n")
    assert read_study(study).segments["summary"].tolist() == ["In her own words."]


def test_a_published_passage_can_be_its_own_summary(bring, study):
    """Then it is no quote: a withheld quote that stands in a summary stops a report."""
    bring(interview(MONEY), mapping=f"{MAPPING}summary: passage\n")
    segment = read_study(study).segments.iloc[0]
    assert segment["summary"] == WORDS[26:]
    assert segment.isna()["quote"]


def test_a_passage_without_text_says_where_it_is(bring, study):
    built = interview(MONEY)
    built.texts = {}
    bring(built)
    segment = read_study(study).segments.iloc[0]
    assert segment["summary"] == (
        "[To be summarised: characters 26 to 47 (the file does not hold the text of "
        "this source).]"
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "alpha}",
            "alfa}",
            "teams: expected one of the teams in teams.csv; got 'alfa'",
        ),
        ("Ann: ann", "Ann: anna", "coders: expected one of the coders in study.yml"),
        ("working.means", "working.men", "codes: expected one of the criteria in"),
        (
            "rating: -1",
            "rating: -3",
            "codes: expected one of the levels -2, -1, 0",
        ),
        ("document", "documents", "expected one of the strands document, account"),
        ("type: interview", "type: ", "expected one word for the type; got none for"),
    ],
)
def test_the_mapping_must_fit_the_study(bring, study, old, new, fault):
    shutil.copyfile(TINY / "teams.csv", study / "teams.csv")
    said = faults(bring, interview(MONEY), mapping=MAPPING.replace(old, new))
    assert any(fault in each for each in said)


@pytest.mark.parametrize(
    "line",
    ["colour: red", "codes: {Money: [1]}", "summary: short", "coders: {Ann: 'A b'}"],
)
def test_a_mapping_is_checked_strictly(bring, line):
    (fault, *_) = faults(bring, interview(MONEY), mapping=f"{line}\n")
    assert fault.startswith(f"mapping.yml, {line.partition(':')[0]}")


LATER = MAPPING.replace("working.public, rating: 1", "working.public, rating: later")
KEY = ["segment_id", "coder_id", "criterion_id"]


def unrated_in(study):
    return read_study(study, coded=False).unrated


def test_what_is_rated_later_waits_and_is_no_coding(bring, study):
    done = bring(interview(PATIENTS, MONEY), mapping=LATER)
    held = read_study(study)
    assert held.codings[["coder_id", "rating"]].to_numpy().tolist() == [["ann", -1]]
    assert held.unrated[["coder_id", "criterion_id"]].to_numpy().tolist() == [
        ["ann", "working.public"],
        ["bob", "working.public"],
    ]
    outcomes = done.found[0].outcomes
    assert (outcomes["without a rating"], outcomes["taken as evidence"]) == (2, 1)


def test_a_study_may_begin_with_codings_that_all_wait(bring, study):
    bring(interview(PATIENTS), mapping=LATER)
    assert len(unrated_in(study)) == 2
    with pytest.raises(StudyError) as refused:
        read_study(study)
    assert [str(fault) for fault in refused.value.faults] == [
        "codings.csv: expected at least one row; got only a header. Rate those of "
        "unrated.csv: hiteval settle export."
    ]


def test_one_line_may_leave_the_rating_of_every_code_open(bring, study):
    mapping = MAPPING.replace("rating: 1", "").replace(", rating: -1", "")
    mapping = mapping.replace("codes:", 'codes:\n  "*": {rating: later}')
    bring(interview(PATIENTS, MONEY), mapping=mapping)
    assert len(unrated_in(study)) == 3


def test_a_line_for_every_code_names_no_criterion(bring, study):
    mapping = MAPPING.replace('"Money": {criterion: working.means, rating: -1}', "")
    mapping = mapping.replace("codes:", 'codes:\n  "*": {rating: later}')
    (fault,) = faults(bring, interview(PATIENTS, MONEY), mapping=mapping)
    assert fault.startswith("mapping.yml, codes: expected a criterion, a rating or")
    assert '"Money": {criterion: ' in (study / "mapping.yml").read_text()


def test_what_waits_is_imported_once(bring, study):
    bring(interview(PATIENTS, MONEY), mapping=LATER)
    before = contents(study)
    again = bring(interview(PATIENTS, MONEY), mapping=LATER).merged
    assert contents(study) == before
    assert (again.added["unrated"], again.already_there["unrated"]) == (0, 2)


def test_what_was_rated_or_withdrawn_meanwhile_does_not_come_again(bring, study):
    bring(interview(PATIENTS, MONEY), mapping=LATER)
    held = read_study(study)
    rated, gone = held.unrated.iloc[:1], held.unrated.iloc[1:]
    codings = [held.codings, rated[KEY].assign(rating=2)]
    pd.concat(codings).to_csv(study / "codings.csv", index=False)
    gone.assign(withdrawn="Not so.").to_csv(study / "unrated.csv", index=False)
    before = contents(study)
    bring(interview(PATIENTS, MONEY), mapping=LATER)
    assert contents(study) == before


RATES = LATER.replace("criterion: working.means, rating: -1", "rating: -2")
ALONE = selection(31, 0, 25, coding(41, 12))
BESIDE = selection(31, 0, 25, coding(41, 12), coding(42, 13))


def test_what_a_code_beside_rates_does_not_wait(bring, study):
    bring(interview(BESIDE), mapping=RATES)
    assert read_study(study).codings["rating"].tolist() == [-2]
    assert not (study / "unrated.csv").exists()


@pytest.mark.parametrize("order", [(ALONE, BESIDE), (BESIDE, ALONE)])
def test_what_one_file_rates_does_not_wait_for_another(bring, study, order):
    bring(*map(interview, order), mapping=RATES)
    assert read_study(study).codings["rating"].tolist() == [-2]
    assert unrated_in(study).empty


def test_a_new_study_is_drafted_and_passes_the_check_when_filled_in(bring, study):
    for path in study.iterdir():
        path.unlink()
    first = bring(interview(PATIENTS))
    assert first.drafted == ("framework.yml", "study.yml", "mapping.yml")
    assert not list(study.glob("*.csv"))
    (study / "mapping.yml").write_text(
        MAPPING.replace("document", "interview"), encoding="utf-8"
    )
    text = (study / "study.yml").read_text(encoding="utf-8")
    for name, value in {
        "id": "mine",
        "title": "Mine",
        "question": "Why?",
        "licence": "CC0-1.0",
    }.items():
        text = re.sub(rf"^{name}:", f"{name}: {value} #", text, flags=re.M)
    text = text.replace("{from: , to: }", "{from: 2015-01-01, to: 2015-12-31}")
    text = text.replace("  -\n", "  - Made up.\n")
    text = text.replace("  coder-a:", "  ann: A\n  bob: B\n  # coder-a:")
    (study / "study.yml").write_text(text, encoding="utf-8")
    bring(interview(PATIENTS))
    assert len(read_study(study).codings) == 2


def test_a_new_study_needs_a_framework(bring, study):
    for path in study.iterdir():
        path.unlink()
    with pytest.raises(StudyError, match="expected a framework in the study folder"):
        import_files([interview(MONEY).write(study / "c.qdpx")], study, study / "none")


def test_line_ends_and_quotation_marks_survive(bring, study):
    words = 'She said: "It\'s ours,\rnot theirs".\r\nThen she left.'
    bring(interview(selection(31, 0, len(words), coding(43, 13)), words=words))
    assert read_study(study).segments["quote"].tolist() == [
        'She said: "It\'s ours,\nnot theirs".\nThen she left.'
    ]


def test_a_study_in_windows_1252_says_so_when_it_cannot_hold_a_text(bring, study):
    with (study / "study.yml").open("a") as opened:
        opened.write("csv: {encoding: windows-1252, separator: ';'}\n")
    bring(interview(selection(31, 0, 4, coding(43, 13)), words="Café"))
    assert b"Caf\xe9" in (study / "segments.csv").read_bytes()
    (fault,) = faults(bring, interview(selection(31, 0, 1, coding(43, 13)), words="Ж"))
    assert fault == (
        "sources.csv: expected text that windows-1252 can hold; got other characters. "
        "Save the study's tables as UTF-8, and remove csv: from study.yml."
    ) or fault.startswith("segments.csv: expected text that windows-1252 can hold")


def test_a_file_without_passages_and_summaries_is_refused_when_it_is_alone(
    bring, study
):
    for table in study.glob("*.csv"):
        table.unlink()
    path = study.parent / "codes.csv"
    path.write_text("Code,Comment,Code Group 1\nAccess,,\n", encoding="utf-8")
    with pytest.raises(StudyError) as error:
        import_files([path], study, study / "framework.yml")
    assert str(error.value.faults[0]) == (
        "codes.csv: expected coded passages, or summaries of a matrix; got neither. "
        "Import a file that holds some."
    )


def test_codings_of_an_earlier_mapping_are_told(bring, study):
    bring(interview(PATIENTS))
    path = study / "mapping.yml"
    changed = path.read_text(encoding="utf-8").replace(
        "working.public", "working.means"
    )
    path.write_text(changed, encoding="utf-8")
    done = bring(interview(PATIENTS))
    assert (done.merged.added["codings"], done.merged.no_longer) == (2, (2, 3))


def test_codings_of_other_passages_are_not_told(bring):
    bring(interview(PATIENTS))
    assert bring(interview(MONEY)).merged.no_longer == ()
    assert bring(interview(PATIENTS)).merged.no_longer == ()


def test_what_was_taken_out_does_not_come_back_with_another_mapping(bring, study):
    path = study / "mapping.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("rating: 1}", "rating: later}"), encoding="utf-8")
    bring(interview(PATIENTS))
    table = pd.read_csv(study / "unrated.csv", dtype="str")
    table.assign(withdrawn="Another thing.").to_csv(study / "unrated.csv", index=False)
    path.write_text(text, encoding="utf-8")
    assert bring(interview(PATIENTS)).merged.added["codings"] == 0

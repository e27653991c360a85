import json
from contextlib import suppress

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.readers.annotations.reader import read_annotations
from hiteval.readers.formats import read_project

TEXT = "An 😀 emoji. Nurses said the clinic was far away."
CODED = ["source", "quote", "code", "user", "weight", "comment", "place"]


def written(tmp_path, value, name="export.json"):
    path = tmp_path / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def codings(project):
    rows = project.codings[CODED].astype("object")
    return rows.where(rows.notna(), None).to_numpy().tolist()


def labels(start, end, *names, text=None, region="r1", **more):
    value = {"start": start, "end": end, "labels": names, "text": text, **more}
    return {"id": region, "type": "labels", "value": value}


def task(*annotations):
    return {"id": 7, "data": {"text": TEXT}, "annotations": [*annotations]}


def by(user, *result, **more):
    return {"completed_by": user, "result": [*result], **more}


def test_label_studio_counts_utf16_units(tmp_path):
    place = TEXT.index("the clinic") + 1  # the emoji is two units
    tasks = [task(by(1, labels(place, place + 10, "Access", text="the clinic")))]
    project = read_project(written(tmp_path, tasks))
    assert codings(project) == [
        ["1", "the clinic", "Access", "annotator 1", None, None, None]
    ]
    assert project.sources.loc[0, "name"] == "export.json: task 7"


def test_label_studio_puts_rating_and_note_of_a_region_on_its_label(tmp_path):
    result = [
        labels(0, 2, "Access", text="An"),
        {"id": "r1", "type": "rating", "value": {"start": 0, "end": 2, "rating": 4}},
        {"id": "r1", "type": "textarea", "value": {"text": ["far for some"]}},
    ]
    project = read_project(written(tmp_path, [task(by({"email": "a@b.c"}, *result))]))
    assert codings(project) == [
        ["1", "An", "Access", "a@b.c", "4", "far for some", None]
    ]


def test_label_studio_global_offsets_go_before_those_in_the_markup(tmp_path):
    marks = {"globalOffsets": {"start": 0, "end": 2}, "hypertextlabels": ["Access"]}
    region = {
        "id": "r1",
        "value": {"start": "/div[1]/text()[1]", "text": "An", **marks},
    }
    project = read_project(written(tmp_path, [task(by(1, region))]))
    assert project.codings.loc[0, ["start", "end", "quote"]].tolist() == [0, 2, "An"]


def test_label_studio_choice_about_the_whole_text_stands_below_its_question(tmp_path):
    choice = {"from_name": "side", "type": "choices", "value": {"choices": ["Barrier"]}}
    project = read_project(written(tmp_path, [task(by(1, choice))]))
    assert project.codes.loc[0, "path"] == ("side", "Barrier")
    assert codings(project)[0][-1] == "the whole document"


def test_label_studio_takes_what_a_person_saved_last_and_says_so(tmp_path):
    first = by(1, labels(0, 2, "Access", text="An"), updated_at="2025-01-02")
    last = by(1, labels(0, 2, "Trust", text="An"), updated_at="2025-03-04")
    skipped = by(2, labels(0, 2, "Reach", text="An"), was_cancelled=True)
    project = read_project(written(tmp_path, [task(last, first, skipped)]))
    assert list(project.codings["code"]) == ["Trust"]
    assert project.warnings == (
        "2 annotations were skipped, or saved again by the same person.",
    )


def test_label_studio_a_second_rating_of_a_region_is_told(tmp_path):
    rated = [{"id": "r1", "type": "rating", "value": {"rating": n}} for n in (4, 2)]
    by_one = by(1, labels(0, 2, "Access", text="An"), *rated)
    project = read_project(written(tmp_path, [task(by_one)]))
    assert [row[4] for row in codings(project)] == ["4"]
    assert project.warnings[0].startswith("1 ratings and numbers stand beside no")


def test_label_studio_ratings_beside_no_label_are_told(tmp_path):
    rating = {"type": "rating", "value": {"rating": 4}}
    project = read_project(written(tmp_path, [task(by(1, rating))]))
    assert project.warnings == (
        "1 ratings and numbers stand beside no label or choice, or beside a first "
        "rating, and are not read.",
    )


def test_label_studio_other_fields_of_a_task_may_tell_the_team(tmp_path):
    one = task(by(1, labels(0, 2, "Access", text="An")))
    one["data"] |= {"team": "Castle", "page": 3}
    found = read_project(written(tmp_path, [one])).variables
    assert found[["variable", "value", "source"]].to_numpy().tolist() == [
        ["team", "Castle", "1"],
        ["page", "3", "1"],
    ]


@pytest.mark.parametrize(
    "marks",
    [
        {"label": [[3, 4, "Access"]]},
        {"labels": [[3, 4, "Access"]]},
        {
            "entities": [
                {"id": 1, "label": "Access", "start_offset": 3, "end_offset": 4}
            ]
        },
    ],
)
def test_doccano_spans_are_read_in_each_of_its_forms(tmp_path, marks):
    path = tmp_path / "ana.jsonl"
    lines = [{"id": 5, "text": TEXT, **marks}, {"id": 6, "text": "None", "label": []}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    project = read_project(path)
    assert codings(project) == [["1", "😀", "Access", "unknown", None, None, None]]
    assert list(project.sources["name"]) == [
        *("ana.jsonl: document 5", "ana.jsonl: document 6")
    ]


def test_doccano_labels_without_a_span_are_of_the_whole_document(tmp_path):
    project = read_project(written(tmp_path, [{"text": TEXT, "label": ["Access"]}]))
    assert codings(project) == [
        ["1", None, "Access", "unknown", None, None, "the whole document"]
    ]


def note(*tags, exact="Nurses said", **more):
    selectors = [
        {"type": "RangeSelector"},
        {"type": "TextQuoteSelector", "exact": exact},
    ]
    return {
        "user": "acct:ana@hypothes.is",
        "uri": "https://example.org/report",
        "document": {"title": ["The report"]},
        "tags": tags,
        "text": "why so",
        "target": [{"selector": selectors}],
        **more,
    }


@pytest.mark.parametrize("name", ["annotations", "rows"])
def test_hypothesis_tags_are_codes(tmp_path, name):
    project = read_project(written(tmp_path, {name: [note("Access", "Trust")]}))
    page = "https://example.org/report"
    assert codings(project) == [
        [page, "Nurses said", code, "ana", None, "why so", None]
        for code in ("Access", "Trust")
    ]
    assert project.sources.loc[0, "title"] == "The report"


def test_hypothesis_replies_and_notes_without_a_tag_are_no_evidence(tmp_path):
    notes = [note("Access"), note(), note("Trust", references=["a"])]
    project = read_project(written(tmp_path, notes))
    assert list(project.codings["code"]) == ["Access"]
    assert list(project.memos["text"]) == ["why so", "why so"]
    assert project.warnings == (
        "1 annotations have no tag: they are notes, and no evidence.",
    )


@pytest.mark.parametrize(
    ("content", "expected", "got", "remedy"),
    [
        (
            '[{"a": 1}]',
            "annotations of Label Studio, doccano or Hypothesis",
            "other JSON",
            "Export from Label Studio as JSON (not JSON-MIN), from doccano as JSONL, "
            "or the annotations of Hypothesis as JSON.",
        ),
        (
            '[{"a": 1}, {"b"',
            "whole JSON, or JSON on each line",
            "something else",
            "Export it again.",
        ),
        (
            "[" * 100_000,
            "whole JSON, or JSON on each line",
            "something else",
            "Export it again.",
        ),
    ],
    ids=["other", "cut off", "deep"],
)
def test_other_and_damaged_json_is_refused(tmp_path, content, expected, got, remedy):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_annotations(path)
    (fault,) = error.value.faults
    assert str(fault) == f"a.json: expected {expected}; got {got}. {remedy}"


def test_label_studio_positions_without_words_count_as_javascript_does(tmp_path):
    start = TEXT.index("Nurses") + 1
    tasks = [task(by(1, labels(start, start + 6, "Access")))]
    assert codings(read_project(written(tmp_path, tasks)))[0][1] == "Nurses"


@pytest.mark.parametrize("more", [{"question": "Where? " * 20}, {}])
def test_label_studio_positions_in_one_of_several_texts_are_in_doubt(tmp_path, more):
    one = task(by(1, labels(0, 2, "Access")))
    one["data"] = {"text": f"{TEXT} {'More. ' * 20}", **more}
    found = read_project(written(tmp_path, [one])).codings.loc[0]
    assert (found["quote"] == "An", pd.notna(found["doubt"])) == (not more, bool(more))


def test_label_studio_takes_a_place_in_a_taxonomy_for_a_code_with_levels(tmp_path):
    value = {
        "start": 0,
        "end": 2,
        "text": "An",
        "taxonomy": [["Place", "Access"], ["A"]],
    }
    tasks = [task(by(1, {"id": "r", "type": "taxonomy", "value": value}))]
    paths = read_project(written(tmp_path, tasks)).codes["path"].tolist()
    assert paths == [("Place", "Access"), ("A",)]


def test_label_studio_results_of_another_type_are_told(tmp_path):
    other = {"type": "video", "value": {"frames": [1]}}
    assert read_project(written(tmp_path, [task(by(1, other))])).warnings == (
        "1 results are of a type that is not read.",
    )


@pytest.mark.parametrize(
    "more",
    [{"prediction": {"result": [labels(0, 2, "B")]}}, {"meta": {"labels": ["B"]}}],
)
def test_label_studio_counts_what_people_did_and_no_prediction(tmp_path, more):
    project = read_project(written(tmp_path, [task(by(1, labels(0, 2, "A"), **more))]))
    assert list(project.codings["code"]) == ["A"]


def test_hypothesis_users_of_two_places_stay_two(tmp_path):
    notes = [note("A"), note("B") | {"user": "acct:ana@other.example"}]
    project = read_project(written(tmp_path, notes))
    assert list(project.codings["user"]) == ["ana", "ana@other.example"]


@pytest.mark.parametrize("between", ["\u2028", "\x85", ""])
def test_a_line_ends_only_where_json_lines_end(tmp_path, between):
    path = tmp_path / "ana.jsonl"
    line = json.dumps({"text": f"An{between}", "label": ["A"]}, ensure_ascii=False)
    path.write_text(f"{line}\n", encoding="utf-8")
    assert len(read_project(path).codings) == 1


@pytest.mark.parametrize(
    ("text", "got"),
    [("\\ud800", "half of a surrogate pair"), ("\\u0000", "a NUL character")],
)
def test_what_no_text_may_hold_is_refused(tmp_path, text, got):
    path = tmp_path / "a.json"
    path.write_text(f'[{{"text": "An", "label": ["{text}"]}}]', encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_annotations(path)
    assert str(error.value.faults[0]) == (
        f"a.json: expected text; got {got}. Export it again."
    )


def test_a_backslash_before_u0000_is_text(tmp_path):
    project = read_project(written(tmp_path, [{"text": r"An \u0000", "label": ["A"]}]))
    assert project.sources.loc[0, "text"] == r"An \u0000"


def test_a_tag_that_was_not_read_is_noticed_by_the_ledger(tmp_path):
    inner = note("Access") | {"replies": [{"tags": ["Lost"]}]}
    with pytest.raises(StudyError) as error:
        read_annotations(written(tmp_path, [inner]))
    assert "expected 2 tags, as the file holds; got 1 read" in str(error.value)


KEYS = (
    *("data", "annotations", "result", "value", "labels", "text", "label", "id"),
    *("start", "end", "user", "target", "selector", "tags", "entities"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_read_or_refused(tmp_path_factory, value):
    path = written(tmp_path_factory.mktemp("json"), value)
    with suppress(StudyError):
        assert read_annotations(path).file == "export.json"

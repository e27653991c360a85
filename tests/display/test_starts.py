import pandas as pd
from bs4 import BeautifulSoup

from hiteval.display import starts
from hiteval.results.evaluation import evaluate
from hiteval.study import schema

MEASURES = [
    ("alpha", "Seen in a day", "2018", 58.0, "per cent", "a1"),
    ("alpha", "seen in a day", "2019-20", 71.0, "per cent", "a2"),
    ("alpha", "seen in a day", "2021", 80.0, "per cent", "a2"),
    ("alpha", "seen in a day", "2022", 9.0, "people", "a2"),
    ("beta", "seen in a day", "2023", 99.0, "per cent", "b1"),
]
COLUMNS = ["team_id", "measure", "period", "value", "unit", "source_id"]


def lines(study, segments, measures):
    about = study.codings["about"].mask(
        study.codings["segment_id"].isin(segments), "baseline"
    )
    table = schema.typed("measures", pd.DataFrame(measures, columns=COLUMNS))
    codings = study.codings.assign(about=about)
    new = study.with_tables({"codings": codings, "measures": table})
    evaluation = evaluate(new)
    shown = starts.starts(evaluation.beside, evaluation)
    return [p.text for p in BeautifulSoup(str(shown), "html.parser")(["li", "p"])]


def test_a_start_is_told_with_the_latest_later_value_of_the_same_unit(study):
    assert lines(study, ["a1-s1"], MEASURES) == [
        "Seen in a day: from 58 per cent (2018) to 80 per cent (2021)"
    ]


def test_a_start_without_a_later_value_is_counted(study):
    assert lines(study, ["a1-s1", "b1-s1"], MEASURES[:1]) == [
        "2 passages of a start: no later value is recorded of what the source measured."
    ]


def test_where_nothing_tells_of_a_start_nothing_is_said(study):
    assert lines(study, [], MEASURES) == []

"""Runs of base64 are found sooner than by an expression, and all of them."""

from base64 import encodebytes

from hypothesis import example, given
from hypothesis import strategies as st

from hiteval.report.gate import base64_runs


@given(st.text("aZ09+/_-= \n\u00e9", max_size=200))
def test_runs_are_found_without_an_expression(text):
    runs = {run.rstrip("=") for run in base64_runs.BASE64.findall(text)}
    assert base64_runs._runs(text)[0] == runs


@given(st.lists(st.text("aZ+/_-=", max_size=70), max_size=4), st.sampled_from("\r\n,"))
@example(["a" * 60, ""], "\n")
def test_where_there_are_lines_they_are_looked_for(lines, end):
    text = end.join(lines)
    if base64_runs.BASE64_LINES.search(text):
        assert base64_runs._runs(text)[1]


def test_many_long_runs_without_lines_are_no_lines():
    assert base64_runs._runs("a" * 64 + ", " + "b" * 64)[1] is False
    assert base64_runs._runs("a" * 64)[1] is False


def test_lines_are_joined():
    said = b"Nobody fed the herons on the frozen lake that winter, they say."
    assert said in b"".join(base64_runs.from_base64(encodebytes(said).decode()))

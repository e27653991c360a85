"""Below the code of a cell stands what each function in it does, and where."""

import pytest
from nbformat.v4 import new_code_cell

from hiteval.display import team_facts
from hiteval.report.pages.origins import explained, functions_of

IMPORTS = """
from statistics import mean
from hiteval.display import team_facts, coders
from hiteval.study.schema import REQUIRED, typed
"""


@pytest.fixture
def functions():
    hidden = {"tags": ["remove-cell"]}
    return functions_of([new_code_cell(IMPORTS, metadata=hidden)])


def test_each_function_is_named_once_in_its_order(functions):
    code = "team_facts.at_a_glance(coders.headline(x))\nteam_facts.at_a_glance(y)"
    told = explained(code, functions).split("\n")
    assert told[3:] == [
        "# team_facts.at_a_glance",
        f"#   {team_facts.at_a_glance.__doc__.splitlines()[0]}",
        f"#   hiteval/display/team_facts.py, line {told[5].rpartition(' ')[2]}",
        "# coders.headline",
        *told[7:],
    ]
    assert len(told) == 9


@pytest.mark.parametrize("code", ["mean(x)", "x + 1", "%time f()", "!ls", "f(", ""])
def test_what_is_not_hiteval_s_is_left_as_it_is(functions, code):
    assert explained(code, functions) == code


def test_code_with_its_explanation_is_still_code(functions):
    told = explained("typed('teams', REQUIRED)", functions)
    compile(told, "cell", "exec")
    assert "hiteval/study/schema.py, line " in told

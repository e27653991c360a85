"""Names that are the study's own are known; others are offered, never taken."""

import pytest

from hiteval.importers.suggestions import meaning, same


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("Working", "Public voice", "+2 Strong"), ("working.public", "2")),
        (("working.public", "-1"), ("working.public", "-1")),
        (("Public voice", "difficult"), ("working.public", "-1")),
        ((" public VOICE ",), ("working.public", "")),
        (("Elsewhere", "Public voice"), ("", "")),
        (("Public", "Strong"), ("", "")),
        (("Strong",), ("", "")),
        (("Public voices",), ("", "")),
    ],
)
def test_a_code_named_like_a_criterion_or_a_level_below_it_is_known(
    study, path, expected
):
    assert meaning(path, study.framework) == expected


def test_a_name_that_two_share_is_nobodys():
    assert same("falls", {"falls": "Falls", "falls-2": "Falls"}) == ""
    assert same("Falls", {"a": "Falls", "b": "Sleep"}) == "a"

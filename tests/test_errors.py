import pytest

from hiteval.errors import Fault, StudyError, resource_error, shown


def test_a_fault_names_file_row_column_and_remedy():
    fault = Fault("codings.csv", "one of -2, 2", "'7'", "Correct it.", 14, "rating")
    assert str(fault) == (
        "codings.csv, row 14, rating: expected one of -2, 2; got '7'. Correct it."
    )


def test_a_fault_of_a_whole_file_has_no_row():
    fault = Fault("codings.csv", "a header", "an empty file", "Add it.")
    assert str(fault).startswith("codings.csv: expected a header;")


def test_all_faults_are_counted_and_five_of_a_kind_are_shown():
    alike = [Fault("t.csv", "x", str(n), "Mend.", n, "c") for n in range(7)]
    other = Fault("u.csv", "y", "z", "Mend.")
    lines = str(StudyError([*alike, other])).splitlines()
    assert lines[0] == "8 faults:"
    assert lines[5:7] == ["  t.csv, row 4, c: expected x; got 4. Mend.", lines[6]]
    assert lines[6] == "  ... and 2 more like the last one"
    assert lines[7] == "  u.csv: expected y; got z. Mend."


def test_text_long_enough_to_be_evidence_is_not_quoted():
    assert shown("x" * 41) == "a value of 41 characters"


def test_control_characters_are_shown_harmless():
    assert shown("a\x1b[31m\u202e") == r"'a\x1b[31m\u202e'"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "OSError: [Errno 122] x: 'a passage'",
            "Disk quota exceeded. Free some space there",
        ),
        ("PermissionError: [Errno 13] x", "Permission denied. Get permission to write"),
        ("OSError: [Errno 24] x", "Too many open files. Allow more open files"),
        ("OSError: [Errno 12] Cannot allocate memory", "out of memory. Close other"),
        ("_ArrayMemoryError: Unable to allocate 9 GiB", "out of memory. Close other"),
        (
            "ImportError: x.so: failed to map segment from shared object",
            "out of memory",
        ),
    ],
)
def test_want_of_disk_and_memory_is_recognised_and_nothing_is_quoted(told, said):
    fault = resource_error(told)
    assert fault.exit_status == 7
    assert str(fault).startswith(said)
    assert "passage" not in str(fault)


@pytest.mark.parametrize("told", ["KeyError: 28", "OSError: [Errno 2] no such file"])
def test_other_faults_are_not_taken_for_want_of_disk_or_memory(told):
    assert resource_error(told) is None

import pytest

from hiteval.errors import StudyError
from hiteval.files import yaml_file
from hiteval.files.yaml_file import read_yaml


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        (tmp_path / "study.yml").write_bytes(text.encode())
        return read_yaml(tmp_path / "study.yml")

    return from_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("2012-07-01", "2012-07-01"),
        ("007", "007"),
        ("1:30", "1:30"),
        ("1e3", "1e3"),
        ("true", True),
        ("-2", -2),
        ("2.5", 2.5),
        ("", None),
    ],
)
def test_values_mean_what_they_look_like(read, text, value):
    assert read(f"key: {text}") == {"key": value}


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("a: 1\nb: {c: 1, c: 2}", "repeated key on line 2"),
        ("a: &x [1]\nb: *x", "alias on line 2"),
        ("a: [1", "expected ',' or ']', but got '<stream end>' on line 1"),
    ],
)
def test_unplain_yaml_is_refused_with_its_line(read, text, got):
    with pytest.raises(StudyError) as error:
        read(text)
    assert str(error.value.faults[0]) == (
        "study.yml: expected plain YAML, no key twice, no aliases; "
        f"got {got}. Correct the file."
    )


@pytest.mark.parametrize("text", ["[1, 2]", "just text", ""])
def test_what_is_no_mapping_is_refused(read, text):
    with pytest.raises(StudyError, match="expected a mapping of names to values"):
        read(text)


def test_a_python_object_is_refused(read):
    with pytest.raises(StudyError, match="expected plain YAML"):
        read("a: !!python/object/apply:os.system ['true']")


def test_deep_nesting_is_refused_not_a_crash(read):
    with pytest.raises(StudyError, match="expected YAML; got RecursionError"):
        read("a: " + "[" * 10_000)


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(StudyError, match=r"study\.yml: expected a readable file"):
        read_yaml(tmp_path / "study.yml")


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    (tmp_path / "study.yml").write_bytes(b"a: \xe9")
    with pytest.raises(StudyError, match="expected UTF-8 text"):
        read_yaml(tmp_path / "study.yml")


@pytest.mark.parametrize("tag", ["!!bool x", "!!timestamp x", "!!int x", "!!float x"])
def test_a_tag_that_does_not_suit_its_value_is_refused(read, tag):
    with pytest.raises(StudyError, match="expected YAML"):
        read(f"a: {tag}")


def test_half_of_a_surrogate_pair_is_refused(tmp_path):
    path = tmp_path / "study.yml"
    path.write_text('title: "\\ud800"')
    with pytest.raises(StudyError) as error:
        read_yaml(path)
    assert str(error.value.faults[0]) == (
        "study.yml: expected characters of Unicode; got half of a surrogate pair. "
        "Correct the file."
    )


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "t.yml"
    path.write_text("a: 1\n")
    monkeypatch.setattr(yaml_file, "MAX_BYTES", 4)
    with pytest.raises(StudyError) as error:
        read_yaml(path)
    assert [str(fault) for fault in error.value.faults] == [
        "t.yml: expected at most 4 bytes; got 5. Correct the file."
    ]


def test_a_text_that_holds_a_colon_is_told_how_to_be_written(read):
    with pytest.raises(StudyError) as error:
        read("id: a\ntitle: Trust: a study")
    assert str(error.value.faults[0]) == (
        "study.yml: expected a name and one value on a line; got two colons on line 2. "
        "Put a text that holds a colon into quotation marks."
    )

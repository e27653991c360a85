"""A record read from YAML: frozen, strictly typed, every fault reported at once."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from hiteval.errors import Fault, StudyError, shown

# Some ids become file names; these names are devices on Windows, whatever the ending.
# A page called index would stand in for a folder.
TAKEN = r"(?:con|prn|aux|nul|index|com[0-9]|lpt[0-9])(?:\.|$)"
FILE_NAME = rf"(?!{TAKEN})[a-z0-9][a-z0-9-]{{0,39}}"
FILE_NAME_IN_WORDS = (
    "1 to 40 lower-case letters, digits and hyphens, the first no hyphen, and no "
    "device name such as con, nor index"
)
ID_FORM = r"[a-z0-9][a-z0-9._-]{0,79}"
ID_FORM_IN_WORDS = "1 to 80 lower-case letters, digits, dots, hyphens and underscores"
Id = Annotated[str, Field(pattern=f"^{ID_FORM}$")]
Text = Annotated[str, Field(pattern=r"\S")]
PATTERNS = {f"^{ID_FORM}$": ID_FORM_IN_WORDS, r"\S": "some text"}
WORDS = {
    "missing": "a value",
    "extra_forbidden": "only names that hiteval knows",
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "names with values, one on each line below",
    "model_type": "names with values, one on each line below",
    "tuple_type": "a list",
    "literal_error": "{expected}",
    "too_short": "at least {min_length} of them",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
}
REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Check its spelling, or take it out.",
}


class Record(BaseModel):
    """The base of everything that `study.yml` and `framework.yml` hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def from_yaml(cls, values: dict[str, Any], file: str) -> Self:
        """Check what a YAML file holds.

        Raises
        ------
        StudyError
            With one fault for each value that is wrong, absent or unknown.
        """
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise StudyError(_faults(error, file)) from None


def _faults(error: ValidationError, file: str) -> list[Fault]:
    return [
        Fault(
            file,
            _expected(item),
            _got(item),
            "Fill it in."
            if item["input"] is None
            else REMEDIES.get(item["type"], "Correct it."),
            column=".".join(map(str, item["loc"])) or None,
        )
        for item in error.errors()
    ]


def _got(item: ErrorDetails) -> str:
    if item["type"] == "missing" or item["input"] is None:
        return "nothing"
    if item["input"] == [None]:
        return "a blank line"
    # A rule over several values has all of them for its input.
    return "another" if isinstance(item["input"], dict) else shown(item["input"])


def _expected(item: ErrorDetails) -> str:
    """Say what is allowed, in the words of somebody who writes YAML."""
    if item["type"] in WORDS:
        return WORDS[item["type"]].format_map(item.get("ctx", {}))
    if item["type"] == "string_pattern_mismatch":
        return PATTERNS[item["ctx"]["pattern"]]
    return item["msg"].removeprefix("Value error, ")

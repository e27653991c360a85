"""A record read from YAML: frozen, strictly typed, every fault told in one go."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hiteval.errors import Fault, StudyError, shown

# Some ids become file names; these names are devices on Windows, whatever the ending.
FILE_NAME = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))[a-z0-9][a-z0-9-]{0,39}"
FILE_NAME_IN_WORDS = (
    "1 to 40 lower-case letters, digits and hyphens, the first no hyphen, and no "
    "device name such as con"
)
ID_FORM = r"[a-z0-9][a-z0-9._-]{0,79}"
Id = Annotated[str, Field(pattern=f"^{ID_FORM}$")]
Text = Annotated[str, Field(pattern=r"\S")]


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
            item["msg"].removeprefix("Value error, "),
            "nothing" if item["type"] == "missing" else shown(item["input"]),
            "Correct the file.",
            column=".".join(map(str, item["loc"])) or None,
        )
        for item in error.errors()
    ]

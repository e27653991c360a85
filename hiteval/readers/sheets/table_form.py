"""What `mapping.yml` says of spreadsheets, where their headings do not say it."""

import codecs
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Role = Literal[
    "code",  # one code, or several; may be the heading of several columns
    "text",  # the passage
    "document",
    "group",  # of documents
    "case",
    "coder",
    "comment",
    "summary",  # of a case under a code, in the evaluator's words
    "weight",  # or rating
    "place",  # in the document, for people
    "end",  # of the place
    "date",  # of the coding
    "document_date",
    "document_type",
    "id",  # of the passage: one passage in several sheets has one id
    "count",  # of codes in the row
]
PROBE = "Az, 09;"
UNFIT = ("escape", "utf-7", "idna", "punycode")  # of letters in other letters
ROLES: tuple[Role, ...] = get_args(Role)


def _of_text(name: str) -> str:
    """Return the name of an encoding of text; Python knows others as well."""
    try:
        known = codecs.lookup(name).name
        is_one = not any(word in known for word in UNFIT)
        is_one = is_one and PROBE.encode(name).decode(name) == PROBE
    except (LookupError, ValueError, TypeError, AttributeError):
        is_one = False
    if not is_one:
        raise ValueError("an encoding, such as windows-1250, mac_roman or utf-16-le")
    return name


class TableForm(BaseModel):
    """How to read a spreadsheet; blank is what the headings and cells themselves say.

    ``form`` says what a table is: a ``list`` of coded passages, a framework ``matrix``
    of cases and codes, or a ``grid`` with a column for each code and a sign where it
    applies. ``columns`` gives the heading of a role. ``codes_between`` separates codes
    in one cell, ``levels_between`` the levels of one code. ``day_first`` says whether
    3/4/2024 is in April. ``encoding`` is that of tables and texts without a mark of
    their own, such as windows-1250 or mac_roman.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    form: Literal["list", "matrix", "grid"] | None = None
    columns: Annotated[
        dict[Role, str], BeforeValidator(lambda value: {} if value is None else value)
    ] = Field(default_factory=dict)
    codes_between: str | None = None
    levels_between: str | None = None
    day_first: bool | None = None
    encoding: Annotated[str, AfterValidator(_of_text)] = "utf-8"


PLAIN = TableForm()

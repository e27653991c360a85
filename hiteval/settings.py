"""What `study.yml` says of a study: its question, strands, coders, limits, editions."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from hiteval.record import Id, Record, Text

Edition = Literal["public", "internal"]


def _iso(value: object) -> object:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        raise ValueError("a day, YYYY-MM-DD")
    return value


_ISO = BeforeValidator(_iso)


class Period(Record):
    """The time that the study covers, both days included."""

    start: Annotated[date, Field(alias="from", strict=False), _ISO]
    end: Annotated[date, Field(alias="to", strict=False), _ISO]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError("a period that ends after it begins")
        return self


class CsvForm(Record):
    """How the study's CSV files are written, where that is not UTF-8 with commas."""

    encoding: Literal["utf-8", "windows-1252"] = "utf-8"
    separator: Literal[",", ";"] = ","


class PublicRules(Record):
    """What the public edition may show.

    Only what `hiteval.disclosure` can guarantee may be asked for: as yet neither
    quotes nor a threshold for small counts.
    """

    quotes: Literal[False] = False
    small_count: Literal[0] = 0


class Editions(Record):
    """The rules of each edition; the internal one shows everything."""

    public: PublicRules = PublicRules()


class Settings(Record):
    """The contents of `study.yml`.

    ``edition`` is absent in a study and present in a bundle, where it says what the
    bundle was made for.
    """

    id: Id
    title: Text
    question: Text
    continues: str = ""
    period: Period
    strands: Annotated[dict[Id, Text], Field(min_length=1)]
    coders: dict[Id, Text]
    limits: Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
    licence: Text
    editions: Editions = Editions()
    csv: CsvForm = CsvForm()
    edition: Edition | None = None

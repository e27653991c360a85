"""The contents of `study.yml`: question, strands, coders, limits, editions."""

import re
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hiteval.catalogue import _, languages
from hiteval.language import ENGLISH, known
from hiteval.study.labels import Labels
from hiteval.study.record import Id, Record, Text

MIN_SMALL_COUNT = 3  # below this, a shown count could be one or two people
TAKEN = {"team", "partners", "shown", "on the record"}  # other columns of that table
Edition = Literal["public", "internal"]


def _iso(value: object) -> object:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        raise ValueError("a day, YYYY-MM-DD")
    return value


_ISO = BeforeValidator(_iso)


CONTACT = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|https://[A-Za-z0-9]\S*\.\S+")


def _contact(value: str) -> str:
    if not CONTACT.fullmatch(value):
        raise ValueError("a mail address, or an address that begins with https://")
    return value


ADDRESS = re.compile(
    r"https://(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~-]+)*/?",
    re.ASCII,
)


def _address(value: str) -> str:
    if not ADDRESS.fullmatch(value) or value.endswith(".html"):
        raise ValueError(
            "the address of the folder that is published, which begins with https:// "
            "and has no query"
        )
    return value.rstrip("/") + "/"


def _spoken(tag: str) -> str:
    if known(tag).partition("-")[0] not in languages():
        raise ValueError(f"a language that reports are made in: {languages()}")
    return tag


Spoken = Annotated[str, AfterValidator(_spoken)]


class Period(Record):
    """The time that the study covers, both days included."""

    start: Annotated[date, Field(alias="from", strict=False), _ISO]
    end: Annotated[date, Field(alias="to", strict=False), _ISO]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError("a period that ends after it begins")
        return self


class Wave(Period):
    """One round of a repeated evaluation: its name and its period."""

    name: Text


class Author(Record):
    """Somebody who wrote or judged, or a model that did: what, and by which name."""

    did: Text
    kind: Literal["person", "model"] = "person"
    name: str = ""

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: Any) -> Any:
        return {"did": value} if value is None or isinstance(value, str) else value


class Coder(Author):
    """Somebody who coded, or a model that did.

    ``saw`` is which segments: ``all``, or those of the ``sources`` of which the coder
    coded anything. One that was seen and left uncoded is a disagreement with whoever
    coded it. In a bundle only, ``untold``: this stands for several coders, who are not
    told (see `hiteval.disclosure.who_coded`) and compared with nobody.
    """

    saw: Literal["sources", "all", "untold"] = "sources"


class CsvForm(Record):
    """The form of the study's CSV files, if it is not UTF-8 with commas."""

    encoding: Literal["utf-8", "windows-1252"] = "utf-8"
    separator: Literal[",", ";"] = ","


class PublicRules(Record):
    """What the public edition may show.

    ``quotes``: whether any quote may pass (see `hiteval.disclosure.clearance`).
    ``small_count``: counts of 1 up to this many people are not shown; the others are
    rounded to ``round_to`` (7 and 5 are the rule of NHS England). ``min_role_holders``:
    a role that fewer people hold is shown under its broader name. ``model``: whether
    the model in words (`model.md`) is published. ``review``: whether a second person
    approves every page and download first (see `hiteval.report.publishing.reviews`).
    """

    quotes: bool = False
    small_count: Annotated[int, Field(ge=0, le=100)] = 7
    round_to: Annotated[int, Field(ge=1, le=10)] = 5
    min_role_holders: Annotated[int, Field(ge=2, le=100)] = 3
    model: bool = False
    review: bool = False


class Editions(Record):
    """The rules of each edition; the internal one shows everything."""

    public: PublicRules = PublicRules()


class PartnerKind(Record):
    """A kind of partner, by sectors and organisations, and how many are required."""

    name: Text
    at_least: Annotated[int, Field(ge=1)]
    sectors: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    organisations: Annotated[tuple[str, ...], Field(strict=False)] = ()


class Accreditation(Record):
    """The rules by which teams are accredited, as far as partners can show them.

    ``roles`` are the roles of partners that count, all if there are none. Sources dated
    after ``as_of`` do not count.
    """

    source: Text
    partners: Annotated[int, Field(ge=1)]
    kinds: Annotated[tuple[PartnerKind, ...], Field(strict=False)] = ()
    roles: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    as_of: Annotated[date, Field(strict=False), _ISO] | None = None

    @model_validator(mode="after")
    def _kinds_have_names_of_their_own(self) -> Self:
        names = [kind.name.casefold() for kind in self.kinds]
        if len(set(names)) < len(names) or not set(names).isdisjoint(TAKEN):
            raise ValueError("a name of its own for each kind of partner")
        return self


class Settings(Record):
    """The contents of `study.yml`.

    ``about`` tells readers what a team is, for those who have never heard of one.
    ``answer`` is the answer to the question, in a few sentences. ``publisher``,
    ``place`` and ``published`` say who published the report, where and on which day;
    ``cite`` is how to cite it; ``contact`` is where corrections and responses go;
    ``address`` is that of the folder in which the public edition is published.
    ``coders`` and ``authors`` tell who coded and who wrote, by their ids: what each
    did, and whether that is a person or a model.
    ``confidential`` names the strands whose sources are people who spoke in confidence.
    ``waves`` are the rounds of a repeated study, by their ids and in their order; a
    study that was made once has none.
    ``language`` is that of the study's own text, by its tag. ``languages`` are those in
    which a report is made, each from a catalogue of `hiteval.catalogue`; without them
    it has the dates and numbers of ``language``.
    ``simulated`` marks a study that was made by `hiteval simulate`.
    ``edition`` and ``shown_in`` are absent in a study; a bundle has the edition and the
    language that it was made for.
    """

    id: Id
    title: Text
    question: Text
    answer: str = ""
    about: str = ""
    continues: str = ""
    period: Period
    waves: dict[Id, Wave] = Field(default_factory=dict)
    strands: Annotated[dict[Id, Text], Field(min_length=1)]
    confidential: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    coders: dict[Id, Coder]
    authors: dict[Id, Author] = Field(default_factory=dict)
    limits: Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
    licence: Text
    publisher: str = ""
    place: str = ""
    published: Annotated[date, Field(strict=False), _ISO] | None = None
    contact: Annotated[str, AfterValidator(_contact)] | None = None
    cite: str = ""
    address: Annotated[str, AfterValidator(_address)] | None = None
    accreditation: Accreditation | None = None
    labels: Labels = Labels()
    language: Annotated[str, AfterValidator(known)] = ENGLISH
    languages: Annotated[tuple[Spoken, ...], Field(strict=False)] = ()
    shown_in: Annotated[str, AfterValidator(known)] | None = None
    editions: Editions = Editions()
    csv: CsvForm = CsvForm()
    simulated: bool = False
    edition: Edition | None = None

    @property
    def page_language(self) -> str:
        """The language of the pages that are made from a bundle, by its tag."""
        return self.shown_in or (*self.languages, self.language)[0]

    @property
    def spoken(self) -> tuple[str, str]:
        """The languages of the pages and of the study's text, for `catalogue.speak`."""
        return self.page_language, self.language

    @property
    def written_by(self) -> str:
        """Who wrote what the study says beside its tables: people, models, or both."""
        kinds = {who.kind for who in self.authors.values()}
        both = _("people and models") if "person" in kinds else _("models")
        return both if "model" in kinds else _("people")

    @property
    def who_read(self) -> str:
        """Whether people or models read and coded the evidence, in a sentence."""
        if not self.models:
            return _("People read and coded the evidence.")
        if len(self.models) == len(self.coders):
            return _("No person has coded the evidence: models did.")
        return _(
            "People coded some of the evidence, models the rest. Ratings say which."
        )

    @property
    def models(self) -> frozenset[str]:
        """The coders that are models."""
        return frozenset(c for c, who in self.coders.items() if who.kind == "model")

    @property
    def untold_coders(self) -> frozenset[str]:
        """What stands for coders who are not told; only a public edition has any."""
        return frozenset(c for c, who in self.coders.items() if who.saw == "untold")

    @model_validator(mode="after")
    def _waves_in_order(self) -> Self:
        starts = [wave.start for wave in self.waves.values()]
        if any(later <= earlier for earlier, later in pairwise(starts)):
            raise ValueError("waves in order, each beginning after the one before it")
        names = [wave.name.casefold() for wave in self.waves.values()]
        if len(set(names)) < len(names):
            raise ValueError("a name of its own for each wave")
        return self

    @model_validator(mode="after")
    def _confidential_is_known_and_protected(self) -> Self:
        if unknown := sorted(set(self.confidential) - set(self.strands)):
            raise ValueError(
                f"confidential strands among the strands, not {unknown[0]}"
            )
        if self.confidential and self.editions.public.small_count < MIN_SMALL_COUNT:
            raise ValueError(
                f"a small_count of at least {MIN_SMALL_COUNT} where strands are "
                "confidential"
            )
        return self

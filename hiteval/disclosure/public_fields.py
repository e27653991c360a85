"""What may pass of `study.yml`, `framework.yml` and `model.md`, field by field.

A field that is not named here does not pass. ``*`` stands for an id or a place in a
list.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from hiteval.disclosure.public_columns import PLAIN, Passing
from hiteval.study.record import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)

REPORT = Passing("always", "written for readers of the report")
CREDITS = Passing("always", "who coded and wrote, as the study tells readers")
MEASURE = Passing("always", "what the teams are measured by")
MODEL = Passing("when cleared", "`model: true` in the rules of the public edition")


def _each(passing: Passing, *fields: str) -> dict[str, Passing]:
    return dict.fromkeys(fields, passing)


PUBLIC_FIELDS: dict[str, dict[str, Passing]] = {
    "study.yml": {
        **_each(REPORT, "title", "question", "answer", "about", "continues", "limits"),
        **_each(REPORT, "licence", "publisher", "place", "contact", "cite", "address"),
        **_each(REPORT, "waves.*.name", "strands.*", "labels.team", "labels.teams"),
        **_each(REPORT, "accreditation.source", "accreditation.kinds.*.name"),
        **_each(CREDITS, "coders.*.did", "coders.*.name"),
        **_each(CREDITS, "authors.*.did", "authors.*.name"),
        **_each(PLAIN, "id", "period.from", "period.to", "published", "language"),
        **_each(PLAIN, "languages", "shown_in"),
        **_each(PLAIN, "waves.*.from", "waves.*.to", "confidential", "simulated"),
        **_each(PLAIN, "coders.*.kind", "coders.*.saw", "authors.*.kind", "edition"),
        **_each(PLAIN, "accreditation.partners", "accreditation.roles"),
        **_each(PLAIN, "accreditation.as_of", "accreditation.kinds.*.at_least"),
        **_each(PLAIN, "accreditation.kinds.*.sectors"),
        **_each(PLAIN, "accreditation.kinds.*.organisations"),
        **_each(PLAIN, "editions.public.quotes", "editions.public.small_count"),
        **_each(PLAIN, "editions.public.round_to", "editions.public.min_role_holders"),
        **_each(PLAIN, "editions.public.model", "editions.public.review"),
        **_each(PLAIN, "csv.encoding", "csv.separator"),
    },
    "framework.yml": {
        **_each(MEASURE, "title", "source", "criteria_note"),
        **_each(MEASURE, "areas.*.name", "areas.*.definition"),
        **_each(MEASURE, "areas.*.criteria.*.name", "areas.*.criteria.*.definition"),
        **_each(MEASURE, "rating_scale.source", "rating_scale.levels.*.name"),
        **_each(MEASURE, "rating_scale.levels.*.meaning"),
        **_each(PLAIN, "id", "areas.*.id", "areas.*.kind", "areas.*.criteria.*.id"),
        **_each(PLAIN, "areas.*.criteria.*.since", "areas.*.criteria.*.reworded"),
        **_each(PLAIN, "rating_scale.levels.*.value", "rating_scale.neutral"),
        **_each(PLAIN, "rating_scale.proposal_rule.explicit_sources"),
        **_each(PLAIN, "rating_scale.proposal_rule.net_ratio"),
        **_each(PLAIN, "rating_scale.proposal_rule.explicit_share"),
        **_each(PLAIN, "rating_scale.proposal_rule.contrary_share"),
        **_each(PLAIN, "rating_scale.proposal_rule.mixed_weight"),
    },
    "model.md": {"the whole text": MODEL},
}


def only_public_fields(record: AnyRecord, file: str) -> AnyRecord:
    """Return what may pass of the record of a file; all else is as if left out.

    Raises
    ------
    ValidationError
        If a field is required that may not pass.
    """
    kept = _named(record, set(PUBLIC_FIELDS[file]), "")
    return type(record).model_validate(kept)


def _named(value: Any, fields: set[str], place: str) -> Any:
    """Write a value without the fields that are not named."""
    if isinstance(value, Record):
        declared = type(value).model_fields
        parts = {declared[name].alias or name: part for name, part in value}
        given = {declared[name].alias or name for name in value.model_fields_set}
        return {
            name: _named(part, fields, f"{place}{name}.")
            for name, part in parts.items()
            if name in given and _holds(fields, f"{place}{name}")
        }
    if isinstance(value, Mapping):
        return {key: _named(part, fields, f"{place}*.") for key, part in value.items()}
    if isinstance(value, tuple) and any(isinstance(part, Record) for part in value):
        return tuple(_named(part, fields, f"{place}*.") for part in value)
    return value


def _holds(fields: set[str], place: str) -> bool:
    return any(f"{field}.".startswith(f"{place}.") for field in fields)

"""The tables that people write of the evidence, beside coding and rating it."""

from hiteval.study.choices import (
    CLEARANCES,
    COMPONENTS,
    CONCERNS,
    CONFIDENCE,
    SIGNS,
    STAGES,
    STATES,
)
from hiteval.study.columns import (
    COUNT,
    DATED,
    DAY,
    ORDINAL,
    SLUG,
    WHOLE,
    Column,
    Table,
    filled,
    maybe,
    one_of,
    several,
    table,
    text,
)

# In a bundle only: how many further segments a row rests on that the bundle lacks.
NOT_SHOWN = {
    "segment_ids": "segments_not_shown",
    "contrary_segment_ids": "contrary_segments_not_shown",
}
RESTING = ("findings", "theory")  # on segments, for and against


def _judged(name: str, levels: list[str]) -> dict[str, Column]:
    return {name: maybe(one_of(levels)), f"{name}_reason": maybe()}


_CLEARANCE = {"clearance": maybe(one_of(CLEARANCES))}
_RESTS_ON = {column: several(to="segments") for column in NOT_SHOWN}
_NOT_SHOWN = {column: maybe(COUNT) for column in NOT_SHOWN.values()}
_COMPONENTS = {
    column: spec
    for name in COMPONENTS
    for column, spec in _judged(name, CONCERNS).items()
}

WRITTEN: dict[str, Table] = {
    "summaries": table(
        ["team_id", "criterion_id"],
        team_id=filled(to="teams"),
        criterion_id=filled(to="criteria"),
        summary=text(required=True),
        segment_ids=maybe(),
        author=maybe(SLUG),
        **_CLEARANCE,
        wave=maybe(to="waves"),
    ),
    # What was found, in a sentence: with segments for and against, and how sure.
    "findings": table(
        ["finding_id"],
        finding_id=filled(SLUG),
        order=maybe(ORDINAL),
        statement=text(required=True),
        criterion_ids=several(to="criteria", required=True),
        team_ids=several(to="teams"),  # blank: every team proper
        **_RESTS_ON,
        **_COMPONENTS,
        **_judged("confidence", CONFIDENCE),
        so_what=maybe(),
        author=maybe(SLUG),
        **_CLEARANCE,
        wave=maybe(to="waves"),
        **_NOT_SHOWN,
    ),
    # What leads to what, between criteria or areas, and why.
    "theory": table(
        ["link_id"],
        link_id=filled(SLUG),
        order=maybe(ORDINAL),
        from_id=filled(to="parts"),
        to_id=filled(to="parts"),
        statement=text(required=True),
        mechanism=maybe(),
        context=maybe(),
        sign=filled(one_of(SIGNS)),
        **_RESTS_ON,
        then=maybe(),
        author=maybe(SLUG),
        **_CLEARANCE,
        **_NOT_SHOWN,
    ),
    "responses": table(
        ["response_id"],
        response_id=filled(SLUG),
        team_id=filled(to="teams"),
        criterion_id=maybe(to="criteria"),  # blank: to the team's page
        responded_on=filled(DAY),
        role=text(required=True),
        response=text(required=True),
        answer=maybe(),
        what_changed=maybe(),
        **_CLEARANCE,
    ),
    "actions": table(
        ["action_id"],
        action_id=filled(SLUG),
        team_id=maybe(to="teams"),  # blank: for the partnership to do
        criterion_id=maybe(to="criteria"),
        action=text(required=True),
        owner_role=text(required=True),
        review_on=filled(DAY),
        status=filled(one_of(STATES)),
        **_CLEARANCE,
    ),
    "involvement": table(
        ["stage", "group", "date"],
        stage=filled(one_of(STAGES)),
        group=text(required=True),
        **DATED,
        people=maybe(WHOLE),
        aim=maybe(),
        what_they_did=text(required=True),
        what_changed=maybe(),
        reflection=maybe(),
        **_CLEARANCE,
    ),
    "interpretations": table(
        ["team_id"],
        team_id=filled(to="teams"),
        text=text(required=True),
        **_CLEARANCE,
    ),
}

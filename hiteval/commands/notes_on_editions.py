"""Say to evaluators what earlier releases and the next one would tell of people."""

from collections.abc import Iterator, Sequence

import pandas as pd

from hiteval.disclosure.between_editions import Parting, hold_back, reworded
from hiteval.disclosure.clearance import decisions
from hiteval.disclosure.earlier_releases import PastRelease, told_by
from hiteval.disclosure.people_counts import count_people, shown_people
from hiteval.disclosure.small_counts import Rule, given_away
from hiteval.disclosure.told_apart import Apart, told_apart
from hiteval.display.kit.words import cut, listed
from hiteval.language import Language
from hiteval.study.study import Study

SAY = Language()
WHY = {
    "strand": "they are all that may be shown of it",
    "quoted": "they alone are quoted, or not",
    "coders": "they alone have as many coders",
}
REMEDY = {
    "strand": "Ask others for their consent, or set its clearance to internal.",
    "quoted": "Ask others to be quoted too, or quote nobody.",
    "coders": "Have others' passages coded by as many.",
}


def notes_on_editions(study: Study, past: Sequence[PastRelease]) -> Iterator[str]:
    """Say which change would single out whom, and what is held back for it.

    For the evaluators alone: it names people by their ids.
    """
    if not past or study.settings.edition:
        return
    decided, partings = hold_back(study, decisions(study), past)
    if deleted := _deleted(study, past):
        yield (
            f"the study lacks {SAY.count(len(deleted), 'passage')} of earlier releases "
            f"({few(deleted)}). Keep the rows of whoever withdrew, with the consent "
            "none: a deleted row may be told from one that is not shown."
        )
    for parting in partings:
        yield _gone(parting) if parting.gone else _new(parting)
    if partings:
        yield (
            "if no reader has seen one of the earlier releases, delete its entry in "
            "private/releases.json, and it holds nothing back."
        )
    if changed := reworded(study, decided, past):
        yield (
            "passages said in confidence that read, or are coded, otherwise than in "
            f"the last release ({len(changed)}): {few(changed)}. Too few people said "
            "them: whoever compares the two may put them together. Reword or recode "
            "passages of others too."
        )
    yield from _on_numbers(study, past)


def notes_on_speakers(study: Study, past: Sequence[PastRelease]) -> Iterator[str]:
    """Say whose words a reader of the next release alone could tell from all others.

    For the evaluators alone: it names people by their ids.
    """
    if not study.settings.edition:
        decided, _ = hold_back(study, decisions(study), past)
        yield from map(_apart, told_apart(study, decided))


def _apart(found: Apart) -> str:
    said = f"{few(found.people)} said {SAY.count(len(found.passages), 'passage')}"
    return (
        f"{said} of {found.strand} that a reader can tell apart: {WHY[found.by]}. They "
        "are too few people, or one said most of it, so that whoever knows whom you "
        f"asked may know whose words they are. {REMEDY[found.by]}"
    )


def _deleted(study: Study, past: Sequence[PastRelease]) -> list[str]:
    shown = {name for release in past for name in release.passages or {}}
    return sorted(shown - {*study.segments["segment_id"]})


def few(names: Sequence[str]) -> str:
    """List the first of some ids."""
    return listed(cut(list(names), 5, SAY))


def _gone(parting: Parting) -> str:
    return (
        f"an earlier release showed {_many(parting.gone, parting)} that may not be "
        f"shown any more. Both together would tell what {few(parting.people)} said. "
        f"So {_many(parting.held, parting)} of others are held back too. To choose "
        "others, set their clearance to internal."
    )


def _new(parting: Parting) -> str:
    return (
        f"{_many(parting.held, parting)} would be new beside earlier releases, and "
        f"tell what {few(parting.people)} said: they are too few people, or one said "
        "most of it. They are held back until others come with them. Clear some of "
        "others too."
    )


def _many(names: Sequence[str], parting: Parting) -> str:
    return f"{SAY.count(len(names), parting.what[:-1])} ({few(names)})"


def _on_numbers(study: Study, past: Sequence[PastRelease]) -> Iterator[str]:
    rules, told = study.settings.editions.public, told_by(past)
    lost = given_away(Rule(rules.small_count, rules.round_to), told)
    if cells := sorted({small.cell for small in lost}):
        yield (
            "earlier releases together give away a small number of people "
            f"({few(cells)}). No later one can hide it: take one of them down."
        )
    counted = count_people(study)
    alone, beside = (_shown(shown_people(counted, rules, r)) for r in ([], told))
    if more := sorted(alone - beside):
        yield (
            f"numbers of people are not shown for {few(more)}: beside earlier releases "
            "they would give away a small number, or a small change."
        )


def _shown(people: pd.DataFrame) -> set[str]:
    shown = people.dropna(subset="people")
    return {*(shown["group"] + " " + shown["name"])}

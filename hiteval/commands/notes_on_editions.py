"""Say to evaluators what earlier releases and the next one would tell of people."""

from collections.abc import Iterator, Sequence

import pandas as pd

from hiteval.disclosure.between_editions import Parting, hold_back, reworded
from hiteval.disclosure.clearance import decisions
from hiteval.disclosure.earlier_releases import PastRelease, told_by
from hiteval.disclosure.people_counts import count_people, shown_people
from hiteval.disclosure.small_counts import Rule, given_away
from hiteval.display.kit.words import cut, listed
from hiteval.language import Language
from hiteval.study.study import Study

SAY = Language()


def notes_on_editions(study: Study, past: Sequence[PastRelease]) -> Iterator[str]:
    """Say which change would single out whom, and what is held back for it.

    For the evaluators alone: it names people by their ids.
    """
    if not past or study.settings.edition:
        return
    decided = decisions(study)
    decided, partings = hold_back(study, decided, past)
    for parting in partings:
        yield _gone(parting) if parting.gone else _new(parting)
    if partings:
        yield (
            "if no reader has seen one of the earlier releases, delete its entry in "
            "private/releases.json, and it holds nothing back."
        )
    if changed := reworded(study, decided, past):
        yield (
            f"{len(changed)} passages said in confidence read otherwise than in the "
            f"last release ({few(changed)}), and too few people said them: whoever "
            "compares the two may put them together. Reword passages of others too."
        )
    yield from _on_numbers(study, past)


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

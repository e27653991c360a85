"""What sources show of the truth, and what coders read in them, as arrays."""

from dataclasses import dataclass

import numpy as np

from hiteval.simulation.truth import (
    Design,
    ErrorModel,
    Flags,
    Integers,
    Truth,
    strayed,
)

ANOTHER_TEAM = 0.04  # of sources speak of a second team
SPREAD = 0.8  # of the logarithm of how much is written about a team
SALIENCE = (0.08, 0.4)  # how likely a document about a team speaks of a criterion
RICHER = 2  # times as likely for an interview
AGAIN = 0.35  # further passages about the same criterion, on average
JOINED = 0.5  # of every other passage, to the one before, as one segment


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sources, their segments, and passages: what a segment says of one criterion.

    Attributes
    ----------
    source, team : array, shape (pairs,)
        Which source speaks about which team, in order of source.
    pair : array, shape (segments,)
        Whose each segment is, in order.
    segment, criterion, level : array, shape (passages,)
        In order of segment; ``level`` is the one that the source shows.
    given : array of bool, shape (coders, passages)
        Whether the coder saw the criterion there.
    rating : array, shape (coders, passages)
        What the coder read, or would have read.
    """

    source: Integers
    team: Integers
    pair: Integers
    segment: Integers
    criterion: Integers
    level: Integers
    given: Flags
    rating: Integers

    @property
    def first_passage(self) -> Integers:
        """The number of each segment's first passage."""
        return first_of_run(self.segment)

    @property
    def number_in_source(self) -> Integers:
        """How many segments of the same source come before each."""
        return number_in_run(self.source[self.pair])


def draw_evidence(design: Design, truth: Truth, model: ErrorModel) -> Evidence:
    """Draw sources, passages and codings, in this order."""
    source, team = _about(design)
    mention_pair, mention_criterion = _mentions(design, truth, source, team)
    random = design.random("levels")
    true = truth.levels[team[mention_pair], mention_criterion]
    shown = strayed(true, model.shown, random)
    mention, segment = _passages(design, mention_pair, mention_criterion)
    level = shown[mention]
    readers = np.broadcast_to(level, (design.coders, len(level)))
    given = random.random(readers.shape) >= model.missed
    given[0, 0] = True  # a study has at least one coding
    return Evidence(
        source,
        team,
        mention_pair[mention][first_of_run(segment)],
        segment,
        mention_criterion[mention],
        level,
        given,
        strayed(readers, model.read, random),
    )


def first_of_run(keys: Integers) -> Integers:
    """Find where each run of equal keys begins."""
    return np.flatnonzero(np.diff(keys, prepend=-1))


def number_in_run(keys: Integers) -> Integers:
    """Count from 0 within each run of equal keys."""
    first = first_of_run(keys)
    lengths = np.diff(first, append=len(keys))
    return np.arange(len(keys)) - np.repeat(first, lengths)


def _about(design: Design) -> tuple[Integers, Integers]:
    """Draw which source speaks about which team: much of some teams, little of others.

    With four teams or more, no source speaks of the last.
    """
    random = design.random("about")
    much = random.lognormal(0, SPREAD, design.teams + 1)
    if design.teams >= 4:
        much[design.teams - 1] = 0
    shares = much / much.sum()
    main, other = random.choice(design.teams + 1, (2, design.sources), p=shares)
    second = np.flatnonzero(random.random(design.sources) < ANOTHER_TEAM)
    second = second[main[second] != other[second]]
    source = np.concatenate([np.arange(design.sources), second])
    order = np.argsort(source, kind="stable")
    return source[order], np.concatenate([main, other[second]])[order]


def _mentions(
    design: Design, truth: Truth, source: Integers, team: Integers
) -> tuple[Integers, Integers]:
    """Draw of which criteria each source speaks about each team: at least of one."""
    random = design.random("mentions")
    criteria = truth.levels.shape[1]
    salience = random.uniform(*SALIENCE, size=criteria)
    richness = np.where(source < design.documents, 1, RICHER)
    # The smaller, the sooner spoken of.
    chance = random.random((len(source), criteria)) / richness[:, None]
    chance[~truth.present[team]] = np.inf
    likely = chance / salience
    spoken = (likely < 1) | (likely == likely.min(axis=1, keepdims=True))
    pair, criterion = np.nonzero(spoken)
    return pair, criterion


def _passages(
    design: Design, pair: Integers, criterion: Integers
) -> tuple[Integers, Integers]:
    """Repeat and shuffle each pair's mentions, and put some two into one segment."""
    random = design.random("passages")
    mention = np.repeat(np.arange(len(pair)), 1 + random.poisson(AGAIN, len(pair)))
    mention = mention[np.lexsort([random.random(len(mention)), pair[mention]])]
    of, about = pair[mention], criterion[mention]
    odd = number_in_run(of) % 2 == 1
    other = np.diff(about, prepend=-1) != 0
    joined = odd & other & (random.random(len(mention)) < JOINED)
    return mention, np.cumsum(~joined) - 1

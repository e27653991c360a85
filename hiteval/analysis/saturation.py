"""How many sources it takes until further ones say little that is new.

The procedure is that of Guest, Namey and Chen [1]_. Sources are taken in some order.
The *base* is the number of distinct pieces of information in the first ``base_size``
sources. A *run* is ``run_length`` sources after them; runs overlap, each beginning one
source later. What a run adds that no source before it held, divided by the base (always
the base, never all that is known by then), is its share of new information. The
threshold is reached at the first run whose share is at most ``threshold``: 2 of 37 is
5.4 per cent and does not reach 5. The point is the number of sources *before* that run,
and the run confirms it: the paper writes 6 and a superscript +2.

Sources that were found, not interviewed one after another, have no order of their own,
and order changes the answer; so many random orders are tried.

The paper counts codes of an open codebook. Here the information is criteria of a fixed
framework, which cannot exceed those there are: reaching the threshold says that more
sources would touch few *further criteria*, not that they would say nothing new about
them. And with a base below 20, a threshold of 5 per cent can only be met by a run that
adds nothing.

References
----------
.. [1] Guest G, Namey E, Chen M. A simple method to assess and report thematic
   saturation in qualitative research. *PLoS ONE* 15(5) (2020), e0232076.
   doi 10.1371/journal.pone.0232076
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.catalogue import _

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Procedure:
    """The paper's three choices, and how many orders are tried.

    ``threshold`` is a share of the base, 0 to 1.
    """

    base_size: int = 4
    run_length: int = 2
    threshold: float = 0.05
    orders: int = 1000


def new_information_shares(new: Ints, procedure: Procedure) -> npt.NDArray[np.float64]:
    """Say what share of the base each run adds.

    Parameters
    ----------
    new : array of int, shape (..., sources)
        How much each source adds to those before it.
    procedure : Procedure
        Its base size and run length.

    Returns
    -------
    array of float, shape (..., runs)
        One share per run, the first run right after the base; no runs where there are
        fewer sources than base size and run length together. ``nan`` where the base is
        empty.

    Examples
    --------
    A base of 37 in four sources, then 5, 2, 0, 1 and 1 new:

    >>> new = np.array([18, 9, 6, 4, 5, 2, 0, 1, 1])
    >>> new_information_shares(new, Procedure()).round(3).tolist()
    [0.189, 0.054, 0.027, 0.054]
    """
    size, length = procedure.base_size, procedure.run_length
    known = np.cumsum(new, axis=-1)
    if known.shape[-1] < size + length:
        return np.empty((*known.shape[:-1], 0))
    base = known[..., size - 1 : size].astype(np.float64)
    before = known[..., size - 1 : -length]
    added = known[..., size - 1 + length :] - before
    shares = np.full(added.shape, np.nan)
    np.divide(added, base, out=shares, where=base > 0)
    return shares


def saturation_point(new: Ints, procedure: Procedure) -> npt.NDArray[np.float64]:
    """Find how many sources come before the first run that adds little enough.

    Parameters
    ----------
    new : array of int, shape (..., sources)
        As in `new_information_shares`.
    procedure : Procedure
        Its threshold is compared with ``<=``.

    Returns
    -------
    array of float, shape (...)
        At least the base size; ``nan`` where no run reaches the threshold.

    Examples
    --------
    >>> float(saturation_point(np.array([18, 9, 6, 4, 5, 2, 0, 1, 1]), Procedure()))
    6.0
    """
    reached = new_information_shares(new, procedure) <= procedure.threshold
    if not reached.shape[-1]:
        return np.full(reached.shape[:-1], np.nan)
    point = procedure.base_size + reached.argmax(axis=-1)
    return np.where(reached.any(axis=-1), point, np.nan)


def saturation(
    by_source: pd.DataFrame,
    procedure: Procedure,
    seed: int,
    information: Sequence[str] = ("criterion_id",),
    each: str | None = None,
) -> pd.DataFrame:
    """Try many orders of the sources, and say where the threshold is reached.

    Parameters
    ----------
    by_source : DataFrame
        From `hiteval.analysis.evidence.source_evidence`. A source without coded
        evidence is not in it, and so is not counted.
    procedure : Procedure
        See the module.
    seed : int
        The same seed gives the same orders for the same number of sources.
    information : sequence of str
        The columns that make a piece of information: ``criterion_id``, or ``team_id``
        and ``criterion_id`` for what sources say of each team.
    each : str, optional
        A column to analyse each value of by itself, such as ``team_id``; without it all
        sources are taken together.

    Returns
    -------
    DataFrame
        One row, or one for each value of ``each`` that has evidence, which is then the
        first column: ``sources``, ``information`` (how many distinct pieces there are);
        ``reached`` (share of orders that reach the threshold, 0 to 1);
        ``lower_quartile``, ``median``, ``upper_quartile`` (sources before the run that
        reaches it, over the orders that do); ``reason`` (why something is missing, else
        missing). Share and quartiles are missing with too few sources for a base and a
        run; the quartiles also where no order reaches the threshold.
    """
    held, names = _held(by_source, information, each)
    table = pd.DataFrame(
        {
            "sources": held.groupby("group")["source"].nunique(),
            "information": held.groupby("group")["piece"].nunique(),
        }
    ).reindex(range(len(names)), fill_value=0)
    results = np.full((len(names), 4), np.nan)
    needed = procedure.base_size + procedure.run_length
    sizes = table["sources"].to_numpy()
    for size in np.unique(sizes[sizes >= needed]):
        members = np.flatnonzero(sizes == size)
        rows = held[held["group"].isin(members)]
        ranks = _orders(int(size), procedure, seed)
        new = _new_by_order(ranks, rows, len(members))
        results[members] = _summary(saturation_point(new, procedure))
    columns = ["reached", "lower_quartile", "median", "upper_quartile"]
    table[columns] = pd.DataFrame(results).astype("Float64")
    table["reason"] = _reason(table, needed)
    table.index = names
    return table.rename_axis(each).reset_index(drop=each is None)


def _held(
    by_source: pd.DataFrame, information: Sequence[str], each: str | None
) -> tuple[pd.DataFrame, pd.Index]:
    """Give numbers to groups, to the sources of each, and to what they hold."""
    columns = dict.fromkeys([*([each] if each else []), "source_id", *information])
    pairs = by_source[list(columns)].drop_duplicates()
    group = pd.Series(0, index=pairs.index)
    names = pd.Index(["all"])
    if each:
        codes, names = pd.factorize(pairs[each], sort=True)
        group = pd.Series(codes, index=pairs.index)
    numbered = pd.DataFrame(
        {
            "group": group,
            "source": pairs.groupby([group, "source_id"]).ngroup(),
            "piece": pairs.groupby([group, *information]).ngroup(),
        }
    ).astype(np.int64)
    first = numbered.groupby("group")["source"].transform("min")
    numbered["source"] -= first
    return numbered.sort_values(["piece", "source"], ignore_index=True), names


def _orders(size: int, procedure: Procedure, seed: int) -> Ints:
    """Draw the place of each source in each order: (orders, size)."""
    places = np.broadcast_to(np.arange(size), (procedure.orders, size))
    return np.random.default_rng([seed, size]).permuted(places, axis=1)


def _new_by_order(ranks: Ints, held: pd.DataFrame, groups: int) -> Ints:
    """Count what each source adds in each order: (groups, orders, sources).

    ``held`` is in order of its pieces, so that each is a slice of its rows.
    """
    orders, sources = ranks.shape
    piece = held["piece"].to_numpy()
    starts = np.flatnonzero(np.diff(piece, prepend=-1))
    first = np.minimum.reduceat(ranks[:, held["source"].to_numpy()], starts, axis=1)
    group = pd.factorize(held["group"].to_numpy()[starts], sort=True)[0]
    at = (group * orders + np.arange(orders)[:, None]) * sources + first
    counts = np.bincount(at.ravel(), minlength=groups * orders * sources)
    return counts.reshape(groups, orders, sources)


def _summary(point: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Summarise points (groups, orders) by the share reached and three quartiles."""
    reached = (~np.isnan(point)).mean(axis=1)
    summary = np.full((len(point), 4), np.nan)
    summary[:, 0] = reached
    some = reached > 0
    if some.any():
        summary[some, 1:] = np.nanquantile(point[some], [0.25, 0.5, 0.75], axis=1).T
    return summary


def _reason(table: pd.DataFrame, needed: int) -> pd.Series:
    """Say why a share or the quartiles are missing."""
    said = _("needs {needed} sources, has {number}")
    few = table["sources"].map(lambda n: said.format(needed=needed, number=n))
    never = table["reached"].eq(0).fillna(False)
    reason = few.where(table["reached"].isna()).astype("str")
    return reason.mask(never, _("no order reaches the threshold"))

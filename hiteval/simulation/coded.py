"""Evidence put into tables: sources, segments, codings, summaries and approvals."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from hiteval.simulation import other_tables, texts
from hiteval.simulation.coders import Evidence
from hiteval.simulation.truth import Design, Flags, numbered

_TYPES = ["team_page", "annual_review", "news", "minutes"]
_CLEARANCE, _CLEARED = ["public", "internal", ""], (0.9, 0.05, 0.05)
_CYCLE = ["public", "public", "internal", None]  # of segments of interviews
_QUOTED = 0.15  # of segments of documents; of interviews, four in five
_NOTED = 0.2  # of codings
_SUMMED, _RESTS_ON = 0.3, 3  # of cells with evidence, and on how many segments each


def sources(
    design: Design, evidence: Evidence, interviews: pd.DataFrame
) -> pd.DataFrame:
    """List documents, every fifth a first-person account, then interviews."""
    random = design.random("sources")
    count = design.documents
    main = evidence.team[np.unique(evidence.source, return_index=True)[1]][:count]
    ids = numbered("doc-", count)
    documents = pd.DataFrame(
        {
            "source_id": ids,
            "strand": np.where(np.arange(count) % 5 == 4, "account", "document"),
            "type": texts.picked(_TYPES, count, random),
            "title": texts.filled(
                "Paper {0} of {1}",
                range(1, count + 1),
                np.array(design.team_ids, dtype=object)[main],
            ),
            "publisher": "The simulated partnership",
            **other_tables.dates(count, random),
            "url": [f"https://example.org/{name}" for name in ids],
        }
    )
    held = interviews.assign(
        source_id=numbered("interview-", design.interviews),
        strand="interview",
        title=[f"Interview {n}" for n in range(1, design.interviews + 1)],
        **other_tables.dates(design.interviews, random, ["day"] * design.interviews),
    )
    return pd.concat([documents, held], ignore_index=True)


def segments(design: Design, evidence: Evidence, source_ids: pd.Series) -> pd.DataFrame:
    """Put segments into words; the first passage of each sets the tone."""
    random = design.random("segments")
    source = evidence.source[evidence.pair]
    team = evidence.team[evidence.pair]
    level = evidence.level[evidence.first_passage]
    number = evidence.number_in_source + 1
    spoken = source >= design.documents
    of = source_ids.to_numpy(dtype=object)[source]
    quoted = _quoted(spoken, random)
    quote = np.full(len(source), None, dtype=object)
    quote[quoted] = texts.quotes(level[quoted], random)
    return pd.DataFrame(
        {
            "segment_id": texts.filled("{0}-s{1:03}", of, number),
            "source_id": of,
            "team_id": np.array(design.team_ids, dtype=object)[team],
            "summary": texts.summaries(level, random),
            "quote": quote,
            "locator": texts.filled(
                "{0} {1}", np.where(spoken, "minute", "page"), number
            ),
            "clearance": _clearance(spoken, random),
        }
    )


def _quoted(spoken: Flags, random: np.random.Generator) -> Flags:
    quoted = random.random(len(spoken)) < _QUOTED
    quoted[spoken] = np.arange(np.count_nonzero(spoken)) % 5 < 4
    return quoted


def _clearance(spoken: Flags, random: np.random.Generator) -> pd.Series:
    """Clear most segments of documents; of interviews, by turns, so that all occur."""
    clearance = random.choice(_CLEARANCE, len(spoken), p=_CLEARED).astype(object)
    clearance[clearance == ""] = None
    turn = np.arange(np.count_nonzero(spoken)) % len(_CYCLE)
    clearance[spoken] = np.array(_CYCLE, dtype=object)[turn]
    return pd.Series(clearance)


def codings(
    design: Design, evidence: Evidence, segment_ids: pd.Series, criteria: Sequence[str]
) -> pd.DataFrame:
    """Write down what each coder saw and read, and a note now and then."""
    random = design.random("notes")
    coder, passage = np.nonzero(evidence.given)
    noted = np.flatnonzero(random.random(len(coder)) < _NOTED)
    note = np.full(len(coder), None, dtype=object)
    note[noted] = texts.filled(
        "The wording about {0} was not quite clear", texts.words("note", len(noted))
    )
    segment, criterion = evidence.segment[passage], evidence.criterion[passage]
    return pd.DataFrame(
        {
            "segment_id": segment_ids.to_numpy(dtype=object)[segment],
            "coder_id": np.array(design.coder_ids, dtype=object)[coder],
            "criterion_id": np.array(criteria, dtype=object)[criterion],
            "rating": evidence.rating[coder, passage],
            "note": note,
        }
    )


def summaries(
    design: Design, evidence: Evidence, segment_ids: pd.Series, criteria: Sequence[str]
) -> pd.DataFrame:
    """Sum up some teams on some criteria, from the first segments that speak of them.

    They are cleared by turns, and every second names who wrote it.
    """
    random = design.random("summaries")
    summed = random.random((design.teams + 1, len(criteria))) < _SUMMED
    team = evidence.team[evidence.pair][evidence.segment]
    kept = np.flatnonzero(summed[team, evidence.criterion])
    rows = pd.DataFrame(
        {
            "team_id": np.array(design.team_ids, dtype=object)[team[kept]],
            "criterion_id": np.array(criteria, dtype=object)[evidence.criterion[kept]],
            "segment_ids": segment_ids.to_numpy(dtype=object)[evidence.segment[kept]],
        }
    )
    cell = ["team_id", "criterion_id"]
    first = rows[rows.groupby(cell).cumcount() < _RESTS_ON]
    made = first.groupby(cell)["segment_ids"].agg(";".join).reset_index()
    pattern = "On the whole {0} moved forward, but {0} needs another year to settle."
    turn = np.arange(len(made))
    return made.assign(
        summary=texts.filled(pattern, texts.words("cell", len(made))),
        author=pd.Series(design.coder_ids[0], made.index).where(turn % 2 == 1),
        clearance=np.array(_CYCLE, dtype=object)[turn % len(_CYCLE)],
    )


def approvals(cut: pd.DataFrame, cited: pd.DataFrame) -> pd.DataFrame:
    """Approve quotes of interviews in turn: as they are, as they were, not at all."""
    spoken = cited.loc[cited["strand"] == "interview", "source_id"]
    said = cut[cut["source_id"].isin(spoken) & cut["quote"].notna()]
    said = said.assign(turn=np.arange(len(said)) % 3)
    approved = said[said["turn"] < 2]
    text = approved["quote"].where(
        approved["turn"] == 0,
        "Before it was changed: " + approved["quote"].astype("str"),
    )
    hashes = [hashlib.sha256(words.encode()).hexdigest() for words in text]
    return pd.DataFrame(
        {
            "segment_id": approved["segment_id"],
            "text_sha256": hashes,
            "approved_on": "2015-05-28",
            "approved_by": "Simulated editor",
        }
    )

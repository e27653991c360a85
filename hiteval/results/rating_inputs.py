"""What each rating follows from, as text that two studies can be compared by.

What was said in confidence has other ids in each public edition, so it is compared by
its text. Raters are numbered anew in each public edition too, so their ratings are
compared as they come, by day.
"""

from collections.abc import Set

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.catalogue import N_
from hiteval.results.causes import ABOUT, ADJUDICATION, CONSENSUS, EVIDENCE, RATERS
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.study import Study

OF_SEGMENTS = (EVIDENCE, ABOUT, ADJUDICATION)  # named by a segment
IN_CONFIDENCE = N_("said in confidence")


def rating_inputs(study: Study, strands: Set[str]) -> pd.DataFrame:
    """List what single ratings follow from, but for the rule, which all of them share.

    Parameters
    ----------
    study : Study
        Without waves; `with_like_ids` if it is to be compared.
    strands : set of str
        Those that a public edition shows as one source.

    Returns
    -------
    DataFrame
        One row per coding, what it is about, adjudication, rating by a rater, and
        consensus: ``team_id, criterion_id``; ``part``, of
        `hiteval.results.causes.CAUSES`; ``input`` (ids, or `IN_CONFIDENCE`), ``key``
        (tells inputs in confidence apart, else empty) and ``value``, as text.
    """
    columns = [*CELL, "part", "input", "key", "value"]
    given = [_of_segments(study, strands), *_of_people(study)]
    return pd.concat([table[columns] for table in given])


def with_like_ids(study: Study, strands: Set[str]) -> Study:
    """Name what was said in confidence by its text: its own ids tell nothing."""
    segments = study.segments
    hidden = segments["source_id"].isin(hidden_sources(study, strands))
    told = segments[hidden].sort_values(["team_id", "summary", "segment_id"])
    again = told.groupby(["team_id", "summary"]).cumcount().astype("str")
    named = told["team_id"] + "\0" + told["summary"] + "\0" + again
    new_ids = dict(zip(told["segment_id"], named, strict=True))
    tables = {
        name: study.tables[name].assign(
            segment_id=study.tables[name]["segment_id"].replace(new_ids)
        )
        for name in ("segments", "codings", "adjudications")
    }
    return study.with_tables(tables)


def with_like_raters(study: Study) -> Study:
    """Give raters numbers by their ratings of that day: their own tell nothing."""
    order = study.ratings.sort_values([*CELL, "rated_on", "rating"], kind="stable")
    number = order.groupby([*CELL, "rated_on"]).cumcount() + 1
    rater_id = "rater-" + number.astype("str").str.zfill(2)
    return study.with_tables({"ratings": study.ratings.assign(rater_id=rater_id)})


def confidential(study: Study) -> set[str]:
    """Return the strands that a public edition shows as one source."""
    public = study.settings.edition == "public"
    return set(study.settings.confidential) if public else set()


def hidden_sources(study: Study, strands: Set[str]) -> set[str]:
    """Return the sources of these strands, also those that pool several people."""
    sources = study.sources
    mine = sources.loc[sources["strand"].isin(list(strands)), "source_id"]
    return {*strands, *mine}


def _of_segments(study: Study, strands: Set[str]) -> pd.DataFrame:
    told = pd.concat([*_of_codings(study), _of_adjudications(study)]).merge(
        study.segments[["segment_id", "source_id", "team_id"]], validate="m:1"
    )
    evidence = told["part"] == EVIDENCE
    hidden = told["source_id"].isin(hidden_sources(study, strands))
    return told.assign(
        key=told["input"].where(hidden, ""),
        input=told["input"].mask(hidden, IN_CONFIDENCE),
        value=told["value"].mask(evidence, told["value"] + " in " + told["source_id"]),
    )


def _of_codings(study: Study) -> list[pd.DataFrame]:
    codings = study.codings
    given = codings["rating"].astype("str")
    by_model = codings["coder_id"].isin(study.settings.models)
    given = given.mask(by_model, given + " by a model")
    about = codings["about"].fillna(ABOUT_TEAM)
    coded = codings.assign(input=codings["segment_id"] + " by " + codings["coder_id"])
    return [
        coded.assign(part=EVIDENCE, value=given),
        coded.assign(part=ABOUT, value=about),
    ]


def _of_adjudications(study: Study) -> pd.DataFrame:
    decided = study.adjudications
    value = decided["rating"].astype("str") + " about " + decided["about"]
    return decided.assign(
        part=ADJUDICATION,
        input=decided["segment_id"],
        value=value.fillna(N_("not this criterion")),
    )


def _of_people(study: Study) -> list[pd.DataFrame]:
    ratings, consensus = study.ratings, study.consensus
    who = ratings["rater_id"] + " on " + ratings["rated_on"]
    people = [
        ratings.assign(part=RATERS, input=who),
        consensus.assign(part=CONSENSUS, input=consensus["agreed_on"]),
    ]
    return [t.assign(key="", value=t["rating"].astype("str")) for t in people]

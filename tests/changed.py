"""A study with one part of it changed, for tests of what changed and why."""

from dataclasses import replace

import pandas as pd

from hiteval.study import schema


def with_rule(study, **parameters):
    scale = study.framework.rating_scale
    rule = scale.proposal_rule.model_copy(update=parameters)
    scale = scale.model_copy(update={"proposal_rule": rule})
    framework = study.framework.model_copy(update={"rating_scale": scale})
    return replace(study, framework=framework)


def adjudication(segment_id, criterion_id, rating, about="team"):
    row = {"segment_id": segment_id, "criterion_id": criterion_id, "rating": rating}
    row |= {"about": about, "decided_on": "2021-03-01", "reason": "Read again"}
    return schema.typed("adjudications", pd.DataFrame([row]))

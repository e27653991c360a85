"""Rating scales of every kind, for tests of what is worked out and shown on them."""

from hiteval.study.framework import Level, ProposalRule, RatingScale


def scale(*values, neutral=None, explicit=2, ratio=2, **shares):
    return RatingScale(
        source="test",
        levels=tuple(Level(value=v, name=f"n{v}", meaning="m") for v in values),
        neutral=neutral,
        proposal_rule=ProposalRule(
            explicit_sources=explicit, net_ratio=ratio, **shares
        ),
    )


SCALE = scale(-2, -1, 0, 1, 2)
MATURITY = scale(0, 1, 2, 3, 4, 5, ratio=1)  # one side
LIKERT = scale(1, 2, 3, 4, 5, neutral=3)
LONG = scale(-3, -2, -1, 0, 1, 2, 3)
UNEVEN = scale(0, 1, 3, 9, ratio=1)  # one side, levels that do not follow one another


def on(study, scale):
    """Put a study's framework on another scale, without kinds of areas."""
    areas = [a.model_copy(update={"kind": None}) for a in study.framework.areas]
    update = {"rating_scale": scale, "areas": tuple(areas)}
    framework = study.framework.model_copy(update=update)
    return type(study)(
        **{"settings": study.settings, "framework": framework, **study.tables}
    )

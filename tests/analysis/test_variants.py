import numpy as np
import pandas as pd
from scales import SCALE

from hiteval.analysis import variants
from hiteval.analysis.evidence import flags
from hiteval.analysis.variants import Draws

SIDES = list(flags(SCALE))
CELLS = pd.DataFrame({"team_id": ["t1"], "criterion_id": ["c1"], "cell": [0]})


def rows(*flags):
    """Make one row a source of t1, which speaks of c1; its flags as in SIDES."""
    table = pd.DataFrame(flags, columns=SIDES).astype(bool)
    names = [f"x{i}" for i in range(len(table))]
    return table.assign(team_id="t1", criterion_id="c1", source_id=names, cell=0)


def counts(missing=0, **levels):
    """Lay out counts as the functions do: minus two is m2, two is p2."""
    return [[missing, *(levels.get(name, 0) for name in ("m2", "m1", "z", "p1", "p2"))]]


def test_each_source_is_left_out_once():
    table = rows((1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 1, 0))
    totals = np.array([[3], *[[n] for n in table[SIDES].sum()]])
    made = variants.without_a_source(table, totals, SCALE)
    assert [SCALE.ratings[step] for step in made] == [0, 0, 2]


def test_the_grid_has_nine_rules():
    made = variants.parameters(np.array([[2], [2], [1], [0], [0]]), SCALE)
    assert made.tolist() == counts(p1=6, p2=3)


def test_a_part_without_the_criterion_is_missing():
    parts = rows((1, 0, 0, 0), (0, 0, 1, 0)).assign(part=["a", "b"])
    elsewhere = parts.head(1).assign(part="c", cell=1, criterion_id="c2")
    cells = pd.concat([CELLS, CELLS.assign(criterion_id="c2", cell=1)])
    made = variants.alone(pd.concat([parts, elsewhere]), cells, SCALE)
    assert made[:1].tolist() == counts(missing=1, m1=1, p1=1)


def test_one_part_alone_is_no_variant():
    made = variants.alone(rows((1, 0, 0, 0)).assign(part="a"), CELLS, SCALE)
    assert made.tolist() == counts()


def test_every_draw_has_as_many_sources_as_the_team():
    drawn = variants._weights(7, Draws(seed=1, number=50))
    assert drawn.shape == (50, 7)
    assert (drawn.sum(axis=1) == 7).all()


def test_every_draw_reaches_one_place():
    table = rows((1, 1, 0, 0), (1, 0, 0, 0), (0, 0, 1, 1))
    made = variants.resampled(table, CELLS, SCALE, Draws(seed=1, number=50))
    assert made.sum() == 50


def test_one_source_is_not_drawn_again():
    made = variants.resampled(rows((1, 0, 0, 0)), CELLS, SCALE, Draws(seed=1))
    assert made.tolist() == counts()

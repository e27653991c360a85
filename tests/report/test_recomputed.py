"""What an outsider gets from the files on the page of downloads, with pandas alone.

The rule is written here as the method page tells it; nothing is imported from hiteval.
"""

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from scipy import stats

pytestmark = pytest.mark.book

CELL = ["team_id", "criterion_id"]
SEGMENT = ["segment_id", "criterion_id"]


@pytest.fixture(scope="module")
def files(built):
    folder = built / "_build" / "html" / "downloads"
    return {path.stem: pd.read_csv(path) for path in folder.glob("*.csv")}


@pytest.fixture(scope="module")
def page(built):
    def parsed(path):
        text = built / "_build" / "html" / "book" / f"{path}.html"
        return BeautifulSoup(text.read_text(encoding="utf-8"), "html.parser")

    return parsed


def words(page):
    return " ".join(page.get_text(" ").split())


@pytest.fixture(scope="module")
def rated(files):
    """Settle segments: coders who say team, at least half; then what was settled."""
    coded = files["codings"].assign(team=files["codings"]["about"].eq("team"))
    share = coded.groupby(SEGMENT)["team"].mean()
    median = coded[coded["team"]].groupby(SEGMENT)["rating"].median()
    settled = median[share.reindex(median.index) >= 0.5].rename("rating").reset_index()
    decided = files["adjudications"].set_index(SEGMENT)
    kept = settled.set_index(SEGMENT)
    kept = kept[~kept.index.isin(decided.index)]
    by_people = decided[decided["about"].eq("team") & decided["rating"].notna()]
    kept = pd.concat([kept, by_people[["rating"]]]).reset_index()
    return kept.merge(files["segments"][["segment_id", "source_id", "team_id"]])


@pytest.fixture(scope="module")
def cells(rated):
    return rated_cells(rated)


def rated_cells(rated):
    """Count the sources of each cell, and apply the rule of the method page."""
    best = rated.groupby([*CELL, "source_id"])["rating"].agg(["max", "min"])
    shown = pd.DataFrame(
        {
            "sources": 1,
            "supporting": best["max"] > 0,
            "supporting_explicitly": best["max"] >= 2,
            "contrary": best["min"] < 0,
            "contrary_explicitly": best["min"] <= -2,
        }
    )
    counts = shown.groupby(CELL).sum().astype(int)
    return counts.assign(segments=rated.groupby(CELL).size(), rating=rule(counts))


def rule(counts):
    """Propose a level: half a source for each side where it says both or neither."""
    n, s, c = (counts[name] for name in ("sources", "supporting", "contrary"))
    half = (n - s - c) / 2
    up = (s > c) & (s + half >= 2 * (c + half))
    down = (c > s) & (c + half >= 2 * (s + half))
    needed = np.maximum(2, np.ceil(n / 3 - 0.001))
    strong = up & (counts["supporting_explicitly"] >= needed) & (c <= n / 10)
    failing = down & (counts["contrary_explicitly"] >= needed) & (s <= n / 10)
    return up.astype(int) - down + strong - failing


def test_ratings_and_what_they_rest_on_follow_from_codings(files, cells):
    told = files["results_ratings"].set_index(CELL)
    rated = told[told["sources"] > 0]
    assert set(rated.index) == set(cells.index)
    for column in cells.columns.difference(["rating"]):
        assert rated[column].eq(cells[column].reindex(rated.index)).all(), column
    proposed = rated["proposed"].astype(int)
    assert proposed.eq(cells["rating"].reindex(rated.index)).all()
    assert told.loc[told["sources"] == 0, "rating"].isna().all()


def test_profiles_follow_from_ratings(files):
    areas = files["criteria"].set_index("criterion_id")["area_id"]
    ratings = files["results_ratings"].assign(
        area_id=lambda t: t.criterion_id.map(areas)
    )
    groups = ratings.groupby(["team_id", "area_id"])["rating"]
    told = files["results_profiles"].set_index(["team_id", "area_id"])
    assert told["criteria"].eq(groups.size().reindex(told.index)).all()
    median = groups.median().reindex(told.index)
    assert told["median"].fillna(9).eq(median.fillna(9)).all()
    for level in (-2, -1, 0, 1, 2):
        at = groups.agg(lambda r, level=level: r.eq(level).sum()).reindex(told.index)
        assert told[str(level)].eq(at).all()


@pytest.mark.parametrize("team_id", ["ace", "movement", "ckd"])
def test_a_team_page_counts_what_the_files_hold(files, page, cells, team_id):
    text = words(page(f"teams/{team_id}"))
    mine = files["segments"].query("team_id == @team_id")
    read = files["sources"][files["sources"]["source_id"].isin(mine["source_id"])]
    rated = cells.query("team_id == @team_id")
    sources = f"{len(read)} source{'s' * (len(read) != 1)}"
    segments = f"{len(mine)} segment{'s' * (len(mine) != 1)}"
    assert f"{segments} from {sources}" in text
    assert f"{len(rated)} of {len(files['criteria'])} criteria have evidence" in text
    dates = read["date"].isna().sum()
    assert f"{dates} undated" in text


@pytest.mark.parametrize("team_id", ["ace", "movement"])
def test_a_team_picture_has_the_numbers_of_the_files(files, page, cells, team_id):
    named = files["criteria"].set_index("criterion")["criterion_id"]
    shown = {
        row[0]: row[1:]
        for row in rows_under(page(f"teams/{team_id}"), "Supporting explicitly")
    }
    assert set(shown) == set(named.index)
    columns = ["supporting", "supporting_explicitly", "contrary", "contrary_explicitly"]
    mine = cells.loc[team_id][columns].reindex(named.to_numpy()).fillna(0).astype(int)
    assert [shown[name] for name in named.index] == mine.astype(str).to_numpy().tolist()


def rows_under(page, heading):
    """Read the first table that has a column of this heading."""
    for table in page.find_all("table"):
        heads = [" ".join(h.text.split()) for h in table.select("thead th")]
        if heading in heads:
            return [
                [" ".join(c.text.split()) for c in row.find_all(["th", "td"])]
                for row in table.select("tbody tr")
            ]
    raise AssertionError(heading)


@pytest.mark.parametrize(
    "area_id", ["engagement", "collaboration", "integration", "innovation"]
)
def test_an_area_page_counts_pairs_and_levels(files, page, cells, area_id):
    teams = files["teams"].query("kind == 'team'")["team_id"]
    criteria = files["criteria"].query("area_id == @area_id")
    ours = cells.reset_index()
    ours = ours[ours["team_id"].isin(teams)]
    ours = ours[ours["criterion_id"].isin(criteria["criterion_id"])]
    pairs, high = len(teams) * len(criteria), int((ours["rating"] >= 1).sum())
    text = words(page(f"areas/{area_id}"))
    assert f"{len(ours)} of {pairs} pairs of team and criterion have evidence" in text
    assert f"{high} of {len(ours)} ratings are +1 or +2" in text
    levels = ours.groupby(["criterion_id", "rating"]).size().unstack(fill_value=0)
    levels = levels.reindex(columns=[-2, -1, 0, 1, 2], fill_value=0)
    rows = rows_under(page(f"areas/{area_id}"), "between levels")
    told = {row[0]: row[1:6] for row in rows}
    names = criteria.set_index("criterion_id")["criterion"]
    assert {names[i]: list(map(str, row)) for i, row in levels.iterrows()} == told


def in_order(files):
    """List teams as pages do, by name."""
    teams = files["teams"].query("kind == 'team'")
    order = teams["name"].str.casefold().sort_values(kind="stable").index
    return teams.loc[order, "team_id"].tolist()


def written(level):
    return "–" if pd.isna(level) else f"{level:+g}".replace("+0", "0").replace("-", "−")


def test_an_area_page_has_every_rating_and_every_profile(files, page):
    ratings = files["results_ratings"].set_index(CELL)["rating"].map(written)
    profiles = files["results_profiles"].set_index(["team_id", "area_id"])
    levels = ["2", "1", "0", "-1", "-2", "missing"]
    for area_id, criteria in files["criteria"].groupby("area_id"):
        tables = page(f"areas/{area_id}")
        shown = [row[1:] for row in rows_under(tables, criteria["criterion"].iloc[0])]
        told = [
            [ratings[team_id, c] for c in criteria.criterion_id]
            for team_id in in_order(files)
        ]
        assert shown == told
        rows = [row[1:] for row in rows_under(tables, "Coverage")]
        mine = [profiles.loc[(team_id, area_id)] for team_id in in_order(files)]
        assert rows == [
            [
                *(str(int(row[level])) for level in levels),
                f"{int(row['evidenced'])} of {int(row['criteria'])}",
                written(row["median"]),
            ]
            for row in mine
        ]


@pytest.mark.parametrize("team_id", ["ace", "movement"])
def test_a_team_page_has_every_rating_with_its_sentence(files, page, team_id):
    told = files["results_ratings"].query("team_id == @team_id")
    made = page(f"teams/{team_id}")
    for cell in told.itertuples():
        place = made.find(id=f"rating-{cell.criterion_id}")
        if not cell.segments:  # it is named where no evidence was found
            assert place.find_parent("p", class_="silent")
            continue
        section = place.find_parent("section", class_="criterion")
        assert words(section.h3).endswith(f" {written(cell.rating)}")
        assert cell.because[1:] in words(section)


@pytest.mark.parametrize("team_id", ["ace", "movement"])
def test_a_team_page_has_every_counted_passage(files, page, rated, team_id):
    made = page(f"teams/{team_id}")
    for criterion_id, mine in rated.query("team_id == @team_id").groupby(
        "criterion_id"
    ):
        place = made.find(id=f"evidence-{criterion_id}").find_parent(class_="passages")
        shown = [words(li.find(class_="rating")) for li in place.find_all("li")]
        assert sorted(shown) == sorted(map(written, mine["rating"]))


def test_agreement_in_percent_follows_from_codings(files, page):
    codings, segments = files["codings"], files["segments"]
    given = codings.pivot(index=SEGMENT, columns="coder_id", values="rating")
    both = given.dropna()
    decisions = len(segments) * len(files["criteria"])
    one = len(given) - len(both)
    text = words(page("results/how-sure"))
    assert f"{decisions:,} decisions from {segments['source_id'].nunique()} " in text
    assert f"agree in {(decisions - one) / decisions:.0%}".replace("%", " %") in text
    dice = 2 * len(both) / given.notna().sum().sum()
    assert f"another gave {dice:.0%}".replace("%", " %") in text
    same = (both.iloc[:, 0] == both.iloc[:, 1]).mean()
    assert f"{len(both)} pairs" in text
    assert f"agree in {same:.0%}".replace("%", " %") in text


def nominal(counts):
    return 1 - np.eye(len(counts))


def ordinal(counts):
    """Square how many codings lie between two categories, half of each included."""
    middle = counts.cumsum() - counts / 2
    return (middle[:, None] - middle) ** 2


def alpha(both, levels, distances):
    """Work out Krippendorff's alpha of two coders of the same units."""
    codes = np.searchsorted(levels, both)
    counts = np.bincount(codes.ravel(), minlength=len(levels))
    apart, n = distances(counts), codes.size
    observed = apart[codes[:, 0], codes[:, 1]].mean()
    return 1 - observed * n * (n - 1) / (counts @ apart @ counts)


def with_interval(both, sources, levels, distances):
    """Leave out each source in turn, on the scale of log(1 - alpha)."""
    value = alpha(both, levels, distances)
    names = np.unique(sources)
    left = [alpha(both[sources != name], levels, distances) for name in names]
    turned, n = np.log(1 - np.array(left)), len(names)
    error = np.sqrt((n - 1) / n * ((turned - turned.mean()) ** 2).sum())
    reach = stats.t.ppf(0.975, n - 1) * error
    ends = 1 - np.exp(np.log(1 - value) + np.array([reach, -reach]))
    return f"{value:.2f}", "{:.2f} to {:.2f}".format(*ends)


def test_agreement_beyond_chance_and_its_interval_follow_from_codings(files, page):
    codings = files["codings"]
    source_of = files["segments"].set_index("segment_id")["source_id"]
    given = codings.pivot(index=SEGMENT, columns="coder_id", values="rating")
    every = [source_of.index, files["criteria"]["criterion_id"]]
    decided = given.notna().reindex(pd.MultiIndex.from_product(every, names=SEGMENT))
    decided, both = decided.fillna(False).astype(int), given.dropna()
    told = rows_under(page("results/how-sure"), "Undefined without one")
    told = {(row[0], row[1]): (row[2], row[3]) for row in reversed(told) if row[1:]}
    for name, units, levels, distances in (
        ("nominal", decided, [0, 1], nominal),
        ("ordinal", both, [-2, -1, 0, 1, 2], ordinal),
    ):
        sources = source_of[units.index.get_level_values("segment_id")].to_numpy()
        mine = with_interval(units.to_numpy(), sources, levels, distances)
        assert told["All together", f"Krippendorff's alpha, {name}"] == mine


def without_each_source(rated):
    """Propose ratings without each source of a pair in turn: lowest and highest."""
    parts = []
    for source_id in rated["source_id"].unique():
        pairs = rated.loc[rated["source_id"] == source_id, CELL].drop_duplicates()
        others = rated[rated["source_id"] != source_id].merge(pairs)
        parts.append(rated_cells(others)[["rating"]])
    return pd.concat(parts).groupby(level=CELL)["rating"].agg(["min", "max"])


def test_what_a_rating_is_without_any_one_source_follows_from_codings(files, rated):
    told = files["results_robustness"].set_index(CELL)
    mine = without_each_source(rated).reindex(told.index)
    for end, column in (("min", "lowest"), ("max", "highest")):
        said = told[f"without_a_source_{column}"]
        assert said.fillna(9).eq(mine[end].fillna(9)).all()


def test_steadiness_on_the_page_is_that_of_the_files(files, page):
    teams = files["teams"].query("kind == 'team'")["team_id"]
    mine = files["results_robustness"]
    mine = mine[mine["team_id"].isin(teams)]
    counts = mine.dropna(subset=["rating"])["steadiness"].value_counts()
    text = words(page("results/how-sure"))
    assert f"{counts['steady']} of {counts.sum()} proposed ratings are steady" in text


def test_how_often_each_coder_gave_what_follows_from_codings(files, page):
    names = files["criteria"].set_index("criterion_id")["criterion"]
    told = {r[0]: r[1:] for r in rows_under(page("results/how-sure"), "coder-a")}
    counts = files["codings"].groupby(["criterion_id", "coder_id"]).size().unstack()
    mine = {names[i]: list(map(str, row)) for i, row in counts.iterrows()}
    assert {name: told[name] for name in mine} == mine


@pytest.mark.parametrize("team_id", ["ace", "movement"])
def test_years_of_evidence_follow_from_segments_and_sources(files, page, team_id):
    segments = files["segments"].query("team_id == @team_id")
    dated = segments.merge(files["sources"], on="source_id")
    year = dated["date"].str[:4].fillna("undated").rename("year")
    counts = pd.crosstab(year, dated["strand"])[["document", "account"]]
    rows = rows_under(page(f"teams/{team_id}"), "Year")
    rows = [row for row in rows if row[1:] != ["0", "0"]]  # years without evidence
    assert rows == [[y, *map(str, row)] for y, row in counts.iterrows()]


def strand(rated, files, name):
    """Rate one strand alone: level, and share of its sources, of each pair."""
    mine = rated.merge(files["sources"].query("strand == @name")[["source_id"]])
    of = mine.groupby("team_id")["source_id"].nunique()
    alone = rated_cells(mine)
    share = alone["sources"] / of.reindex(alone.index.get_level_values(0)).to_numpy()
    return pd.DataFrame({"level": alone["rating"], "share": share})


def test_codes_of_strands_follow_from_their_definition(files, page, rated):
    sides = [strand(rated, files, name) for name in ("document", "account")]
    both = sides[0].add_suffix("_1").join(sides[1].add_suffix("_2"), how="inner")
    both = both[both.index.get_level_values("team_id").isin(in_order(files))]
    one, other = np.sign(both["level_1"]), np.sign(both["level_2"])
    ratio = both["share_1"] / both["share_2"]
    outer = both["level_1"].abs().eq(2) & both["level_2"].abs().eq(2)
    weight = ratio.between(0.4999, 2.0001) | outer
    opposite, same = one * other < 0, one == other
    differ, agree = opposite | ~(same | weight), same & weight
    part = len(both) - differ.sum() - agree.sum()
    text = words(page("results/strands"))
    counted = (
        f"agree in {agree.sum()}, in part in {part}, and differ in {differ.sum()}."
    )
    assert counted in text
    assert f"In {opposite.sum()} of these, one strand supports" in text


def test_strands_are_silent_where_one_has_no_segment(files, page, rated):
    teams = files["teams"].query("kind == 'team'")["team_id"]
    ours = rated[rated["team_id"].isin(teams)]
    strands = ours.merge(files["sources"][["source_id", "strand"]])
    number = strands.groupby(CELL)["strand"].nunique()
    pairs = len(teams) * len(files["criteria"])
    text = words(page("results/strands"))
    both, alone = (number == 2).sum(), (number == 1).sum()
    assert (
        f"Of {pairs} pairs of team and criterion, {both} have evidence in both" in text
    )
    assert f"In {alone} one strand says nothing" in text
    assert f"In {pairs - both - alone} there is no evidence in either" in text

"""The report's pictures."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from hiteval.analysis import evidence
from hiteval.display import palette
from hiteval.display.html import Html, paragraphs
from hiteval.display.picture import picture
from hiteval.display.words import count, listed, signed
from hiteval.evaluation import Evaluation

ROW = 0.27  # inches of height for one line of names


def matrix(evaluation: Evaluation) -> Html:
    """Show teams by criteria as a heat map, missing evidence hatched."""
    framework, teams = evaluation.framework, evaluation.teams
    names = {c.id: c.name for c in framework.criteria}
    cells = evaluation.proposed.pivot(
        index="team_id", columns="criterion_id", values="rating"
    ).reindex(index=teams["team_id"], columns=list(names))
    cells = cells.rename(columns=names).set_axis(teams["name"]).astype("float64")

    def draw(ax: Axes) -> None:
        _heat(ax, cells)
        ax.vlines(_ends(evaluation), 0, len(cells), colors="black", linewidth=1.2)
        _level_legend(ax, evaluation)

    rated = int(cells.notna().sum().sum())
    alt = (
        f"Heat map of {count(len(cells), 'team')} by "
        f"{count(cells.shape[1], 'criterion', 'criteria')}. "
        f"{rated} of {cells.size} cells have evidence. "
        + "; ".join(
            f"{signed(value)} in {int((cells == value).sum().sum())}"
            for value in framework.rating_scale.values
        )
        + "."
    )
    written = cells.map(signed, na_action="ignore").fillna("missing")
    return picture(
        "matrix-picture",
        (max(7.2, 3.4 + 0.36 * cells.shape[1]), 2.2 + ROW * len(cells)),
        draw,
        "What does the evidence say of each team on each criterion?",
        alt,
        written.rename_axis(index="Team", columns=None).reset_index(),
    )


def profile(team: Evaluation) -> Html:
    """Show how many sources support and contradict a team on each criterion."""
    framework = team.framework
    cells = team.proposed.set_index("criterion_id").loc[framework.criterion_ids]
    cells = cells.set_axis([c.name for c in framework.criteria])

    def draw(ax: Axes) -> None:
        _diverging_bars(ax, cells)
        for end in _ends(team):
            ax.axhline(end - 0.5, color="0.7", linewidth=0.8)

    contrary = cells.index[cells["contrary"] > 0].tolist()
    missing = cells.index[cells["rating"].isna()].tolist()
    alt = (
        f"Bars for {count(len(cells), 'criterion', 'criteria')}: supporting sources to "
        f"the right, contrary ones to the left. Most support: "
        f"{most(cells['supporting'])}. Contrary sources on: "
        f"{listed(contrary or ['none'])}. No evidence on: {listed(missing or ['none'])}."
    )
    columns = evidence.COUNTS[2:]
    written = cells[columns].rename(columns=lambda c: c.replace("_", " ").capitalize())
    return picture(
        "profile-picture",
        (7.2, 1.2 + ROW * len(cells)),
        draw,
        "How many sources support each criterion, and how many contradict it?",
        alt,
        written.rename_axis("Criterion").reset_index(),
    )


def levels(evaluation: Evaluation) -> Html:
    """Show for each criterion how many teams stand at each level."""
    framework = evaluation.framework
    rating = evaluation.proposed["rating"].astype("object").where(
        evaluation.proposed["rating"].notna(), "missing"
    )
    criteria = {c.id: c.name for c in framework.criteria}
    counts = (
        pd.crosstab(evaluation.proposed["criterion_id"], rating)
        .reindex(
            index=list(criteria),
            columns=[*framework.rating_scale.values, "missing"],
            fill_value=0,
        )
        .rename(index=criteria)
    )

    def draw(ax: Axes) -> None:
        _stacked_levels(ax, counts)
        _level_legend(ax, evaluation)

    teams = count(evaluation.proposed["team_id"].nunique(), "team")
    alt = (
        f"Stacked bars of {teams} at each level. Most teams above 0: "
        f"{most(counts[[1, 2]].sum(axis=1))}. Most teams below 0: "
        f"{most(counts[[-1, -2]].sum(axis=1))}. "
        f"Most teams without evidence: {most(counts['missing'])}."
    )
    written = counts.rename(columns=lambda v: v if v == "missing" else signed(v))
    return picture(
        "levels-picture",
        (7.2, 1.5 + ROW * len(counts)),
        draw,
        "How many teams stand at each level on each criterion?",
        alt,
        written.rename_axis(index="Criterion", columns=None).reset_index(),
    )


def over_time(evaluation: Evaluation) -> Html:
    """Show how many segments each year gave, by strand, undated ones apart."""
    counts = evidence.by_year(evaluation.study.segments, evaluation.study.sources)
    if counts.empty:
        return paragraphs(["There is no evidence to show over time."])
    strands = list(evaluation.study.settings.strands)
    years = counts["year"].dropna().astype("int64")
    span = [str(y) for y in range(years.min(), years.max() + 1)] if len(years) else []
    wide = (
        counts.assign(year=counts["year"].fillna("undated"))
        .pivot(index="year", columns="strand", values="segments")
        .reindex(index=[*span, "undated"], columns=strands)
        .fillna(0)
        .astype("int64")
    )
    alt = (
        f"Bars of segments by year for {listed(strands)}. "
        f"Most: {most(wide.loc[span].sum(axis=1)) if span else 'no dated source'}. "
        f"Undated: {wide.loc['undated'].sum()} of {wide.to_numpy().sum()}."
    )
    return picture(
        "time-picture",
        (7.2, 2.6),
        lambda ax: _stacked_years(ax, wide),
        "From which years does the evidence come?",
        alt,
        wide.rename_axis(index="Year", columns=None).reset_index(),
    )


def most(values: pd.Series) -> str:
    """Name what has the highest value, ties included, with the value."""
    if values.max() == 0:
        return "none"
    return f"{listed(values.index[values == values.max()], most=3)} ({values.max()})"


def _ends(evaluation: Evaluation) -> np.ndarray:
    """Return the positions where one area ends and the next begins."""
    return np.cumsum([len(area.criteria) for area in evaluation.framework.areas])[:-1]


def _heat(ax: Axes, cells: pd.DataFrame) -> None:
    colours = [palette.LEVEL_COLOURS[value] for value in sorted(palette.LEVEL_COLOURS)]
    sns.heatmap(
        cells,
        ax=ax,
        cmap=ListedColormap(colours),
        vmin=-2.5,
        vmax=2.5,
        cbar=False,
        linewidths=0.6,
        linecolor="white",
        annot=cells.map(signed, na_action="ignore").fillna("").to_numpy(),
        fmt="",
        annot_kws={"fontsize": 7},
    )
    for row, column in np.argwhere(cells.isna().to_numpy()):
        ax.add_patch(_hatched(Rectangle((column, row), 1, 1)))
    ax.set(xlabel="", ylabel="")
    ax.xaxis.tick_top()
    ax.tick_params(axis="both", length=0)
    ax.set_xticklabels(cells.columns, rotation=50, ha="left", rotation_mode="anchor")


def _diverging_bars(ax: Axes, cells: pd.DataFrame) -> None:
    rows = np.arange(len(cells))
    colours = palette.LEVEL_COLOURS
    for side, sign in (("supporting", 1), ("contrary", -1)):
        explicit = cells[f"{side}_explicitly"]
        other = cells[side] - explicit
        ax.barh(rows, sign * explicit, color=colours[2 * sign], label=f"{side}, concrete example")
        ax.barh(rows, sign * other, left=sign * explicit, color=colours[sign], label=f"{side}, general")
    reach = max(1, cells["supporting"].max(), cells["contrary"].max())
    silent = cells[["supporting", "contrary"]].sum(axis=1) == 0
    for row in rows[silent]:
        missing = pd.isna(cells["rating"].iloc[row])
        label = "no evidence" if missing else "only neutral or mixed segments"
        ax.text(0.02 * reach, row, label, va="center", color="0.35", fontsize=8)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(rows, cells.index)
    ax.set_ylim(len(cells) - 0.5, -0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.set_xlabel("contrary  ←  sources  →  supporting")
    ax.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.4, 1), frameon=False, fontsize=8)


def _stacked_levels(ax: Axes, counts: pd.DataFrame) -> None:
    rows, left = np.arange(len(counts)), np.zeros(len(counts))
    for value in counts.columns:
        if value == "missing":
            bars = ax.barh(rows, counts[value], left=left)
            for bar in bars:
                _hatched(bar)
        else:
            ax.barh(rows, counts[value], left=left, color=palette.LEVEL_COLOURS[value], edgecolor="0.5", linewidth=0.5)
        left += counts[value].to_numpy()
    ax.set_yticks(rows, counts.index)
    ax.set_ylim(len(counts) - 0.5, -0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("teams")


def _stacked_years(ax: Axes, counts: pd.DataFrame) -> None:
    places = np.arange(len(counts)) + np.r_[np.zeros(len(counts) - 1), 0.6]
    below = np.zeros(len(counts))
    for strand, colour, hatch in zip(counts.columns, palette.STRAND_COLOURS, palette.STRAND_HATCHES, strict=False):
        ax.bar(places, counts[strand], bottom=below, color=colour, hatch=hatch, edgecolor="white", label=strand)
        below += counts[strand].to_numpy()
    ax.set_xticks(places, counts.index, rotation=45, ha="right", rotation_mode="anchor")
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylabel("segments")
    ax.legend(frameon=False, ncols=4, loc="lower left", bbox_to_anchor=(0, 1))


def _hatched(patch: Rectangle) -> Rectangle:
    patch.set(facecolor="white", edgecolor=palette.MISSING_INK, hatch=palette.MISSING_HATCH, linewidth=0)
    return patch


def _level_legend(ax: Axes, evaluation: Evaluation) -> None:
    levels = sorted(evaluation.framework.rating_scale.levels, key=lambda lv: lv.value)
    patches = [
        Patch(facecolor=palette.LEVEL_COLOURS[lv.value], edgecolor="0.5", label=f"{signed(lv.value)} {lv.name}")
        for lv in levels
    ]
    patches.append(_hatched(Patch(label="no evidence")))
    ax.legend(handles=patches, ncols=6, loc="upper center", bbox_to_anchor=(0.4, -0.01 if ax.xaxis.get_ticks_position() == "top" else -0.12), frameon=False, fontsize=8, handlelength=1.2, columnspacing=1)

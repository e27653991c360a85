"""How benchmarks show what they measured: as tables of Markdown."""

import sys
from collections.abc import Iterator

import pandas as pd


def markdown(table: pd.DataFrame) -> str:
    """Write a table as Markdown; numbers with their thousands apart."""
    lines = [list(map(str, table)), ["---"] * table.shape[1], *_rows(table)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def show(table: pd.DataFrame) -> None:
    """Print a table."""
    sys.stdout.write(f"{markdown(table)}\n")
    sys.stdout.flush()


def _rows(table: pd.DataFrame) -> Iterator[list[str]]:
    for row in table.itertuples(index=False):
        yield [cell if isinstance(cell, str) else f"{cell:,}" for cell in row]

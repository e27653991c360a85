"""Coded lists as people and spreadsheets damage them: read right, refused, or wrong.

``python benchmarks/bench_damages.py`` imports each list of ``tests/damaged_lists.py``
and prints what came of it. *Right* is what the undamaged list gives; *refused* and
*told* count only where the message has the remedy for this very damage; all else is
*wrong*. ``--write`` puts the table into ``benchmarks/damages.md``.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from results import markdown, show

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from damaged_lists import DAMAGES, outcome, undamaged  # noqa: E402 (the path comes first)


def main() -> None:
    """Print the table, and the sums above it."""
    whole = undamaged()
    rows = [(name, outcome(*damage, whole)) for name, damage in DAMAGES.items()]
    found = pd.DataFrame(rows, columns=["damage", "outcome"])
    sums = found["outcome"].str.split(":").str[0].value_counts().rename_axis("outcome")
    total = sums.reset_index(name="lists")
    show(total)
    show(found)
    if "--write" in sys.argv:
        day = f"{datetime.now(UTC):%d %B %Y}"
        head = f"# Damaged lists\n\nBy `bench_damages.py`, on {day}.\n"
        parts = [head, markdown(total), markdown(found)]
        (HERE / "damages.md").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()

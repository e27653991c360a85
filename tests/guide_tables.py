"""The table of what may pass, as the guide prints it, from the code that holds to it.

To write `book/guide/what-may-pass.csv` anew: ``python tests/guide_tables.py``.
"""

from pathlib import Path

import pandas as pd

from hiteval.disclosure.public_columns import PUBLIC_COLUMNS
from hiteval.disclosure.public_fields import PUBLIC_FIELDS
from hiteval.study.schema import file_name

STATED = Path(__file__).parents[1] / "book" / "guide" / "what-may-pass.csv"


def what_may_pass():
    """Write the table: what passes alike stands in one row for each file."""
    files = {file_name(name): rules for name, rules in PUBLIC_COLUMNS.items()}
    rows = pd.DataFrame(
        [
            (file, what, passing.when, passing.by)
            for file, rules in (files | PUBLIC_FIELDS).items()
            for what, passing in rules.items()
        ],
        columns=["File", "Column or field", "Passes", "By what, or why"],
    )
    alike = ["File", "Passes", "By what, or why"]
    joined = rows.groupby(alike, sort=False)["Column or field"].agg(", ".join)
    return joined.reset_index()[rows.columns].to_csv(index=False, lineterminator="\n")


if __name__ == "__main__":
    STATED.write_text(what_may_pass(), encoding="utf-8", newline="\n")

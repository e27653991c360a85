"""Pages of the guide that come from the code: what may pass, and every column.

To write them anew: ``python tests/guide_tables.py``.
"""

import pandas as pd
from conftest import ROOT

from hiteval.disclosure.public_columns import PUBLIC_COLUMNS
from hiteval.disclosure.public_fields import PUBLIC_FIELDS
from hiteval.study.choices import DATE_FORM
from hiteval.study.meanings import TABLES as ROWS
from hiteval.study.meanings import meaning
from hiteval.study.schema import PRIVATE, REQUIRED, TABLES, file_name, whole_key
from hiteval.study.written_tables import NOT_SHOWN

GUIDE = ROOT / "book" / "guide"
STATED, COLUMNS = GUIDE / "what-may-pass.csv", GUIDE / "tables.md"
IN_BUNDLES = ("people",)
KNOWN = {  # where the ids of a column are found
    **{t: f"`{t}.csv`" for t in ("teams", "sources", "segments", "organisations")},
    "roster": "`private/roster.csv`",
    "strands": "the strands in `study.yml`",
    "coders": "the coders in `study.yml`",
    "waves": "the waves in `study.yml`",
    "criteria": "the criteria in `framework.yml`",
    "parts": "the areas and criteria in `framework.yml`",
    "levels": "the scale in `framework.yml`",
}
BEGINNING = """\
# Tables and columns

A study folder holds `study.yml`, `framework.yml` and the tables below, each a CSV file.
Only these are required: {required}.
Comments in the two `.yml` files that `hiteval new --empty` writes explain each line.

The tables are in UTF-8, with commas, unless `csv` in `study.yml` says otherwise.
`hiteval check` recognises what Excel does to them, and says how to put it right.
Its messages number rows as a spreadsheet does: the header is row 1.
With the extra `parquet`, any table may be a Parquet file, such as `segments.parquet`.

A column that is needed *in every row* has no blank cell. One that *may be blank* must
be there. The others may be left out.
No two rows of a table are alike in all columns of its key.
This page is written from the code that checks the tables.
"""


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


def columns():
    """Write the page of tables: those of a study, then the one of bundles alone."""
    required = ", ".join(f"`{file_name(name)}`" for name in REQUIRED)
    ours = [name for name in TABLES if name not in IN_BUNDLES]
    parts = [BEGINNING.format(required=required), *map(_section, ours)]
    return "\n".join([*parts, "## In a bundle only\n", *map(_section, IN_BUNDLES)])


def _section(name):
    place = f"`{file_name(name)}`" + ", in no edition" * (name in PRIVATE)
    need = "required" if name in REQUIRED else "optional"
    key = ", ".join(f"`{column}`" for column in whole_key(name))
    lines = [
        f"{'###' if name in IN_BUNDLES else '##'} {name}\n",
        f"{place}; {need}. A row is {ROWS[name]}. Key: {key}.\n",
        "| column | needed | values | meaning |",
        "|---|---|---|---|",
        *(_row(name, *column) for column in TABLES[name].columns.items()),
    ]
    return "\n".join(lines) + "\n"


def _row(name, column, spec):
    needed = "in every row" if spec.filled else "may be blank" if spec.needed else "no"
    if column in NOT_SHOWN.values():
        needed = "bundles only"
    return (
        f"| {column} | {needed} | {_values(column, spec)} | {meaning(name, column)} |"
    )


def _values(column, spec):
    if column == "date":
        return ", ".join(form or "blank" for form in DATE_FORM.values())
    if spec.to == "levels":
        return f"a level of {KNOWN['levels']}"
    if spec.to:
        many = "ids, separated by `;`, of" if spec.several else "an id of"
        return f"{many} {KNOWN[spec.to]}"
    return spec.rule.expected if spec.rule else "any text"


if __name__ == "__main__":
    for path, text in ((STATED, what_may_pass()), (COLUMNS, columns())):
        path.write_text(text, encoding="utf-8", newline="\n")

"""Numbers of teams that findings state, beside the evidence's own.

A statement such as "In 10 of 23 teams ..." can be compared with the teams that its
supporting segments are about. Where they differ, the statement may be of a part of its
evidence, or wrong: a person has to say. This check is our own.
"""

import re

import pandas as pd

COLUMNS = ["finding_id", "stated", "of", "counted", "teams"]


def differing(findings: pd.DataFrame, teams: int, called: str) -> pd.DataFrame:
    """List the statements whose numbers of teams are not those of the evidence.

    Parameters
    ----------
    findings : DataFrame
        ``finding_id``, ``statement`` and ``teams``: how many teams proper its
        supporting segments are about.
    teams : int
        How many teams proper the study has.
    called : str
        What it calls several teams.

    Returns
    -------
    DataFrame
        One row for each "N of M teams" that differs, in the order of the findings:
        ``finding_id``; ``stated`` and ``of``, as the statement has them; ``counted``,
        the finding's own number of teams; ``teams``, the study's. A number in words is
        not read.
    """
    pattern = re.compile(rf"\b(\d+) of (?:the )?(\d+) {re.escape(called)}\b", re.I)
    known = zip(
        findings["finding_id"], findings["statement"], findings["teams"], strict=True
    )
    rows = [
        (finding_id, int(stated), int(of), counted, teams)
        for finding_id, statement, counted in known
        for stated, of in pattern.findall(statement)
        if (int(stated), int(of)) != (counted, teams)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)

"""Check tables that are to replace some of a study, as reading them would."""

from collections.abc import Mapping

import pandas as pd

from hiteval.errors import Fault
from hiteval.study.reading import vocabularies
from hiteval.study.reference_checks import check_references
from hiteval.study.study import Study
from hiteval.study.table_checks import check_rows
from hiteval.study.written_checks import check_responses, check_written


def faults_in(study: Study, tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Find what is wrong in tables that people write of a study's evidence.

    Parameters
    ----------
    study : Study
        What the tables may name.
    tables : mapping of str to DataFrame of str, indexed by row
        Some of `hiteval.study.written_tables.WRITTEN`, with the right columns and
        blank cells missing.
    """
    every = dict(study.tables) | dict(tables)
    known = vocabularies(study.settings, study.framework, every)
    faults: list[Fault] = []
    for name, table in tables.items():
        faults += check_rows(name, table)
        faults += check_references(name, table, known)
    if "responses" in tables:
        faults += check_responses(every)
    return faults + check_written(tables)

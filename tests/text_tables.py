"""Tables as they arrive from a file: text, indexed by row."""

import pandas as pd


def table(**columns):
    data = pd.DataFrame(columns, dtype="str")
    data.index = pd.RangeIndex(2, 2 + len(data), name="row")
    return data

"""Numbers and dates in the signs that a computer knows, whatever signs people use."""

import re
import unicodedata

MINUS = "\u2212\u2013\u2010\u2011\ufe63\uff0d\u207b"
SIGNS = str.maketrans(dict.fromkeys(MINUS, "-") | {"\uff0b": "+", "\u066b": "."})
WHOLE = re.compile(r"\+?(-?[0-9]+)(?:[.,]0{1,2})?")


def plain(cell: str) -> str:
    """Write a number or a date in the signs that a computer knows.

    >>> plain("\u22121\u00a0"), plain("\uff12"), plain("\u0662\u0660\u0662\u0664")
    ('-1', '2', '2024')
    """
    text = cell.strip().translate(SIGNS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def level(cell: str) -> str:
    """Write a whole number as rating scales do, and leave anything else as it is.

    >>> level("+1"), level("\u22122.0"), level(" n/a – none ")
    ('1', '-2', 'n/a – none')
    """
    found = WHOLE.fullmatch(plain(cell))
    return found[1] if found else cell.strip()

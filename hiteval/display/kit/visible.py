"""Characters that nobody sees, and that change what others look like, made visible."""

import re

# Control characters but for tab and line ends, what turns the direction of writing, and
# halves of surrogate pairs. Letters that are written from right to left stay as they
# are, and so do joiners, which some scripts and emoji need.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""Write the number of each character that is unseen and not harmless.

    >>> visible("safe\u202etxt.exe\x07")
    'safe[U+202E]txt.exe[U+0007]'
    """
    return UNSEEN.sub(lambda unseen: f"[U+{ord(unseen[0]):04X}]", text)

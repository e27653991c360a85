"""The people interviewed: invented, with every kind of consent."""

import pandas as pd

from hiteval.simulation.truth import Design, numbered

CONSENT = ["quotes", "quotes", "summary", "none", None]
IN_GROUP = 5
_CHIEF = ("Chief executive", "Senior leader")
_DIRECTOR = ("Director of public health", "Senior leader")
_MEMBER = ("Public contributor", "Public contributor")
_MANY = [
    ("Team director", "Team leader"),
    ("Commissioning manager", "Manager"),
    ("Specialist nurse", "Clinician"),
    ("Physiotherapist", "Clinician"),
    ("Research fellow", "Researcher"),
]
# Clusters that make no name and no other word of the study.
_STARTS = ["Qua", "Xo", "Zwi", "Vja", "Qui", "Xa", "Zdo", "Tvy", "Wlo", "Gzu"]
_MIDDLES = ["xqui", "zqua", "vzo", "jxe", "qxo", "zjy", "xvu", "qzi", "jzo", "vxa"]
_ENDS = ["xel", "jvor", "qist", "zund", "vask", "xorn", "zeph", "qart", "jolv", "zimk"]


def roster(design: Design) -> pd.DataFrame:
    """Invent people: one chief executive, two directors, many of every other role."""
    people = design.interviews + design.teams + 20
    many = [_MANY[n % len(_MANY)] for n in range(people - 3 - IN_GROUP)]
    roles = [_CHIEF, _DIRECTOR, _DIRECTOR, *many, *[_MEMBER] * IN_GROUP]
    first, last = _names(people), _names(people, 7)
    return pd.DataFrame(
        {
            "person_id": numbered("person-", people),
            "name": [f"{a} {b}" for a, b in zip(first, last, strict=True)],
            "aliases": [f"{a[:2]}. {b};{b}" for a, b in zip(first, last, strict=True)],
            "title": [
                f"Warden of {b}" if n % 5 == 4 else None for n, b in enumerate(last)
            ],
            "email": [
                f"{a}.{b}@example.org".lower() for a, b in zip(first, last, strict=True)
            ],
            "role": [role for role, _ in roles],
            "broader_role": [broader for _, broader in roles],
        }
    )


def interviews(design: Design, people: pd.DataFrame) -> pd.DataFrame:
    """Say who was interviewed each time.

    The third is a focus group, and the last, from the fourth on, is again with whom the
    first was with.

    Parameters
    ----------
    design : Design
        How many there are.
    people : DataFrame
        From `roster`.

    Returns
    -------
    DataFrame
        One row per interview: ``type``, ``role``, ``consent``, ``people``.
    """
    count = design.interviews
    of = [people.iloc[[n]] for n in range(count)]
    kinds = ["interview"] * count
    if count >= 3:
        of[2], kinds[2] = people.tail(IN_GROUP), "focus_group"
    if count >= 4:
        of[-1] = people.iloc[[0]]
    return pd.DataFrame(
        {
            "type": kinds,
            "role": [some["role"].iloc[0] for some in of],
            "consent": [CONSENT[n % len(CONSENT)] for n in range(count)],
            "people": [";".join(some["person_id"]) for some in of],
        }
    )


def _names(count: int, shift: int = 0) -> list[str]:
    """Build names from syllables, all different, as long as they need be."""
    names = []
    for n in range(count):
        middle, number = "", n + shift
        start, number = _STARTS[number % 10], number // 10
        end, number = _ENDS[number % 10], number // 10
        while number:
            middle += _MIDDLES[number % 10]
            number //= 10
        names.append(start + middle + end)
    return names

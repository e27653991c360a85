"""The usual forms of a person's name, as expressions over folded text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hiteval.disclosure.folding import SMALL, WORD, folded, look_alikes_folded

KINDS = ("name", "phrase")
TITLES = (
    *("dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "mx", "sir"),
    *("dame", "lord", "lady", "baroness", "rev", "reverend", "cllr", "councillor"),
    *("sister", "matron"),
)
AFTER = (
    *("obe", "mbe", "cbe", "kbe", "dbe", "phd", "md", "msc", "bsc", "frcp", "frcgp"),
    *("rn", "mp", "kc", "jr", "sr"),
)
TITLE = rf"(?:{'|'.join(TITLES)})"
APART = r"[\W_]{1,3}"  # "Jones, Ann", "A. Jones", "ann_jones"
LOOSE = r"[\W_]{0,3}"  # within a word: "Jones-Smith", "O'Brien" and "OBrien"
LETTER = rf"(?:{APART}[^\W\d_](?![^\W\d_])){{0,2}}"  # initials that the roster lacks
# Shorter names written as one are words: "Ann Other" would be another.
LONG = 8
# More signs than may stand in any form, each of which begins and ends with a letter.
BETWEEN = re.compile(r"[\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Name:
    """How a name is found: by a piece of all its forms, and a pattern of them."""

    where: str
    piece: str
    pattern: re.Pattern[str]

    def is_in_line(self, lines: str) -> bool:
        """Tell whether the name is in a text that `parted` wrote.

        Only around the piece: in a whole page an expression takes a thousand times as
        long as the piece.
        """
        place = lines.find(self.piece)
        while place >= 0:
            start, end = lines.rfind("\n", 0, place) + 1, lines.index("\n", place)
            if self.pattern.search(lines, start, end):
                return True
            place = lines.find(self.piece, end)
        return False

    def is_in(self, text: str) -> bool:
        """Tell whether a text has the name (see `hiteval.disclosure.folding`)."""
        return self.piece in text and self.pattern.search(text) is not None


def parted(text: str) -> str:
    """Write a line of each part of a text that no name goes beyond."""
    return BETWEEN.sub("\n", text) + "\n"


def forms_of(where: str, kind: str, text: str) -> Iterator[Name]:
    """Yield how a name is found, in its own letters and in those they look like.

    Parameters
    ----------
    where : str
        Its place, for messages.
    kind : {"name", "phrase"}
        A ``phrase`` is found as it stands, as a name of a single word is. Of other
        names the last words are taken for the surname: "Ann Jones" is also found as
        "Jones, Ann", "A. Jones" and "Dr Jones".
    text : str
        The name. With a comma, the surname comes first.
    """
    for plain in sorted({folded(text), look_alikes_folded(text)}):
        order = _in_order(plain) if kind == "name" else plain.split()
        words = [parts for word in order if (parts := _parts(word))]
        if not words:
            continue
        forms = _forms(words) if kind == "name" else {_as_it_stands(words)}
        edge = r"[^\W_]" if any(map(str.isdigit, plain)) else r"[^\W\d_]"
        pattern = rf"(?<!{edge})(?:{'|'.join(sorted(forms))})(?!{edge})"
        yield Name(where, max(words[-1], key=len), re.compile(pattern))


def is_title(text: str) -> bool:
    """Tell whether a text names nobody: a title, honours, or nothing at all."""
    return not any(map(_parts, _bare(folded(text))))


def _in_order(name: str) -> list[str]:
    """Return the words of a name, the surname last, without titles and honours."""
    last, _, first = name.partition(",")
    order = [_bare(first), _bare(last)]
    return order[0] + order[1] or name.split()


def _bare(name: str) -> list[str]:
    words = name.replace(",", " ").split()
    return [w for w in words if w.strip(".()") not in (*TITLES, *AFTER)]


def _parts(word: str) -> list[str]:
    return re.findall(r"[^\W_]+", word)


def _word(parts: list[str]) -> str:
    return LOOSE.join(map(re.escape, parts))


def _joined(words: list[list[str]]) -> str:
    return APART.join(map(_word, words))


def _as_it_stands(words: list[list[str]]) -> str:
    small = [
        [f"(?:{w[0]}|{WORD})"] if w[0] in SMALL and len(w) == 1 else w for w in words
    ]
    return APART.join(LOOSE.join(parts) for parts in small)


def _forms(words: list[list[str]]) -> set[str]:
    if len(words) == 1:
        return {_word(words[0])}
    found = {rf"{_joined(words)}s?"}
    for start in range(1, len(words)):  # "van der Berg", "Garcia Lopez"
        given, surname = words[:start], _joined(words[start:])
        names = [_joined(given), _word(given[0]), _initials(given)]
        found |= {rf"{name}{LETTER}{APART}{surname}s?" for name in names}
        turned = rf"{surname}{APART}(?:{TITLE}{APART})?"
        found |= {rf"{turned}{name}{LETTER}" for name in names}
        found.add(rf"{TITLE}{APART}{surname}s?")
    ends = [_word(words[0]), _word(words[-1])]
    if len("".join(words[0] + words[-1])) >= LONG:
        found.add("".join(ends))
    return found


def _initials(given: list[list[str]]) -> str:
    """Write the first initial, with or without those of the other given names."""
    first, *others = [part[0] for word in given for part in word]
    more = rf"(?:{LOOSE}[{''.join(others)}])*" if others else ""
    return rf"{re.escape(first)}{more}"

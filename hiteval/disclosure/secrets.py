"""What must not be found in anything published, by names that may be told."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that may not be published.

    ``where`` names it in a message: table, id and column, never the text. ``kind`` says
    how it would be recognised: a ``passage`` by six words in a row, a ``name`` of a
    person in any of its usual forms, an ``id`` as it stands.
    """

    where: str
    kind: Literal["passage", "name", "id"]
    text: str

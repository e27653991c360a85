"""Who did what in Taguette: its log of commands, replayed in order."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hiteval.readers.databases.sqlite_file import Row


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, and when, as the log says."""

    user: str
    date: str


@dataclass(slots=True)
class History:
    """What the log says of what there is now.

    ``documents`` and ``highlights`` map an id to its making; ``tags`` maps a highlight
    to its tags, and each of these to who first put it there since it was last taken
    away; ``tagged`` maps a tag to its highlights.
    """

    documents: dict[Any, Act] = field(default_factory=dict)
    highlights: dict[int, Act] = field(default_factory=dict)
    tags: dict[int, dict[int, Act]] = field(default_factory=dict)
    tagged: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    added: set[int] = field(default_factory=set)
    changed_by_others: set[int] = field(default_factory=set)
    unreadable: int = 0

    def apply(self, act: Act, document: Any, command: dict[str, Any]) -> None:
        """Replay one command."""
        match command:
            case {"type": "document_add"}:
                self.documents[document] = act
            case {"type": "highlight_add", "highlight_id": int(key), "tags": [*tags]}:
                self._put(key, [tag for tag in tags if isinstance(tag, int)], act)
            case {"type": "highlight_delete", "highlight_id": int(key)}:
                self.highlights.pop(key, None)
                self._untag(key)
            case {"type": "tag_delete", "tag_id": int(tag)}:
                for key in self.tagged.pop(tag, set()):
                    del self.tags[key][tag]
            case {"type": "tag_merge", "src_tag_id": int(old), "dest_tag_id": int(new)}:
                self._merge(old, new)

    def _put(self, key: int, tags: list[int], act: Act) -> None:
        """Add a highlight, or change one: Taguette logs both alike."""
        made = self.highlights.setdefault(key, act)
        self.added.add(key)
        if made.user != act.user:
            self.changed_by_others.add(key)
        before = self._untag(key)
        self.tags[key] = {tag: before.get(tag, act) for tag in tags}
        for tag in tags:
            self.tagged[tag].add(key)

    def _untag(self, key: int) -> dict[int, Act]:
        before = self.tags.pop(key, {})
        for tag in before:
            self.tagged[tag].discard(key)
        return before

    def _merge(self, old: int, new: int) -> None:
        if old == new:
            return
        for key in self.tagged.pop(old, set()):
            first = self.tags[key].pop(old)
            self.tags[key].setdefault(new, first)
            self.tagged[new].add(key)


def replay(commands: Iterable[Row]) -> History:
    """Replay the log.

    Parameters
    ----------
    commands : iterable of rows
        ``id``, ``date``, ``user_login``, ``document_id`` and ``payload`` of each.
    """
    history = History()
    for row in sorted(commands, key=lambda row: row["id"]):
        try:
            payload = json.loads(row["payload"])
        except (ValueError, TypeError, RecursionError):
            payload = None
        if isinstance(payload, dict):
            act = Act(str(row["user_login"]), str(row["date"]))
            history.apply(act, row["document_id"], payload)
        else:
            history.unreadable += 1
    return history

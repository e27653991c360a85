"""Build small REFI-QDA files by hand.

No public file shows cases, variables and several coders at once, so these are
synthetic: they follow the published schema, and habits of tools that the tests name.
"""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def element(tag: str, *inside: str, **attributes: object) -> str:
    """Write an element; ``from_`` would be ``from``."""
    given = {k: v for k, v in attributes.items() if v is not None}
    told = "".join(f" {k.rstrip('_')}={quoteattr(str(v))}" for k, v in given.items())
    return f"<{tag}{told}>{''.join(inside)}</{tag}>"


def text(tag: str, words: str) -> str:
    return f"<{tag}>{escape(words)}</{tag}>"


def reference(tag: str, number: int) -> str:
    return element(tag, targetGUID=guid(number))


def coding(number: int, code: int, user: int | None = 1, **more: object) -> str:
    return element(
        "Coding",
        reference("CodeRef", code),
        guid=guid(number),
        creatingUser=user and guid(user),
        **more,
    )


def selection(
    number: int,
    start: int,
    end: int,
    *inside: str,
    user: int | None = 1,
    **more: object,
) -> str:
    return element(
        "PlainTextSelection",
        *inside,
        guid=guid(number),
        startPosition=start,
        endPosition=end,
        creatingUser=user and guid(user),
        **more,
    )


def code(number: int, name: str, *inside: str, codable: str = "true") -> str:
    return element("Code", *inside, guid=guid(number), name=name, isCodable=codable)


def source(number: int, name: str, *inside: str, **more: object) -> str:
    return element("TextSource", *inside, guid=guid(number), name=name, **more)


@dataclass
class Built:
    """A project: users 1 and 2, codes 11 to 13, and what a test puts in."""

    sources: list[str] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    rest: str = ""
    cases: str = ""
    variables: str = ""
    origin: str | None = "made by hand"
    namespace: str = NAMESPACE
    users: tuple[str, ...] = ("Ann", "Bob")
    codes: str = code(11, "Working", code(12, "Public"), codable="false") + code(
        13, "Money"
    )

    def add(self, number: int, name: str, words: str | bytes, *inside: str) -> "Built":
        """Add a text in a file of its own."""
        file = f"{name}.txt"
        self.texts[file] = words if isinstance(words, bytes) else words.encode()
        self.sources.append(
            source(number, name, *inside, plainTextPath=f"internal://{file}")
        )
        return self

    def xml(self) -> str:
        users = "".join(
            element("User", guid=guid(n), name=name)
            for n, name in enumerate(self.users, start=1)
        )
        parts = [
            element("Users", users),
            element("CodeBook", element("Codes", self.codes)),
            self.variables,
            self.cases,
            element("Sources", *self.sources) if self.sources else "",
            self.rest,
        ]
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        told = {"xmlns": self.namespace, "name": "Small", "origin": self.origin}
        return head + element("Project", *parts, **told)

    def write(self, path: Path, qde: str = "project.qde", folder: str = "sources/"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(qde, self.xml())
            for name, words in self.texts.items():
                made.writestr(folder + name, words)
        return path

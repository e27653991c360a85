"""Read a YAML file that means what it looks like."""

import json
import re
from pathlib import Path
from typing import Any, Never

import yaml

from hiteval.errors import Fault, StudyError
from hiteval.regular import read_regular

CORRECT = "Correct the file."
MAX_BYTES = 1_000_000  # hand-written files; a larger one is not one of ours
COLON = "mapping values are not allowed here"


# What PyYAML raises where an explicit tag does not suit its value.
BAD_TAGS = (ValueError, KeyError, AttributeError, TypeError, OverflowError)


class _PlainLoader(yaml.SafeLoader):
    """YAML without its surprises.

    ``NO`` and ``on`` stay words, ``2012-07-01`` and ``1:30`` stay text, ``007`` stays
    text; a repeated key and an alias (the means of the "billion laughs" attack) are
    refused.
    """

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own form)

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            loader: Any = self
            mark = loader.get_event().start_mark
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                problem = "repeated key"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


for _tag, _pattern, _first in [
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?(0|[1-9][0-9]*)\.[0-9]+", list("-+0123456789")),
]:
    _PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first
    )


def read_yaml(path: Path) -> dict[str, Any]:
    """Read one mapping from a YAML file.

    Parameters
    ----------
    path : Path
        The file; at most 1 MB of UTF-8.

    Returns
    -------
    dict
        Keys are text; values are text, int, float, bool, None, lists or mappings.

    Raises
    ------
    StudyError
        If the file is absent, too large, not UTF-8, not YAML, or no mapping; if a key
        is repeated or an alias is used.
    """
    return parse_yaml(read_regular(path, MAX_BYTES, CORRECT, CORRECT), path.name)


def parse_yaml(content: bytes, file: str) -> dict[str, Any]:
    """Read one mapping from the bytes of a YAML file, whose name is for messages.

    Raises
    ------
    StudyError
        As `read_yaml`.
    """
    try:
        value = yaml.load(content.decode("utf-8-sig"), _PlainLoader)  # noqa: S506 (safe)
    except UnicodeDecodeError as error:
        raise _refuse(file, "UTF-8 text", f"another byte at {error.start}") from None
    except yaml.MarkedYAMLError as error:
        _refuse_yaml(file, error)
    except (yaml.YAMLError, RecursionError, *BAD_TAGS) as error:
        raise _refuse(file, "YAML", type(error).__name__) from None
    if not _is_unicode(value):
        raise _refuse(file, "characters of Unicode", "half of a surrogate pair")
    if not isinstance(value, dict):
        raise _refuse(file, "a mapping of names to values", type(value).__name__)
    return value


def _is_unicode(value: object) -> bool:
    r"""Tell whether all text in a value can be encoded; ``"\ud800"`` cannot."""
    try:
        json.dumps(value, ensure_ascii=False, default=str, skipkeys=True).encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse_yaml(file: str, error: yaml.MarkedYAMLError) -> Never:
    mark = error.problem_mark
    line = f" on line {mark.line + 1}" if mark else ""
    if error.problem == COLON:
        remedy = "Put a text that holds a colon into quotation marks."
        expected, got = "a name and one value on a line", f"two colons{line}"
        raise StudyError([Fault(file, expected, got, remedy)])
    raise _refuse(
        file, "plain YAML, no key twice, no aliases", f"{error.problem}{line}"
    )


def _refuse(file: str, expected: str, got: str) -> StudyError:
    return StudyError([Fault(file, expected, got, CORRECT)])

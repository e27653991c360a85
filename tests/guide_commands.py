"""The guide's page of commands, from the commands themselves.

To write `book/guide/commands.md` anew: ``python tests/guide_commands.py``.
"""

import inspect
import re
from typing import Literal, get_args, get_origin, get_type_hints

import typer
from guide_tables import GUIDE

from hiteval.cli import COMMANDS, command_line
from hiteval.commands.reports import JOBS

PAGE = GUIDE / "commands.md"
BEGINNING = """\
# Commands

Each command says the same with `--help`. This page is written from the code.
Run commands in the folder of your project, which has `data` and `_toc.yml`.

## How a command ends

| status | meaning |
|---|---|
| 0 | done |
| 1 | a fault of another kind, which the message names |
| 2 | usage: no such command or option |
| 3 | the study is invalid; every fault is named |
| 4 | disclosure refused: something withheld would be shown, or a review is missing |
| 5 | a notebook or the book failed |
| 6 | another build is running |
| 7 | out of disk, memory or open files, or no right to write |
| 8 | a fault of hiteval itself; its log is named |
| 130 | Ctrl-C |
| 143 | SIGTERM |
"""


def commands():
    """Yield each command and subcommand with its words, in their order."""
    for name in COMMANDS:
        group = typer.main.get_command(command_line([name])).commands[name]
        yield [name], group
        for word, command in getattr(group, "commands", {}).items():
            yield [name, word], command


def page():
    """Write the page of commands."""
    return "\n".join([BEGINNING, *(_section(*each) for each in commands())])


def _section(words, command):
    told = re.sub(r"\[/?bold\]", "", command.help or "").strip()
    heading = "##" if len(words) == 1 else "###"
    lines = [f"{heading} hiteval {' '.join(words)}\n", f"```text\n{told}\n```\n"]
    types = get_type_hints(inspect.unwrap(command.callback)) if command.callback else {}
    given = [_row(p, types[p.name]) for p in command.params if p.name != "help"]
    if given:
        lines += ["| argument or option | needed | meaning |", "|---|---|---|", *given]
        lines += [""]
    return "\n".join(lines)


def _row(param, kind):
    named = param.opts[0]
    if param.param_type_name == "argument":
        named = (param.metavar or param.name).strip("[].").lower().replace("|", ", ")
    needed = "yes" if param.required else _default(param)
    choices = ", ".join(f"`{word}`" for word in _choices(kind))
    told = f"{param.help} One of {choices}." if choices else param.help
    return f"| `{named}` | {needed} | {told or param.name.capitalize()} |"


def _choices(kind):
    """List the words that a type allows, of a type that may be None as well."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return [w for part in get_args(kind) if part is not kind for w in _choices(part)]


def _default(param):
    default = param.default
    if param.name == "jobs" and default == JOBS:
        return "no; as many as there are cores"  # not those of this computer
    return f"no; `{default}`" if default not in (None, False, "", [], ()) else "no"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

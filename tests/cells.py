"""Run a notebook here, without a kernel, for tests to see what its readers would."""

import ast

import nbformat

from hiteval.display.kit.html import Html


def shown(notebook, parameters):
    """Yield what each cell shows: its Markdown, or the HTML of its last line."""
    names = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield cell.source
            continue
        *steps, last = ast.parse(cell.source).body
        exec(ast.unparse(steps), names)  # noqa: S102 (our own notebook)
        if isinstance(last, ast.Expr):
            yield eval(ast.unparse(last), names)  # noqa: S307
        else:
            exec(ast.unparse(last), names)  # noqa: S102
        names |= parameters


def html_of(notebook, parameters):
    """Return the HTML that a notebook shows, in one piece."""
    made = shown(notebook, parameters)
    return "\n".join(part.text for part in made if isinstance(part, Html))

"""DataTables, as itables ships it, in a form that a page can load from a folder."""

import re
from importlib.metadata import distribution
from pathlib import Path

FILE = "datatables.js"
EXPORT = re.compile(r"export\{([^{}]+)\};")
RENAMED = re.compile(r"([\w$]+) as ([\w$]+)")


def table_script() -> bytes:
    """Return a script that makes the bundle known as ``dataTables``.

    The bundle is a module. Browsers load no module from a file, but a script they do:
    what a module exports becomes what a function returns.
    """
    # itables is not imported: it would bring pandas into the process of the book.
    place = distribution("itables").locate_file("itables/html/dt_bundle.js")
    bundle = EXPORT.sub(_returned, Path(str(place)).read_text(encoding="utf-8"))
    return f'const dataTables = (() => {{ "use strict";\n{bundle}\n}})();\n'.encode()


def _returned(export: re.Match[str]) -> str:
    names = RENAMED.sub(r"\2: \1", export[1])
    return f"return Promise.resolve({{{names}}});"

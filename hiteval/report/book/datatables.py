"""DataTables, as itables ships it, in a form that a page can load from a folder."""

from base64 import b64encode
from importlib.metadata import distribution
from pathlib import Path

FILE = "datatables.js"


def table_script() -> bytes:
    """Return a script that makes the bundle known as ``dataTables``.

    The bundle is a module. Browsers load no module from a file, but they do from an
    address that holds it.
    """
    # itables is not imported: it would bring pandas into the process of the book.
    place = distribution("itables").locate_file("itables/html/dt_bundle.js")
    bundle = b64encode(Path(str(place)).read_bytes()).decode()
    address = f"data:text/javascript;base64,{bundle}"
    return f'const dataTables = import("{address}");\n'.encode()

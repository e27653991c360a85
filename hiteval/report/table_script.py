"""DataTables, as itables ships it, in a form that a page can load from a folder."""

from base64 import b64encode
from importlib.resources import files

FILE = "datatables.js"


def table_script() -> bytes:
    """Return a script that makes the bundle known as ``dataTables``.

    The bundle is a module. Browsers load no module from a file, but they do from an
    address that holds it.
    """
    bundle = files("itables").joinpath("html", "dt_bundle.js").read_bytes()
    address = f"data:text/javascript;base64,{b64encode(bundle).decode()}"
    return f'const dataTables = import("{address}");\n'.encode()

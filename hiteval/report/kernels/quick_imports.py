"""Import this first, and what comes after it takes a second less.

jsonschema, which Jupyter and Jupyter Book use, builds parsers of addresses if it finds
the package for them. Nothing here asks for addresses to be checked. Nor does anybody
step through the cells of a report, for which every kernel would load a debugger.
"""

import sys
from typing import Any, cast

for package in ("rfc3987_syntax", "debugpy"):
    cast(dict[str, Any], sys.modules).setdefault(package, None)

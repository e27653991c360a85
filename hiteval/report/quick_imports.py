"""Import this first, and what comes after it takes a second less.

jsonschema, which Jupyter and Jupyter Book use, builds parsers of addresses if it finds
the package for them. Nothing here asks for addresses to be checked.
"""

import sys
from typing import Any, cast

cast(dict[str, Any], sys.modules).setdefault("rfc3987_syntax", None)

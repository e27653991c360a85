"""The command with few pages and little to import: for runs that are to be disturbed.

Every process that is started from here runs this file once more, but for the last part.
"""

import sys

sys.modules["rfc3987_syntax"] = None  # a second of importing, for a check not made here

from hiteval.__main__ import main  # noqa: E402
from hiteval.report import warm_kernel  # noqa: E402

warm_kernel.MODULES[:] = ["hiteval.report.warm_kernel", "ipykernel.kernelapp"]

if __name__ == "__main__":
    from hiteval.report import pages

    pages.SINGLE = {"main-messages": "main_messages"}
    pages.PREVIEW = ("main-messages",)
    main()

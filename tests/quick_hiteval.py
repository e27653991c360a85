"""The command with few pages and little to import: for runs that are to be disturbed.

Every process that is started from here runs this file once more, but for the last part.
"""

import sys

if __name__ in ("__main__", "__mp_main__"):  # not where tests are collected
    # A second of importing, for a check that is not made here.
    sys.modules["rfc3987_syntax"] = None

    from hiteval.report import warm_kernel

    warm_kernel.MODULES[:] = ["hiteval.report.warm_kernel", "ipykernel.kernelapp"]

if __name__ == "__main__":
    from hiteval.__main__ import main
    from hiteval.report import pages

    pages.SINGLE = {"main-messages": "main_messages"}
    pages.PREVIEW = ("main-messages",)
    main()

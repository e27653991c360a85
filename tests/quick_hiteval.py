"""The command with few pages and little to import: for runs that are to be disturbed.

Every process that is started from here runs this file once more, but for the last part.
"""

if __name__ in ("__main__", "__mp_main__"):  # not where tests are collected
    from hiteval.report.kernels import warm_start

    warm_start.MODULES[:] = ["hiteval.report.pages.notebooks", "ipykernel.kernelapp"]

if __name__ == "__main__":
    from hiteval.__main__ import main
    from hiteval.report.pages import pages

    pages.SINGLE = {"main-messages": "main_messages"}
    pages.PREVIEW = ("main-messages",)
    main()

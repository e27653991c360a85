"""The command with few pages and little to import: for runs that are to be disturbed.

Every process that is started from here runs this file once more, but for the last part.
"""

if __name__ in ("__main__", "__mp_main__"):  # not where tests are collected
    from hiteval.report.kernels import child_processes

    child_processes.PRELOADED[:] = [
        "hiteval.report.pages.notebooks",
        "hiteval.report.kernels.engine",
    ]

if __name__ == "__main__":
    from hiteval.__main__ import main
    from hiteval.report.pages import contents, pages

    FEW = ("results/main-messages", "areas/*", "teams/*")
    read = contents.read_entries
    contents.read_entries = lambda project: [e for e in read(project) if e.line in FEW]
    pages.PREVIEW = ("results/main-messages",)
    main()

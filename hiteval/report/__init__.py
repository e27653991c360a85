"""From a study folder to a published report.

`build` does it all, as `request` asks: `hiteval.bundle` writes what the edition may
show, `pages/` lists the pages, `make_pages` runs the notebooks of those that changed,
in the processes of `kernels/`, and `book/` turns them into a site. `site` has that pass
`gate/`, and `publishing/` puts it in place of the last report. `print/` makes PDFs;
`verify` rebuilds a report from its bundle; `machine` finds traces of this computer.
"""

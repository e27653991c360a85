"""From a study folder to a published report.

`bundle` writes what the edition may show; `pages` lists the pages; `notebooks` runs one
for each; `book` makes them a site; `publish` puts it in place; `build` does all this.
Beside them, `provenance` says what a report was made from, `page_frame` is what every
page carries, and `warm_kernel` starts kernels sooner.
"""

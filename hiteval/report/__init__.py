"""From a study folder to a published report.

`bundle` writes what the edition may show; `pages` lists the pages; `making` runs the
notebook of each that changed, by `workers`; `book` makes them pages of a site, `site`
all that is to be published; `publish` puts it in place; `build` does all this, if
anything changed.
Beside them, `provenance` says what a report was made from, and `page_frame` is what
every page carries.
"""

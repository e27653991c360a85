"""From a study folder to a published report.

`bundle` writes what the edition may show; `pages` lists the pages; `notebooks` runs one
for each; `book` makes them a site; `publish` puts it in place; `build` does all this.
"""

"""From a study folder to a published report, in the order of the modules:

`bundle` writes what the edition may show; `pages` lists the pages; `notebooks` runs one
for each; `book` makes them a site; `publish` puts it in place; `build` does all this.
"""

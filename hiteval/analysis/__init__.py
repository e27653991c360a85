"""Pure statistics: tables in, tables out; no files, no pictures."""

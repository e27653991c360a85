"""The gate: what was built is read as an attacker would, before it is published.

``unpacking`` opens one wrapping, ``base64_runs`` what is written in base64;
``decoding`` yields every text that a file may hold. ``workbook_form`` tells the numbers
of cells from what they say; ``fixed_text`` yields what every report says. ``words``
writes a text in the forms in which it is searched; ``leaks`` finds withheld passages,
names and ids in a text; ``tables`` does so in the tables alone, before anything is
made. ``search_index`` finds what only the search would reveal. ``page_markup`` knows
what a page may do in a browser; ``book_markup.txt`` lists what the frame of pages does.
``known_files`` recognises files of packages. ``reading`` reads a site with all of
these; ``clean_files`` remembers what needs no second reading; ``check`` refuses a
release.
"""

"""How much of a foreign file is read at most, each with its reason.

Each number is several times what the largest real project known to us holds. A file
that goes over it is refused before it can fill the memory or the disk.
"""

MEGABYTE = 1_000_000

FILE_BYTES = 2_000 * MEGABYTE  # a project with its recordings inside
MEMBERS = 20_000  # one member a source, and one a transcript
MEMBER_BYTES = 300 * MEGABYTE  # an XML file or a text that is read into memory
TOTAL_BYTES = 4_000 * MEGABYTE  # all members, recordings that are never read included
RATIO = 100  # XML and text shrink 5 to 40 times; a bomb, a thousand times
RATIO_FROM_BYTES = 1 * MEGABYTE  # what is smaller than this unpacked harms nobody
DEPTH = 200  # elements within elements: codes nest ten deep, nobody nests 200
ELEMENTS = 100_000  # of XML; more only if they take their room in the archive:
ELEMENT_BYTES = 2  # packed, where those of real projects and documents take 4 or more
ROWS = 1_048_576  # what a worksheet can hold, and more than any tool exports
COLUMNS = 2_000  # a matrix has one for each code; 464 is the widest seen
CELL_CHARACTERS = 1_000_000  # more is a quotation mark that was never closed
CELLS = 5_000_000  # of one sheet; 220,000 is the most seen
PAGES = 5_000  # of a PDF
TAGS = 25_000  # of a web page; a long article has 5,000
CODES = 50_000
CODINGS = 2_000_000

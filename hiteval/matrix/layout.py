"""Where everything stands in the workbooks that go out to be written in."""

FORM = "hiteval framework matrix 1"  # raised when older workbooks can no longer be read
AREA = "hiteval area"  # stands in the hidden corner of an area's sheet
RECORD = "hiteval"
DISPUTES = "hiteval disputes 1"  # in the hidden corner of the sheet of what to settle
FIELDS = ("summary", "segments", "clearance")
HEADER_ROW, FIRST_ROW = 2, 3
NAME_COLUMN, FIRST_COLUMN = 2, 3

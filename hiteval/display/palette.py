"""One look for ratings, in pictures and in tables.

The colours are ColorBrewer's five-class BrBG (brown to blue-green), which readers with
any form of colour blindness can tell apart; none of them is red or green. Missing is a
hatch, never a colour, so that it cannot be taken for 0.
"""

LEVEL_COLOURS = {-2: "#a6611a", -1: "#dfc27d", 0: "#f5f5f5", 1: "#80cdc1", 2: "#018571"}
PATTERNS = {  # hatch and meaning
    "between": ("..", "between levels"),
    "uncertain": ("xx", "raters disagree"),
    "missing": ("////", "no evidence"),
}
PATTERN_INK = "#767676"
STRAND_LOOKS = (
    ("#35618f", ""),
    ("#e0a13c", ".."),
    ("#7a4e8a", "xx"),
    ("#5c7f5c", "--"),
)
DOT = "#35618f"
DARK = ("#018571", "#a6611a")  # grounds that need white letters
STRAND_CODES = {  # colour, hatch, letter, meaning
    "agreement": ("#018571", "", "A", "agreement"),
    "partial agreement": ("#80cdc1", "", "P", "partial agreement"),
    "dissonance": ("#a6611a", "", "D", "dissonance"),
    "silence": ("#f5f5f5", "", "S", "one strand is silent"),
    "no evidence": ("#ffffff", "////", "", "no evidence"),
}
COVERAGE = {
    "covered": ("#018571", "", "C", "covered"),
    "covered, one strand unread": ("#dfc27d", "", "U", "covered, a strand unread"),
    "silent in one strand": ("#80cdc1", "", "S", "one strand is silent"),
    "sought and none": ("#ffffff", "////", "", "sought and none"),
    "not sought": ("#ffffff", "xx", "", "not sought"),
}

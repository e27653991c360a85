"""What people do between the commands of the guide's first hour."""

from year_of_work import replace

ROW = "asthma-3,coder-{},together.public_voice,{}"


def slip(folder):
    replace(folder / "data" / "codings.csv", (ROW.format("a", -2), ROW.format("a", 7)))


def soften(folder):
    slips = (ROW.format("a", 7), ROW.format("a", -1))
    softer = (ROW.format("b", -2), ROW.format("b", -1))
    replace(folder / "data" / "codings.csv", slips, softer)

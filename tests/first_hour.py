"""What people do between the commands of the guide's first hour."""

from year_of_work import replace

ROW = "asthma-3,coder-{},together.public_voice,{}"


def slip(folder):
    replace(folder / "data" / "codings.csv", (ROW.format("a", -2), ROW.format("a", 7)))


def make_neutral(folder):
    first = (ROW.format("a", 7), ROW.format("a", 0))
    second = (ROW.format("b", -2), ROW.format("b", 0))
    replace(folder / "data" / "codings.csv", first, second)

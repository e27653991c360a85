"""Each guard that `make soak` switches off is still in the code, and once."""

from conftest import ROOT

GUARDS = ROOT / "tests" / "soak" / "guards.txt"


def test_every_guard_stands_in_the_code_once():
    lost = []
    for line in GUARDS.read_text("utf-8").splitlines():
        file, guard, _ = (
            part.strip().replace(r"\|", "|").replace(r"\n", "\n")
            for part in f"{line} ".split(" | ")
        )
        if (ROOT / "hiteval" / file).read_text("utf-8").count(guard) != 1:
            lost.append(line)
    assert lost == []

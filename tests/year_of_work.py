"""What people do between the commands of the guide through a year's work."""

import csv
import random
import zipfile
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5
from xml.etree import ElementTree

import openpyxl
from defusedxml.ElementTree import fromstring

REFI = "{urn:QDA-XML:project:1.0}"
TEAMS = [f"team-{number:02}" for number in range(1, 12)] + ["falls"]
WAVES = """\
waves:
  w1: {name: First year, from: 2024-01-01, to: 2024-12-31}
  w2: {name: Second year, from: 2025-01-01, to: 2025-12-31}
"""


def replace(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def begin(folder: Path) -> None:
    """Fill in what `study.yml` leaves blank."""
    replace(
        folder / "data" / "study.yml",
        ("\nid: #", "\nid: our-evaluation #"),
        ("\ntitle:\n", "\ntitle: Teams of the City\n"),
        ("\nquestion: #", "\nquestion: Do the teams work together? #"),
        ("{from: , to: }", "{from: 2024-01-01, to: 2024-12-31}"),
        ("  coder-a: #", "  coder-b: Coded everything again\n  coder-a: Coded #"),
        ("\n  -\n", "\n  - Made up for a test.\n"),
        ("\nlicence: #", "\nlicence: CC0-1.0 #"),
        ("\n# publisher: #", "\npublisher: A partnership #"),
    )


def name_teams(folder: Path) -> None:
    rows = [f"{team},{team.title()} of the City,team\n" for team in TEAMS]
    with (folder / "data" / "teams.csv").open("w", encoding="utf-8") as table:
        table.writelines(["team_id,name,kind\n", *rows])


def gather(year: int, place: Path) -> None:
    place.mkdir()
    for team in TEAMS:
        text = f"Minutes of {team}.\n\nIn {year} patients took part.\n\nWork is shared."
        (place / f"{team}-{year}.txt").write_text(text, encoding="utf-8")


def map_documents(folder: Path) -> None:
    teams = "".join(f'\n  "name: {team}-*": {team}' for team in TEAMS)
    replace(
        folder / "data" / "mapping.yml",
        *[("\nteams:", f"\nteams:{teams}"), ("summary: later", "summary: passage")],
        (
            "{strand: , type: , clearance: }",
            "{strand: document, type: minutes, clearance: public}",
        ),
    )
    date_documents(folder, 2024)


def date_documents(folder: Path, year: int) -> None:
    replace(
        folder / "data" / "mapping.yml",
        ("{team: , title: , date: }", f"{{date: {year}-05}}"),
    )


def code(project: Path, coded: Path, year: int, coder: str) -> None:
    """Code every passage of a year's documents, as a tool would write it down."""
    choose = random.Random(coder).choice
    with zipfile.ZipFile(project) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    root = fromstring(files["project.qde"])
    user = str(uuid5(NAMESPACE_DNS, coder))
    users = root.find(f"{REFI}Users")
    users.clear()
    ElementTree.SubElement(users, f"{REFI}User", guid=user, name=coder)
    codes = [
        c.get("guid") for c in root.iter(f"{REFI}Code") if c.get("isCodable") == "true"
    ]
    for source in root.iter(f"{REFI}TextSource"):
        for passage in source.iter(f"{REFI}PlainTextSelection"):
            for coding in passage.findall(f"{REFI}Coding"):
                passage.remove(coding)
            if str(year) in source.get("name"):
                guid = str(uuid5(NAMESPACE_DNS, coder + passage.get("guid")))
                put = {"guid": guid, "creatingUser": user}
                coding = ElementTree.SubElement(passage, f"{REFI}Coding", put)
                chosen = choose(codes[:12])
                ElementTree.SubElement(coding, f"{REFI}CodeRef", targetGUID=chosen)
    files["project.qde"] = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    coded.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(coded, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)


def two_code(folder: Path, project: str, place: str, year: int) -> None:
    for coder in ("Ann", "Bob"):
        code(folder / project, folder / place / f"{coder}.qdpx", year, coder)


def name_coders(folder: Path) -> None:
    names = ('"Ann": ', '"Ann": coder-a'), ('"Bob": ', '"Bob": coder-b')
    replace(folder / "data" / "mapping.yml", *names)


def settle_the_first(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "to-settle.xlsx")
    book["To settle"]["G3"], book["To settle"]["H3"] = "2", "The minutes say so."
    book.save(folder / "to-settle.xlsx")


def second_wave(folder: Path) -> None:
    data = folder / "data"
    replace(data / "study.yml", ("to: 2024-12-31}", "to: 2025-12-31}"))
    with (data / "study.yml").open("a", encoding="utf-8") as settings:
        settings.write(WAVES)
    for name in ("codings", "ratings", "consensus", "summaries"):
        path = data / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as table:
            head, *rows = csv.reader(table)
        head = [*(column for column in head if column != "wave"), "wave"]
        with path.open("w", encoding="utf-8", newline="") as table:
            write = csv.writer(table, lineterminator="\n").writerow
            write(head)
            for row in rows:
                write([*row[: len(head) - 1], "w1"])

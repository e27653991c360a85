"""A published report as one file for an archive, such as Zenodo's.

It holds the site and its bundle, what an archive asks for (``zenodo.json``, in the form
of Zenodo's REST API), an RO-Crate, the manifest of a CODECHECK, and the SHA-256 of
every file in the form that ``sha256sum -c`` reads. The same report gives the same
bytes.
"""

import hashlib
import html
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rocrate.rocrate import ROCrate

from hiteval.bundle.packed import pack, unpack
from hiteval.display.downloads import BUNDLE as PACKED
from hiteval.display.downloads import PLAN
from hiteval.errors import DisclosureError, Fault, HitevalError, StudyError
from hiteval.readers.containers import Archive
from hiteval.regular import check_tree, read_regular
from hiteval.report.book.crate import RO_CRATE, as_json
from hiteval.report.book.download_files import FOLDER as DOWNLOADS
from hiteval.report.publishing.reviews import refusal
from hiteval.study.reading import read_study
from hiteval.study.settings import Settings

SITE, BUNDLE, SUMS = "report", "bundle", "SHA256SUMS"
VERSIONS = "requirements.txt"
CRATE, MANIFEST, METADATA = "ro-crate-metadata.json", "codecheck.yml", "zenodo.json"
CODECHECK = "https://codecheck.org.uk/spec/config/1.0/"
LICENCE = re.compile(r"\b(CC0-1\.0|CC-BY(?:-[A-Z]{2}){0,2}-[34]\.0|OGL-UK-3\.0)\b")
README = """\
{title}

{site}/index.html is the report, and {bundle}/ the tables that it was made from.
To make it again from these tables, and to compare every byte:

    pip install -r {versions}
    hiteval verify --site {site} --bundle {bundle}

If the evaluators changed the notebooks or pages of hiteval, ask them for their
folders "notebooks" and "book", _config.yml and _toc.yml, and run the second line
beside these.

"sha256sum -c {sums}" tells whether all files arrived whole. {manifest} names
what a reviewer may check, with the notebook behind each page.

Licence: {licence}
"""


def deposit(project: Path, study: Path, place: Path) -> int:
    """Write the published report as one file, and check it.

    Parameters
    ----------
    project : Path
        Holds the report in ``_build/html``. The bundle is that in the report, which
        has passed the gate with it; ``_build/bundle`` may be another by now.
    study : Path
        Has the log of reviews.
    place : Path
        A ``.zip`` file; replaced if it exists.

    Returns
    -------
    int
        How many files it holds.

    Raises
    ------
    HitevalError
        If there is no report of the public edition, or the file was written wrong.
    DisclosureError
        If an output was rejected, or lacks an approval that it needs.
    StudyError
        If the study lacks what an archive asks for.
    """
    site = project / "_build" / "html"
    if not (site / "index.html").is_file():
        raise HitevalError(f"{site}: not found. Run hiteval report first.")
    check_tree(site)
    if not (site / DOWNLOADS / PACKED).is_file():
        expected, got = f"a report that holds its bundle, {PACKED}", "none"
        remedy = "It is too large for that: archive the site and its bundle by hand."
        raise HitevalError(f"{site}: expected {expected}; got {got}. {remedy}")
    with TemporaryDirectory(prefix="hiteval-") as folder:
        laid_out = Path(folder, "deposit")
        shutil.copytree(site, laid_out / SITE)
        unpack(laid_out / SITE / DOWNLOADS / PACKED, laid_out / BUNDLE)
        settings = read_study(laid_out / BUNDLE).settings
        _check_fit(site, study, settings)
        _describe(laid_out, settings)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.new")
        pack(laid_out, fresh)
        number = check(fresh)
        fresh.replace(place)
    return number


def check(packed: Path) -> int:
    """Compare every file of a deposit with its sum, and return how many there are.

    Raises
    ------
    HitevalError
        Naming what is not as its sum says.
    """
    with Archive.open(packed) as archive:
        lines = archive.read(SUMS).decode().splitlines()
        sums = {name: sha256 for sha256, _, name in (x.partition("  ") for x in lines)}
        named = set(archive.members) - {SUMS}
        wrong = named ^ sums.keys()
        wrong |= {n for n in named & sums.keys() if _sha256(archive.read(n)) != sums[n]}
    if wrong:
        raise HitevalError(
            f"{packed}: expected every file to be as {SUMS} says; got others: "
            f"{', '.join(sorted(wrong)[:5])}. Make it again."
        )
    return len(named)


def _check_fit(site: Path, study: Path, settings: Settings) -> None:
    """Refuse what may not be given out, or lacks what an archive asks for."""
    if settings.edition != "public":
        got = "the internal one, which is not for publication"
        raise HitevalError(f"{site}: expected the public edition; got {got}.")
    if told := refusal(site, study, settings.editions.public.review):
        raise DisclosureError(told)
    if not settings.publisher.strip():
        expected, remedy = "who publishes the report", "An archive asks for it."
        raise StudyError([Fault("study.yml, publisher", expected, "none", remedy)])


def _describe(folder: Path, settings: Settings) -> None:
    """Write what people, archives and reviewers need to know."""
    names = {"site": SITE, "bundle": BUNDLE, "sums": SUMS, "manifest": MANIFEST}
    told = {"title": settings.title, "licence": settings.licence, "versions": VERSIONS}
    manifest = yaml.safe_dump(
        _manifest(folder, settings), allow_unicode=True, sort_keys=False, width=88
    )
    texts = {
        "README.txt": README.format(**names, **told),
        MANIFEST: f"---\n{manifest}",
        VERSIONS: "".join(f"{name}=={n}\n" for name, n in installed().items()),
        METADATA: as_json({"metadata": zenodo(settings)}),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    crate = as_json(_crate([*texts], settings))
    (folder / CRATE).write_text(crate, encoding="utf-8", newline="\n")
    sums = "".join(f"{sha256}  {name}\n" for name, sha256 in _sums(folder))
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def installed(package: str = "hiteval") -> dict[str, str]:
    """Return the versions of a package and of all that it needs, as installed here."""
    found: dict[str, str] = {}
    waiting = [package]
    while waiting:
        name = canonicalize_name(waiting.pop())
        with suppress(PackageNotFoundError):  # what another system needs
            if name not in found:
                found[name] = version(name)
                needs = map(Requirement, requires(name) or ())
                waiting += [n.name for n in needs if _applies(n)]
    return dict(sorted(found.items()))


def _applies(need: Requirement) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": ""})


def zenodo(settings: Settings) -> dict[str, Any]:
    """Return the metadata of a deposition, as Zenodo's REST API names them.

    It takes descriptions and notes for HTML.
    What the study does not say is left out: a day of publication, or a licence that
    has an SPDX id.
    """
    licence = LICENCE.search(settings.licence)
    optional = {
        "publication_date": settings.published and settings.published.isoformat(),
        "license": licence and licence[1].lower(),
    }
    return {
        "title": settings.title,
        "upload_type": "dataset",
        "description": html.escape(f"{settings.question} {settings.answer}".strip()),
        "creators": [{"name": settings.publisher}],
        "access_right": "open",
        "keywords": ["evaluation", "framework method", "reproducible report"],
        "notes": html.escape(f"Licence: {settings.licence}"),
        **{name: value for name, value in optional.items() if value},
    }


def _manifest(folder: Path, settings: Settings) -> dict[str, Any]:
    """Name each page with what makes it, for a CODECHECK."""
    steps = json.loads(read_regular(folder / SITE / PLAN))
    return {
        "version": CODECHECK,
        "paper": {
            "title": settings.title,
            "authors": [{"name": settings.publisher}],
            **({"reference": settings.address} if settings.address else {}),
        },
        "manifest": [
            {"file": f"{SITE}/{step['page']}", "comment": _made_by(step)}
            for step in steps
            if (folder / SITE / step["page"]).is_file()
        ],
    }


def _made_by(step: dict[str, Any]) -> str:
    given = ", ".join(f"{name}={value}" for name, value in step["parameters"].items())
    return f"made by {step['notebook']}" + (f" with {given}" if given else "")


def _crate(files: list[str], settings: Settings) -> Any:
    crate = ROCrate(version=RO_CRATE)
    crate.name, crate.description = settings.title, settings.question
    crate.license = settings.licence
    crate.datePublished = (settings.published or settings.period.end).isoformat()
    crate.add_dataset(dest_path=SITE, properties={"name": "The report"})
    crate.add_dataset(dest_path=BUNDLE, properties={"name": "Its tables"})
    for name in (*files, SUMS):
        crate.add_file(dest_path=name, properties={"name": name})
    metadata = crate.metadata.generate()
    metadata["@graph"].sort(key=lambda entity: entity["@id"])
    return metadata


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), _sha256(read_regular(path))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""The bundle as one file, which readers of a report can take away."""

import zipfile
from pathlib import Path

from hiteval.errors import HitevalError, StudyError
from hiteval.readers.containers import Archive


def pack(bundle: Path, place: Path) -> None:
    """Write the files of a bundle into a ZIP file that is the same at every run."""
    with zipfile.ZipFile(place, "w") as packed:
        for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
            # ZipInfo alone, without a time, is of 1980.
            info = zipfile.ZipInfo(path.relative_to(bundle).as_posix())
            info.create_system = 3  # whatever system this is
            packed.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)


def unpack(packed: Path, folder: Path) -> None:
    """Write the files of a packed bundle into a folder, which must be absent.

    Raises
    ------
    HitevalError
        If it is no sound archive.
    """
    try:
        with Archive.open(packed) as archive:
            for name in archive.members:
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(name))
    except StudyError:
        raise HitevalError(
            f"{packed}: expected the bundle of a report as one sound file; got "
            "something else. Download it again."
        ) from None

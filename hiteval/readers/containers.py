"""Look at an archive before opening it: `.qdpx`, `.xlsx` and `.docx` are all ZIP."""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from hiteval.errors import shown
from hiteval.readers import caps
from hiteval.readers.project import refusal
from hiteval.regular import check_regular, open_regular

# What `zipfile` raises on damage, by hand-made fields too.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError, OverflowError, LookupError),
)
ENCRYPTED = 0x1
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
FIND = "Check the name of the file."
LIGHTER = "Export it without its recordings and pictures."
SAVE_AGAIN = "Export it again from the tool that wrote it."


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP file whose directory is sound; members are read into memory, capped."""

    file: str
    zipped: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an archive if its directory shows no danger.

        Raises
        ------
        StudyError
            If it is damaged, encrypted, too large, a bomb, or names a file twice or
            outside itself.
        """
        size = check_regular(path, caps.FILE_BYTES, FIND, LIGHTER)
        try:
            zipped = zipfile.ZipFile(path)
        except DAMAGE:
            expected, got = "a whole ZIP archive", "a damaged or cut-off one"
            raise refusal(path.name, expected, got, SAVE_AGAIN) from None
        # `ZipInfo.is_dir` does not bear a name without a character.
        files = [i for i in zipped.infolist() if not i.filename.endswith("/")]
        if danger := _danger(files, size):
            zipped.close()
            raise refusal(path.name, *danger, SAVE_AGAIN)
        return cls(path.name, zipped, {info.filename: info for info in files})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.zipped.close()

    def packed(self, name: str) -> int:
        """Return how many bytes of the archive a member takes."""
        return self.members[name].compress_size

    def read(self, name: str) -> bytes:
        """Read one member, and no more of it than its directory entry declares."""
        info = self.members[name]
        where = f"{self.file}, {shown(name)}"
        if info.file_size > caps.MEMBER_BYTES:
            expected = f"at most {caps.MEMBER_BYTES} bytes"
            raise refusal(where, expected, str(info.file_size), SAVE_AGAIN)
        try:
            with self.zipped.open(info) as member:
                content = member.read(info.file_size + 1)
        except DAMAGE:
            expected, got = "a member that can be unpacked", "a damaged one"
            raise refusal(where, expected, got, SAVE_AGAIN) from None
        if len(content) != info.file_size:
            expected = f"{info.file_size} bytes, as the archive declares"
            raise refusal(where, expected, "another number", SAVE_AGAIN)
        return content


def is_zip(path: Path) -> bool:
    """Tell whether a file begins as a ZIP archive does, whatever its name."""
    return start_of(path, 4) == b"PK\x03\x04"


def start_of(path: Path, number: int) -> bytes:
    """Read the first bytes of a file.

    Raises
    ------
    StudyError
        If there is none, it cannot be read, or is too large.
    """
    with open_regular(path, caps.FILE_BYTES, FIND, LIGHTER) as opened:
        return opened.read(number)


def _danger(files: list[zipfile.ZipInfo], size: int) -> tuple[str, str] | None:
    """Return what is expected of an archive's directory and what was found."""
    # A file that claims to be poorly packed must not pass for no bomb, and members that
    # overlap are one.
    if (packed := sum(info.compress_size for info in files)) > size:
        return f"files inside of {size} bytes at most, packed", str(packed)
    if len(files) > caps.MEMBERS:
        return f"at most {caps.MEMBERS} files inside", str(len(files))
    total = sum(info.file_size for info in files)
    if total > caps.TOTAL_BYTES:
        return f"at most {caps.TOTAL_BYTES} bytes unpacked", str(total)
    names = [info.filename for info in files]
    if len(set(names)) < len(names):
        return "each file inside once", "a name twice"
    for info in files:
        if found := _member_danger(info):
            return found
    return None


def _member_danger(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    parts = info.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        return "files inside the archive only", "a path that leads out of it"
    if info.flag_bits & ENCRYPTED:
        return "an archive without a password", "an encrypted file inside"
    if info.compress_type not in READABLE:
        return "files packed in the ordinary way (deflate)", "another way"
    packed = max(info.compress_size, 1)
    if info.file_size > max(caps.RATIO_FROM_BYTES, caps.RATIO * packed):
        return f"files that unpack to at most {caps.RATIO} times their size", "more"
    return None

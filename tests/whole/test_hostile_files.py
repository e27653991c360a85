"""Damaged and hostile files are refused with one clear error, and write nothing."""

import io
import struct
import zipfile

import pytest
from refi_builder import Built, code, coding, selection

from hiteval.errors import StudyError
from hiteval.importers.importing import import_files
from hiteval.readers import caps
from hiteval.readers.containers import Archive
from hiteval.readers.formats import read_project

XML = Built().add(21, "I", "Patients chair the board.").xml()


def refused(path):
    """Return the one fault for which a file is refused."""
    with pytest.raises(StudyError) as error:
        read_project(path)
    (fault,) = error.value.faults
    return str(fault)


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    built = Built().add(
        21, "I", "Patients chair the board. " * 50, selection(31, 0, 8, coding(41, 12))
    )
    return built.write(tmp_path_factory.mktemp("whole") / "c.qdpx").read_bytes()


def test_a_file_cut_off_anywhere_is_refused_and_writes_nothing(whole, tmp_path):
    path, study = tmp_path / "cut.qdpx", tmp_path / "study"
    for end in range(0, len(whole), 7):
        path.write_bytes(whole[:end])
        with pytest.raises(StudyError) as error:
            import_files([path], study, tmp_path / "none")
        assert len(error.value.faults) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["cut.qdpx"]


def test_xml_cut_off_anywhere_is_refused(tmp_path):
    path = tmp_path / "cut.qde"
    content = XML.encode()
    assert read_project(_written(path, content)).users == ("Ann", "Bob")
    for end in range(0, len(content) - 1, 11):
        refused(_written(path, content[:end]))


def _written(path, content):
    path.write_bytes(content)
    return path


def test_a_byte_changed_anywhere_is_refused_or_read_whole(whole, tmp_path):
    path = tmp_path / "spoilt.qdpx"
    for place in range(0, len(whole), 5):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x55
        path.write_bytes(spoilt)
        try:
            project = read_project(path)
        except StudyError:
            continue
        assert len(project.codings) == 1


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Project SYSTEM "http://localhost/x.dtd">',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hosts">]>',
        '<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
    ids=["outer", "file", "laughs"],
)
def test_a_document_type_is_refused(tmp_path, doctype):
    content = XML.replace("?>\n", f"?>\n{doctype}", 1)
    path = zipped(tmp_path / "c.qdpx", [("project.qde", content)])
    assert refused(path) == (
        "c.qdpx, 'project.qde': expected XML without a document type or entities; got "
        "one of them. Export the file again."
    )


def test_codes_nested_without_end_are_refused(tmp_path):
    depth = 100_000
    deep = '<Code name="c" guid="1" isCodable="true">' * depth + "</Code>" * depth
    content = XML.replace(code(13, "Money"), deep)
    assert refused(_written(tmp_path / "c.qde", content.encode())) == (
        "c.qde: expected elements at most 200 deep; got deeper ones. "
        "Flatten the tree of codes."
    )


def test_a_member_that_unpacks_a_thousandfold_is_refused(tmp_path):
    members = [("project.qde", XML), ("sources/bomb.txt", bytes(5_000_000))]
    assert refused(zipped(tmp_path / "c.qdpx", members)) == (
        "c.qdpx: expected files that unpack to at most 100 times their size; got more. "
        "Export it again from the tool that wrote it."
    )


def test_more_bytes_than_the_directory_declares_are_refused(tmp_path):
    content = XML.encode() + b" " * 200
    path = zipped(tmp_path / "c.qdpx", [("project.qde", content)])
    data = path.read_bytes()
    size = struct.pack("<I", len(content))
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, struct.pack("<I", len(content) - 100)))
    assert "expected a member that can be unpacked" in refused(path) or (
        "as the archive declares" in refused(path)
    )


@pytest.mark.parametrize(
    ("cap", "value", "expected"),
    [
        ("FILE_BYTES", 10, "at most 10 bytes"),
        ("MEMBERS", 1, "at most 1 files inside"),
        ("TOTAL_BYTES", 100, "at most 100 bytes unpacked"),
        ("MEMBER_BYTES", 100, "at most 100 bytes"),
        ("CODES", 2, "at most 2 codes"),
        ("CODINGS", 0, "at most 0 codings"),
    ],
)
def test_every_cap_is_held(tmp_path, monkeypatch, cap, value, expected):
    built = Built().add(21, "I", "words", selection(31, 0, 5, coding(41, 12)))
    path = built.write(tmp_path / "c.qdpx")
    monkeypatch.setattr(caps, cap, value)
    assert f"expected {expected}; got" in refused(path)


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "sources/../../up.txt", "/etc/up.txt", "C:/up", "a\\..\\..\\b"],
)
def test_a_path_that_leads_out_is_refused(tmp_path, name):
    path = zipped(tmp_path / "c.qdpx", [("project.qde", XML), (name, "x")])
    assert refused(path) == (
        "c.qdpx: expected files inside the archive only; got a path that leads out of "
        "it. Export it again from the tool that wrote it."
    )


def test_a_member_named_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "c.qdpx", [("project.qde", XML)] * 2)
    assert "expected each file inside once; got a name twice" in refused(path)


def test_an_encrypted_member_is_refused(tmp_path):
    path = zipped(tmp_path / "c.qdpx", [("project.qde", XML)])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "expected an archive without a password" in refused(path)


def test_a_packing_that_nobody_uses_is_refused(tmp_path):
    path = tmp_path / "c.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("project.qde", XML)
    assert "expected files packed in the ordinary way" in refused(path)


def test_two_projects_in_one_archive_are_refused(tmp_path):
    path = zipped(tmp_path / "c.qdpx", [("a.qde", XML), ("b.QDE", XML)])
    assert "expected one .qde file at the archive's root; got 2" in refused(path)


def test_two_texts_of_one_name_are_not_guessed_between(tmp_path):
    members = [("project.qde", XML), ("sources/I.txt", "a"), ("more/I.txt", "b")]
    path = zipped(tmp_path / "c.qdpx", members)
    assert "expected one file named 'I.txt' inside; got 2" in refused(path)


@pytest.mark.parametrize(
    ("content", "got"),
    [(b"caf\xe9 and more words", "another byte at 3"), (b"a\0b", "a NUL character")],
)
def test_a_text_that_is_none_is_refused(tmp_path, content, got):
    path = zipped(
        tmp_path / "c.qdpx", [("project.qde", XML), ("sources/I.txt", content)]
    )
    assert f"; got {got}." in refused(path)


def test_utf16_texts_are_read(tmp_path):
    words = "Patients chair the board.".encode("utf-16")
    path = zipped(tmp_path / "c.qdpx", [("project.qde", XML), ("sources/I.txt", words)])
    assert read_project(path).sources["text"].tolist() == ["Patients chair the board."]


@pytest.mark.parametrize(
    "content", [b"", b"just words", b"<html/>", b"\x7fELF", b"PK\x03\x04"], ids=repr
)
def test_what_no_reader_knows_is_refused(tmp_path, content):
    refused(_written(tmp_path / "c.qdpx", content))


def test_no_file_is_refused(tmp_path):
    assert refused(tmp_path / "none.qdpx") == (
        "none.qdpx: expected a readable file; got No such file or directory. Check "
        "the name of the file."
    )


def test_an_archive_that_is_no_project_is_refused(tmp_path):
    assert "expected one of REFI-QDA" in refused(
        zipped(tmp_path / "c.zip", [("a", "b")])
    )


def test_positions_beyond_all_numbers_are_no_positions(tmp_path):
    passage = selection(31, 0, 10**30, coding(41, 12))
    path = Built().add(21, "I", "words", passage).write(tmp_path / "c.qdpx")
    assert read_project(path).codings["quote"].isna().all()


def test_an_archive_is_read_in_memory_only(whole, tmp_path, monkeypatch):
    path = _written(tmp_path / "c.qdpx", whole)
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    with Archive.open(path) as archive:
        assert io.BytesIO(archive.read("project.qde")).read(5) == b"<?xml"
    assert [p.name for p in tmp_path.iterdir()] == ["c.qdpx"]


def test_more_elements_than_a_file_of_its_size_holds_are_refused(tmp_path):
    inside = "<Sources>" + "<a/>" * caps.ELEMENTS + "</Sources>"
    content = XML.replace("</Project>", f"{inside}</Project>")
    path = zipped(tmp_path / "a.qdpx", [("project.qde", content)])
    assert refused(path) == (
        "a.qdpx, 'project.qde': expected at most 100000 elements in its size; got "
        "more. Export it in parts."
    )
    # Unpacked it is large enough for as many.
    plain = tmp_path / "a.qde"
    plain.write_text(content)
    assert read_project(plain).users == ("Ann", "Bob")


def test_a_member_that_claims_more_room_than_the_archive_has_is_refused(
    whole, tmp_path
):
    path = tmp_path / "a.qdpx"
    place = whole.index(b"PK\x01\x02") + 20  # the packed size, in the directory
    claimed = struct.pack("<I", 10**8)
    path.write_bytes(whole[:place] + claimed + whole[place + 4 :])
    assert refused(path).startswith(
        f"a.qdpx: expected files inside of {len(whole)} bytes at most, packed; got 1000"
    )


def test_a_member_of_fewer_bytes_than_declared_is_refused(whole, tmp_path):
    path = tmp_path / "a.qdpx"
    place = whole.index(b"PK\x01\x02") + 24  # the unpacked size, in the directory
    (size,) = struct.unpack("<I", whole[place : place + 4])
    path.write_bytes(whole[:place] + struct.pack("<I", size + 1) + whole[place + 4 :])
    assert f"expected {size + 1} bytes, as the archive declares; got an" in refused(
        path
    )


def test_a_member_without_a_name_is_refused(tmp_path):
    path = tmp_path / "a.qdpx"
    content = zipped(path, [("project.qde", XML), ("x", "y")]).read_bytes()
    head, _, end = content.partition(b"PK\x05\x06")
    directory = head.rindex(b"PK\x01\x02")
    shorter = bytearray(head[:-1])
    shorter[directory + 28 : directory + 30] = bytes(2)  # the length of the name
    size = struct.unpack_from("<I", end, 8)[0] - 1
    end = end[:8] + struct.pack("<I", size) + end[12:]
    path.write_bytes(shorter + b"PK\x05\x06" + end)
    assert "a path that leads out of it" in refused(path)

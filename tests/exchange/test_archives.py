import warnings
import zipfile
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange import archives
from wijkresearch.exchange.archives import open_archive, parse_xml, read_bytes, read_member


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def refusal_of(path: Path) -> str:
    with pytest.raises(StudyError) as refusal:
        open_archive(path, "a Word document (.docx)")
    return str(refusal.value).removeprefix("1 problem:\n  ")


def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.docx", {"a": b"1"})
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a", b"2")
    assert refusal_of(path) == (
        "x.docx: a file occurs twice in the archive; expected a Word document (.docx). Nothing was read."
    )


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed(tmp_path / "x.docx", {"a": b"1"}).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "x.docx").write_bytes(content)
    assert refusal_of(tmp_path / "x.docx").startswith("x.docx: the archive is protected with a password;")


def test_an_archive_with_very_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    path = packed(tmp_path / "x.docx", {"a": b"", "b": b"", "c": b""})
    assert refusal_of(path).startswith("x.docx: the archive holds 3 files;")


def test_a_damaged_or_absent_member_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.docx", {"a": b"12345678"})
    content = path.read_bytes().replace(b"12345678", b"1234567x", 1)
    path.write_bytes(content)
    with open_archive(path, "a file") as archive:
        with pytest.raises(StudyError, match=r"x\.docx: a in the archive is damaged; expected a whole file\."):
            read_member(archive, "a", "x.docx")
        with pytest.raises(StudyError, match=r"x\.docx: the archive holds no b; expected a whole file\."):
            read_member(archive, "b", "x.docx")


def test_a_file_that_is_too_large_absent_or_a_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StudyError, match="there is no such file; expected a file"):
        read_bytes(tmp_path / "x")
    with pytest.raises(StudyError, match="this is a folder; expected a file"):
        read_bytes(tmp_path)
    monkeypatch.setattr(archives, "MAX_FILE", 3)
    (tmp_path / "x").write_bytes(b"1234")
    with pytest.raises(StudyError, match="x: the file is larger than 1 GB"):
        read_bytes(tmp_path / "x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    source = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    )
    with pytest.raises(StudyError, match="x: the XML holds a document type; expected none"):
        parse_xml(source.encode(encoding), "x")


def test_xml_that_is_cut_off_is_refused_with_its_line() -> None:
    with pytest.raises(StudyError, match=r"x: this is not well-formed XML \(line 2\); expected a whole file\."):
        parse_xml(b"<x>\n<y>", "x")

"""Zip files of other people (.xlsx, .docx, .odt), opened with limits and without ever writing a member to disk.

A zip of 400 KB can unpack to 400 MB, and an XML file with a document type can make a parser open other files or expand
without end. Python's `zipfile` never returns more bytes than the archive's directory promises, so the promise is what
is checked, before anything is unpacked.
"""

from __future__ import annotations

import lzma
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lxml import etree

from wijkresearch.errors import Problem, StudyError, file_problem

MAX_MEMBERS = 20_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_RATIO = 400
SMALL = 10 * 1024 * 1024
MAX_FILE = 1024 * 1024 * 1024
WAITS = (0.1, 0.2, 0.4, 0.8)
"""Seconds between tries to open or replace a file that another program holds."""

Result = TypeVar("Result")


def read_bytes(path: Path, where: str = "") -> bytes:
    """The bytes of a file.

    Raises:
        StudyError: there is no such file, it is a folder, it cannot be opened or it is larger than 1 GB.
    """
    name = where or path.name
    try:
        _check_present(path, name)
        if path.stat().st_size > MAX_FILE:
            raise StudyError(Problem(name, "the file is larger than 1 GB", "a file with text"))
    except OSError as trouble:
        raise StudyError(file_problem(trouble, name)) from None
    return patiently(path.read_bytes, name)


def patiently(act: Callable[[], Result], name: str) -> Result:
    """What an act on a file returns; tried again for a moment while another program holds the file.

    Word, Excel and Acrobat hold a file that is open on Windows, OneDrive and virus scanners one that just changed.

    Args:
        act: what is done; it may be done again when it failed.
        name: what the file is called in problems.

    Raises:
        StudyError: it could not be done; in words.
    """
    waits = iter(WAITS)
    while True:
        try:
            return act()
        except OSError as trouble:
            wait = next(waits, None) if isinstance(trouble, PermissionError) else None
            if wait is None:
                raise StudyError(file_problem(trouble, name)) from None
        time.sleep(wait)


def open_archive(path: Path, kind: str, where: str = "") -> zipfile.ZipFile:
    """A zip file whose sizes have been checked; `kind` is what it should be, such as `an Excel workbook (.xlsx)`.

    Raises:
        StudyError: no readable zip, encrypted, a member twice, or larger unpacked than any text.
    """
    name = where or path.name
    _check_present(path, name)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        remedy = "Export it again or check the download."
        raise StudyError(Problem(name, "the zip file is damaged or not complete", kind, remedy)) from None
    found = _trouble_with(archive.infolist())
    if found:
        archive.close()
        raise StudyError(Problem(name, found, kind, "Nothing was read."))
    return archive


def _check_present(path: Path, name: str) -> None:
    if not path.is_file():
        found = "this is a folder" if path.is_dir() else "there is no such file"
        raise StudyError(Problem(name, found, "a file", "Check the name and the folder you are in."))


def _trouble_with(members: list[zipfile.ZipInfo]) -> str:
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS:
        return f"the archive holds {len(members)} files"
    if len(set(names)) < len(names):
        return "a file occurs twice in the archive"
    if any(member.flag_bits & 1 for member in members):
        return "the archive is protected with a password"
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        return f"the archive unpacks to {unpacked // 1024 // 1024} MB, which is no text of an interview"
    return ""


def read_member(archive: zipfile.ZipFile, member: str, where: str) -> bytes:
    """The bytes of one member.

    Raises:
        StudyError: the member is absent or damaged.
    """
    try:
        return archive.read(member)
    except KeyError:
        raise StudyError(Problem(where, f"the archive holds no {member}", "a whole file")) from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, RuntimeError):
        problem = Problem(where, f"{member} in the archive is damaged", "a whole file", "Export it again.")
        raise StudyError(problem) from None


def parse_xml(content: bytes, where: str) -> etree._Element:
    """The root of an XML document; nothing outside it is ever opened.

    Raises:
        StudyError: it has a document type or is not well formed; the line is named.
    """
    refuse_document_type(content, where)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        line = getattr(trouble, "lineno", None)
        found = f"this is not well-formed XML (line {line})" if line else "this is not well-formed XML"
        raise StudyError(Problem(where, found, "a whole file", "Nothing was read; export it again.")) from None
    return root


def refuse_document_type(content: bytes, where: str) -> None:
    """Raise when an XML file declares a document type, in whatever encoding; entities are only possible with one."""
    if any("<!DOCTYPE".encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        remedy = "Not read, for safety; export it again."
        raise StudyError(Problem(where, "the XML holds a document type", "none", remedy))

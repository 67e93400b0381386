"""Searches everything that a run leaves behind for what may not leave: every file, and everything inside it.

A plain search misses what is packed or written otherwise. This one opens zip (Word, Excel, exchange files), gzip,
bzip2, xz, tar and zlib, reads the text chunks of PNG and the text and metadata of PDF, and reads text as UTF-8, UTF-16
and Windows-1252, with entities, percent signs, JSON escapes and base64 undone, and with markup taken out (Word cuts
words over runs). What it cannot read is pixels: figures take their labels from the codebook only.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import html
import io
import lzma
import re
import struct
import subprocess
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, NameObject

from wijkresearch.errors import Problem, StudyError

COLUMNS = ["file", "inside", "found", "times"]
DEEPEST = 6
UNREADABLE = "(cannot be opened)"
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:(?:\\n|\s){1,2}[A-Za-z0-9+/_-]{4,})*={0,2}")
JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
DRAWN = re.compile(rb"(?<=\s)(?:-?[0-9.]+\s)+[mlc](?=\s)")
"""Where a line goes on a page of PDF: most of a page with figures, and never a word."""
MARKUP = re.compile(r"<[^<>]*>")
BROKEN = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    PyPdfError,
    struct.error,
    NotImplementedError,
    KeyError,
)

Members = Iterator[tuple[str, bytes]]
Found = Counter[tuple[str, str]]


def forbidding(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words, whatever their case.

    Raises:
        StudyError: there are no words; a search for nothing would always come out clean.
    """
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    if not listed or "" in listed:
        raise StudyError(Problem("leaks", "there is nothing to search for", "at least one word"))
    return re.compile("|".join(map(re.escape, listed)), re.IGNORECASE)


def find_leaks(folder: Path, forbidden: re.Pattern[str]) -> pd.DataFrame:
    """One row for everything forbidden in the files of a folder and their names, and for what does not open.

    Args:
        folder: a folder, searched through all its folders, hidden ones included.
        forbidden: what may not be found.
    """
    rows = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink()):
        name = path.relative_to(folder).as_posix()
        found = Counter({("name", hit): 1 for hit in forbidden.findall(name)})
        if path.is_file():
            found += search_bytes(path.read_bytes(), forbidden)
        rows += [(name, inside, hit, times) for (inside, hit), times in sorted(found.items())]
    return pd.DataFrame(rows, columns=COLUMNS)


def find_leaks_in_git(repository: Path, forbidden: re.Pattern[str]) -> pd.DataFrame:
    """One row for everything forbidden in any object of a git repository, also in what was never committed.

    Args:
        repository: the work tree, or the `.git` folder.
        forbidden: what may not be found.

    Raises:
        StudyError: it is no git repository, or git is not there.
    """
    arguments = ["git", "-C", str(repository), "cat-file", "--batch-all-objects", "--batch", "--buffer"]
    try:
        listed = subprocess.run(arguments, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        found = f"git does not list its objects ({type(error).__name__})"
        raise StudyError(Problem(repository.name, found, "a git repository, and git installed")) from None
    rows = []
    for name, content in _git_objects(listed):
        for (inside, hit), times in sorted(search_bytes(content, forbidden).items()):
            rows.append((f"git object {name}", inside, hit, times))
    return pd.DataFrame(rows, columns=COLUMNS)


def _git_objects(listed: bytes) -> Members:
    """Id and kind, and content, of every object in the output of `git cat-file --batch`."""
    place = 0
    while place < len(listed):
        end = listed.index(b"\n", place)
        name, kind, size = listed[place:end].decode().split()
        place = end + 1
        yield f"{name[:12]} ({kind})", listed[place : place + int(size)]
        place += int(size) + 1


def search_bytes(content: bytes, forbidden: re.Pattern[str]) -> Found:
    """What is found in the content and in everything inside it: (where, what) to how often.

    Args:
        content: the bytes of a file.
        forbidden: what may not be found.
    """
    return _search(content, forbidden, ())


def _search(content: bytes, forbidden: re.Pattern[str], path: tuple[str, ...]) -> Found:
    found = _search_texts(content, forbidden, path)
    if len(path) >= DEEPEST:
        return found
    kind, unpack = _container(content)
    if unpack is not None:
        try:
            for name, member in unpack(content):
                found += _search(member, forbidden, (*path, f"{kind} {name}".strip()))
                found.update((_place((*path, f"{kind} {name}", "name")), hit) for hit in forbidden.findall(name))
        except BROKEN:
            if not path:
                found[_place(path), UNREADABLE] += 1
    return found


def _place(path: tuple[str, ...]) -> str:
    return " > ".join(path) or "."


def _search_texts(content: bytes, forbidden: re.Pattern[str], path: tuple[str, ...]) -> Found:
    """Hits in the content as text, written plainly or otherwise; a hit is said once, in the plainest way of reading."""
    found: Found = Counter()
    seen: set[str] = set()
    for name, text in _readings(content):
        hits = Counter(hit for hit in forbidden.findall(text) if hit not in seen)
        seen.update(hits)
        found.update({(_place((*path, name) if name else path), hit): times for hit, times in hits.items()})
    if len(path) < DEEPEST:
        for packed in _base64_runs(content.decode("utf-8", errors="ignore")):
            found += _search(packed, forbidden, (*path, "base64"))
    return found


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    """The content as text, in every way that it may be meant; the plain way has no name."""
    plain = content.decode("utf-8", errors="ignore")
    yield "", plain
    yield from _unwrapped(plain)
    if not plain.isascii() or len(plain) < len(content):
        yield "windows-1252", content.decode("cp1252", errors="ignore")
    if b"\0" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        for encoding, shift in (("utf-16-le", 0), ("utf-16-be", 0), ("utf-16-le", 1), ("utf-16-be", 1)):
            text = content[shift:].decode(encoding, errors="ignore")
            yield f"{encoding}", text


def _unwrapped(text: str) -> Iterator[tuple[str, str]]:
    ways: dict[str, Callable[[str], str]] = {
        "entities": html.unescape,
        "percent signs": unquote,
        "json escapes": lambda escaped: JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), escaped),
        "without markup": lambda marked: html.unescape(MARKUP.sub("", marked)),
    }
    for name, undo in ways.items():
        undone = undo(text)
        if undone != text:
            yield name, undone


def _base64_runs(text: str) -> Iterator[bytes]:
    for run in BASE64.findall(text):
        letters = re.sub(r"\\n|\s|=", "", run).replace("-", "+").replace("_", "/")
        try:
            yield base64.b64decode(letters[: len(letters) // 4 * 4] + _padded(letters), validate=True)
        except binascii.Error:
            continue


def _padded(letters: str) -> str:
    rest = letters[len(letters) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""


def _container(content: bytes) -> tuple[str, Callable[[bytes], Members] | None]:
    """What sort of container it is by its first bytes, and how its members are read."""
    if content[257:262] == b"ustar":
        return "tar", _tar_members
    for start, kind, unpack in CONTAINERS:
        if content.startswith(start):
            return kind, unpack
    return "", None


def _zip_members(content: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            yield member.filename, archive.read(member)


def _tar_members(content: bytes) -> Members:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive.getmembers():
            stream = archive.extractfile(member)
            yield member.name, stream.read() if stream else b""


def _png_chunks(content: bytes) -> Members:
    """The text chunks of a PNG; compressed ones unpacked."""
    place = 8
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        chunk = content[place + 8 : place + 8 + size]
        if kind == b"zTXt":
            yield "zTXt", zlib.decompress(chunk.split(b"\0", 1)[1][1:])
        elif kind == b"iTXt" and (packed := chunk.split(b"\0", 1)[1])[:1] == b"\1":
            yield "iTXt", zlib.decompress(packed[2:].split(b"\0", 2)[2])
        elif kind not in (b"IDAT", b"IHDR", b"IEND", b"PLTE"):
            yield kind.decode("latin-1"), chunk
        place += 12 + size


def _pdf_parts(content: bytes) -> Members:
    """The metadata, the text of every page and every stream of a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    yield "metadata", repr(dict(reader.metadata or {})).encode()
    if reader.xmp_metadata:
        yield "xmp", reader.xmp_metadata.stream.get_data()
    for number, page in enumerate(reader.pages, start=1):
        if (contents := page.get_contents()) is not None:
            words = DecodedStreamObject()
            words.set_data(DRAWN.sub(b"", contents.get_data()))
            page[NameObject("/Contents")] = words
        yield f"page {number}", page.extract_text().encode("utf-8", errors="ignore")
    for name, versions in reader.attachments.items():
        for version in versions:
            yield f"attachment {name}", version


CONTAINERS: tuple[tuple[bytes, str, Callable[[bytes], Members]], ...] = (
    (b"PK\x03\x04", "zip", _zip_members),
    (b"PK\x05\x06", "zip", _zip_members),
    (b"\x1f\x8b", "gzip", lambda content: iter([("", gzip.decompress(content))])),
    (b"BZh", "bzip2", lambda content: iter([("", bz2.decompress(content))])),
    (b"\xfd7zXZ", "xz", lambda content: iter([("", lzma.decompress(content))])),
    (b"\x89PNG\r\n\x1a\n", "png", _png_chunks),
    (b"%PDF", "pdf", _pdf_parts),
    *(
        (start, "zlib", lambda content: iter([("", zlib.decompress(content))]))
        for start in (b"x\x01", b"x\x9c", b"x\xda")
    ),
)

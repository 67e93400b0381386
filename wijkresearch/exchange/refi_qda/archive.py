"""The zip of a REFI-QDA project, read in memory: no member is unpacked to disk and no name in it becomes a path.

Every byte that comes out is counted while it is read, because the sizes that an archive states may be untrue. Pictures,
sound and film are never unpacked, so they may be as large as they are.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from wijkresearch.errors import Problem, StudyError, list_some

MAX_MEMBERS = 20_000
MAX_XML = 1024**3
MAX_TEXT = 64 * 1024**2
MAX_TEXTS = 1024**3
MAX_RATIO = 250
SMALL = 8 * 1024**2
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
REMEDY = "Export it again or check the download"


class CountedStream:
    """A member of an archive that stops as soon as it turns out larger than anything sensible."""

    def __init__(self, stream: BinaryIO, where: str, limit: int, packed: int) -> None:
        """Read from `stream`, at most `limit` bytes and at most 250 times what it takes up in the archive."""
        self._stream = stream
        self._where = where
        self._limit = min(limit, max(SMALL, MAX_RATIO * packed))
        self.count = 0
        self.carriage_returns = False

    def read(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            StudyError: the member is damaged, or larger than the limit.
        """
        try:
            chunk = self._stream.read(size)
        except DAMAGED:
            raise StudyError(Problem(self._where, "is damaged in the archive", "a whole file", REMEDY)) from None
        self.count += len(chunk)
        self.carriage_returns = self.carriage_returns or b"\r" in chunk
        if self.count > self._limit:
            found = f"unpacks to more than {self._limit // 1024**2} MB"
            remedy = "That is not the text of an interview; leave it out of the export"
            raise StudyError(Problem(self._where, found, "a text of ordinary size", remedy))
        return chunk

    def read_all(self) -> bytes:
        """Everything that is left."""
        return b"".join(iter(lambda: self.read(1024**2), b""))


class Archive:
    """A REFI-QDA project file: its project XML, and its texts by the reference that the XML gives."""

    def __init__(self, source: Path | BinaryIO, where: str) -> None:
        """Open the archive and check its directory.

        Args:
            source: the file, or a path to it.
            where: how the file is called in messages: its name without folders.

        Raises:
            StudyError: no readable zip; too many, doubled, encrypted or unsafely named members; not one project file.
        """
        self.where = where
        self.warnings: list[str] = []
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(source)
        except DAMAGED:
            raise StudyError(_no_zip(source, where)) from None
        found = [member for member in self._zip.infolist() if not _is_debris(member.filename)]
        _check_members(found, where)
        self._members = {_plain(member.filename): member for member in found}
        self._project = self._find_project([member for member in found if _plain(member.filename).endswith(".qde")])
        self._folder = _plain(self._project.filename).rpartition("/")[0]

    def close(self) -> None:
        """Close the zip."""
        self._zip.close()

    @property
    def project_name(self) -> str:
        """Name of the project file inside the archive, for messages."""
        return self._project.filename.rpartition("/")[2]

    def open_project(self) -> CountedStream:
        """The project XML from its start."""
        return self._open(self._project, f"{self.where}: {self.project_name}", MAX_XML)

    def read_text(self, reference: str, name: str) -> bytes | None:
        """The bytes of a text, or None where the archive does not hold what `reference` points to.

        Raises:
            StudyError: the text is damaged or unpacks to more than 64 MB, or all texts together to more than 1 GB.
        """
        member = self._member_of(reference)
        if member is None:
            return None
        content = self._open(member, f"{self.where}: text of '{name}'", MAX_TEXT).read_all()
        self._unpacked += len(content)
        if self._unpacked > MAX_TEXTS:
            raise StudyError(Problem(self.where, "its texts unpack to more than 1 GB", remedy="Export in parts"))
        return content

    def _open(self, member: zipfile.ZipInfo, where: str, limit: int) -> CountedStream:
        try:
            stream = self._zip.open(member)
        except DAMAGED:
            raise StudyError(Problem(where, "is damaged in the archive", "a whole file", REMEDY)) from None
        return CountedStream(stream, where, limit, member.compress_size)  # type: ignore[arg-type]

    def _find_project(self, candidates: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
        named = [member for member in candidates if _plain(member.filename) == "project.qde"]
        top = [member for member in candidates if "/" not in _plain(member.filename)]
        chosen = named or top or [member for member in candidates if _plain(member.filename).count("/") == 1]
        if not candidates or not chosen:
            raise StudyError(self._no_project())
        if len(chosen) > 1:
            listed = ", ".join(sorted(member.filename for member in chosen))
            raise StudyError(Problem(self.where, f"holds several projects: {listed}", "one", "Export one project"))
        self._say_odd_place(chosen[0].filename)
        return chosen[0]

    def _say_odd_place(self, filename: str) -> None:
        name = filename.replace("\\", "/").rpartition("/")[2]
        if "/" in filename.replace("\\", "/"):
            self.warnings.append("The project was zipped with its folder; read all the same.")
        if name.casefold() != "project.qde":
            self.warnings.append(f"The project file is called {name} (as ATLAS.ti on a Mac writes it); read.")

    def _no_project(self) -> Problem:
        listed = list_some(sorted(member.filename for member in self._members.values()), most=5) or "nothing"
        remedy = "Is it an ordinary zip of a folder? Zip what is in the folder, not the folder, or export again"
        return Problem(self.where, f"holds no project.qde; it holds {listed}", "a REFI-QDA project", remedy)

    def _member_of(self, reference: str) -> zipfile.ZipInfo | None:
        """The member that `internal://name` or a bare name points to; other places are never looked at."""
        if re.match(r"(?i)(relative|absolute|file|https?):", reference):
            return None
        name = re.sub(r"(?i)^internal:/*", "", reference)
        for spelled in (name, unquote(name)):
            for folder in ("sources/", ""):
                place = f"{self._folder}/{folder}{spelled}" if self._folder else f"{folder}{spelled}"
                if _plain(place) in self._members:
                    return self._members[_plain(place)]
        return None


def _plain(name: str) -> str:
    """The name by which members are compared: one kind of slash, no difference between upper and lower case."""
    return name.replace("\\", "/").removeprefix("./").casefold()


def _is_debris(name: str) -> bool:
    plain = _plain(name)
    return plain.endswith("/") or plain.startswith("__macosx/") or plain.rpartition("/")[2] in (".ds_store", ".root")


def _check_members(members: list[zipfile.ZipInfo], where: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise StudyError(Problem(where, f"holds {len(members)} files", f"at most {MAX_MEMBERS}"))
    problems = list(_member_problems(members, where))
    if problems:
        raise StudyError(problems)


def _member_problems(members: list[zipfile.ZipInfo], where: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for member in members:
        name = _plain(member.filename)
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[a-z]:", name) or "\0" in name:
            yield Problem(where, "holds a file with an unsafe name", "names inside the archive", "Nothing was read")
        if name in seen:
            yield Problem(where, f"{member.filename} occurs twice in the archive", "every file once", REMEDY)
        if member.flag_bits & 1:
            yield Problem(where, "is protected with a password", "an archive without one", "Export without a password")
        elif name.endswith((".qde", ".txt")) and member.compress_type not in COMPRESSIONS:
            yield Problem(where, f"{member.filename} is packed in an unusual way", "an ordinary zip", REMEDY)
        seen.add(name)


def _no_zip(source: Path | BinaryIO, where: str) -> Problem:
    if isinstance(source, Path) and not source.is_file():
        found = "this is a folder" if source.is_dir() else "there is no such file"
        return Problem(where, found, "a .qdpx file", "Check the name and the folder you are in")
    return Problem(where, "is not a readable .qdpx file (the zip is damaged or not complete)", "a whole zip", REMEDY)

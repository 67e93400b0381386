"""The scanner is not blind: in every container a canary is found, and without one nothing is."""

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import pickle
import re
import sqlite3
import struct
import subprocess
import tarfile
import zipfile
import zlib
from contextlib import closing

import docx
import nbformat
import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaks import UNREADABLE, find_leaks, find_leaks_in_git, forbidding, search_bytes
from matplotlib.figure import Figure

from wijkresearch.errors import StudyError

CANARY = re.compile(r"qz\d{7}k")
TOKEN = "qz0100203k"
FILLER = "wat er verder in staat, is voor iedereen te lezen. " * 3


def zipped(*members, comment=b""):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(text):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        member = tarfile.TarInfo("in.txt.gz")
        content = gzip.compress(text.encode())
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def chunk(kind, content):
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks):
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def figure(text, suffix, **options):
    stream = io.BytesIO()
    drawing = Figure(figsize=(2, 1))
    drawing.text(0.1, 0.5, options.pop("label", ""))
    drawing.savefig(stream, format=suffix, metadata={"Title": text}, **options)
    return stream.getvalue()


def word(text, *, split=False, properties=False):
    document, stream = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph(FILLER)
    if split:
        paragraph.add_run(text[:4]).bold = True
        paragraph.add_run(text[4:])
    if properties:
        document.core_properties.comments = text
    document.add_table(1, 1).cell(0, 0).text = FILLER if split or properties else text
    document.save(stream)
    return stream.getvalue()


def excel(text):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = text
    book.save(stream)
    return stream.getvalue()


def pdf(text, **metadata):
    stream = io.BytesIO()
    drawing = Figure(figsize=(6, 1))
    drawing.text(0.1, 0.5, text)
    drawing.savefig(stream, format="pdf", metadata=metadata or None)
    return stream.getvalue()


def pdf_with_attachment(text):
    writer, stream = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_attachment("bijlage.txt", gzip.compress(text.encode()))
    writer.write(stream)
    return stream.getvalue()


def notebook(text, where):
    made = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("1 + 1")
    if where == "metadata":
        made.metadata["widgets"] = {"state": {"model": {"value": text}}}
    elif where == "output":
        cell.outputs = [nbformat.v4.new_output("error", ename="ValueError", evalue=text, traceback=[text])]
    else:
        picture = base64.b64encode(figure(text, "png")).decode()
        wrapped = "\n".join(picture[place : place + 76] for place in range(0, len(picture), 76)) + "\n"
        cell.outputs = [nbformat.v4.new_output("display_data", data={"image/png": wrapped})]
    made.cells = [cell]
    return nbformat.writes(made).encode()


def database(text):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table history (source text)")
        connection.execute("insert into history values (?)", (text,))
        connection.commit()
        return connection.serialize()


CONTAINERS = {
    "plain": lambda text: text.encode(),
    "utf-8 with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "windows-1252": lambda text: f"café {text}".encode("cp1252"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big endian without a mark": lambda text: text.encode("utf-16-be"),
    "utf-16 at an odd place": lambda text: b"x" + text.encode("utf-16-le"),
    "utf-16 big endian at an odd place": lambda text: b"x" + text.encode("utf-16-be"),
    "html entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "html hexadecimal entities": lambda text: "".join(f"&#x{ord(letter):x};" for letter in text).encode(),
    "percent signs": lambda text: "".join(f"%{ord(letter):02x}" for letter in text).encode(),
    "json escapes": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
    "cut by markup": lambda text: f"<p>{'</b><b>'.join(html.escape(text))}</p>".encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 in lines": lambda text: base64.encodebytes((text + FILLER).encode()),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(b"\xff\xfe\xfb" + text.encode()),
    "base64 of base64": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "base64 of gzip in json": lambda text: json.dumps(
        {"state": base64.b64encode(gzip.compress(text.encode())).decode()}
    ).encode(),
    "gzip": lambda text: gzip.compress(text.encode()),
    "bzip2": lambda text: bz2.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
    "zlib, as git keeps it": lambda text: zlib.compress(text.encode()),
    "pickle in gzip": lambda text: gzip.compress(pickle.dumps({"text": text})),
    "sqlite": database,
    "zip": lambda text: zipped(("a.txt", text)),
    "zip in zip": lambda text: zipped(("inner.zip", zipped(("a.txt", text)))),
    "name in a zip": lambda text: zipped((f"{text[-60:].split()[-1]}.txt", "leeg")),
    "comment of a zip": lambda text: zipped(("a.txt", "leeg"), comment=text.encode()),
    "tar with gzip": tarred,
    "word": word,
    "word, cut over runs": lambda text: word(text.split()[-1], split=True),
    "word properties": lambda text: word(text, properties=True),
    "excel": excel,
    "svg title": lambda text: figure(text, "svg"),
    "png text chunk": lambda text: figure(text, "png"),
    "png compressed text chunk": lambda text: png(chunk(b"zTXt", b"Title\0\0" + zlib.compress(text.encode()))),
    "png international text chunk": lambda text: png(
        chunk(b"iTXt", b"Title\0\1\0nl\0\0" + zlib.compress(text.encode()))
    ),
    "pdf page": lambda text: pdf(text.split()[-1]),
    "pdf metadata": lambda text: pdf("leeg", Title=text),
    "pdf attachment": pdf_with_attachment,
    "notebook output": lambda text: notebook(text, "output"),
    "notebook metadata": lambda text: notebook(text, "metadata"),
    "picture in a notebook": lambda text: notebook(text, "picture"),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_canary_is_found_in_every_container(name):
    assert {hit for _, hit in search_bytes(CONTAINERS[name](FILLER + TOKEN), CANARY)} == {TOKEN}


@pytest.mark.parametrize("name", CONTAINERS)
def test_without_a_canary_nothing_is_found(name):
    assert search_bytes(CONTAINERS[name](FILLER + "kanarie"), CANARY) == {}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_canary_that_is_all_there_is_in_utf_16_at_an_odd_place_keeps_its_first_and_last_letter(encoding):
    assert {hit for _, hit in search_bytes(b"x" + TOKEN.encode(encoding), CANARY)} == {TOKEN}


def test_a_plain_search_would_have_missed_most_of_them():
    """Negative control of these tests: the containers do hide what the scanner finds."""
    hidden = [name for name, pack in CONTAINERS.items() if TOKEN.encode() not in pack(FILLER + TOKEN)]
    assert len(hidden) > len(CONTAINERS) / 2


def test_files_their_names_and_hidden_folders_are_searched_and_the_place_is_said(tmp_path):
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "05.ipynb").write_bytes(zipped(("word/document.xml", f"<t>{TOKEN} {TOKEN}</t>")))
    (tmp_path / f"04_{TOKEN}.csv").write_text("leeg", encoding="utf-8")
    (tmp_path / "schoon.csv").write_text(FILLER, encoding="utf-8")
    assert find_leaks(tmp_path, CANARY).to_numpy().tolist() == [
        [".ipynb_checkpoints/05.ipynb", "zip word/document.xml", TOKEN, 2],
        [f"04_{TOKEN}.csv", "name", TOKEN, 1],
    ]


@pytest.mark.parametrize("name", ["zip", "gzip", "bzip2", "xz", "word", "pdf page"])
def test_a_container_that_does_not_open_is_not_called_clean(tmp_path, name):
    content = CONTAINERS[name](FILLER)
    (tmp_path / "half").write_bytes(content[: len(content) // 2])
    assert find_leaks(tmp_path, CANARY)["found"].tolist() == [UNREADABLE]


def test_what_was_added_to_git_and_taken_out_again_is_still_found(tmp_path):
    def git(*arguments):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-q")
    (tmp_path / "geheim.txt").write_text(TOKEN, encoding="utf-8")
    (tmp_path / "open.txt").write_text(FILLER, encoding="utf-8")
    git("add", ".")
    git("rm", "-q", "--cached", "geheim.txt")
    (tmp_path / "geheim.txt").unlink()
    found = find_leaks_in_git(tmp_path, CANARY)
    assert found["found"].tolist() == [TOKEN]
    assert found["file"].str.fullmatch(r"git object [0-9a-f]{12} \(blob\)").all()
    assert find_leaks(tmp_path, CANARY)["inside"].tolist() == ["zlib"]


def test_a_folder_that_is_no_repository_is_refused(tmp_path):
    with pytest.raises(StudyError, match="git does not list its objects"):
        find_leaks_in_git(tmp_path, CANARY)


def test_names_are_found_whatever_their_case_and_a_search_for_nothing_is_refused():
    assert set(
        search_bytes(b"In KATWIJK en in Leidschendam-voorburg", forbidding(["Katwijk", "Leidschendam-Voorburg"]))
    ) == {
        (".", "KATWIJK"),
        (".", "Leidschendam-voorburg"),
    }
    for words in ([], [""]):
        with pytest.raises(StudyError, match="there is nothing to search for"):
            forbidding(words)


@given(st.binary(max_size=400))
def test_any_bytes_can_be_searched(content):
    assert {hit for _, hit in search_bytes(content, CANARY)} <= {UNREADABLE}

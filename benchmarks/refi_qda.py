"""How long reading a large REFI-QDA project takes, in CPU seconds and memory, beside the least that any reader needs.

    python benchmarks/refi_qda.py [--sources 200] [--codings 100000]

The floor is the standard library's `iterparse` over the same file without looking at any text. Each reader runs in a
process of its own, so that memory is its own; `pyrefiqda` and `qdapy` are measured where they are installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from pathlib import Path
from xml.etree import ElementTree

NAMESPACE = "urn:QDA-XML:project:1.0"
WORDS = (
    "de",
    "wijk",
    "een",
    "bewoner",
    "loket",
    "buurt",
    "straat",
    "gemeente",
    "café",
    "één",
    "coördinatie",
    "vangnet",
)
DATE = "2026-01-05T10:11:12Z"


def made_text(randomness: random.Random, length: int, emoji: float) -> str:
    """A text of about `length` characters; a share of its lines has an emoji, so that rules for positions differ."""
    lines, total = [], 0
    while total < length:
        line = " ".join(randomness.choices(WORDS, k=12)) + (" 😀." if randomness.random() < emoji else ".")
        lines.append(line)
        total += len(line) + 1
    return "\n".join(lines) + "\n"


def write_project(path: Path, sources: int, codings: int) -> int:
    """Write a project of that size and return the size of its XML in bytes."""
    randomness = random.Random(4)

    def guid() -> str:
        return str(uuid.UUID(int=randomness.getrandbits(128))).upper()

    codes, user = [guid() for _ in range(60)], guid()
    xml = io.StringIO()
    xml.write(f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NAMESPACE}" name="big" origin="benchmark">')
    xml.write(f'<Users><User guid="{user}" name="coder"/></Users><CodeBook><Codes>')
    xml.writelines(f'<Code guid="{code}" name="code {n}" isCodable="true"/>' for n, code in enumerate(codes))
    xml.write("</Codes></CodeBook><Sources>\n")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in range(sources):
            text, name = made_text(randomness, 31_000, emoji=0.05 if source % 10 == 0 else 0), guid()
            archive.writestr(f"sources/{name}.txt", text.encode())
            xml.write(f'<TextSource guid="{guid()}" name="Interview {source}" plainTextPath="internal://{name}.txt">\n')
            for number in range(codings // sources):
                start = text.index(" ", randomness.randrange(len(text) - 400)) + 1
                end = text.index(" ", start + 20 + number % 97)
                quote = text[start : min(end, start + 100)].replace("\n", "&#10;")
                xml.write(
                    f'<PlainTextSelection guid="{guid()}" name="{quote}" startPosition="{start}" endPosition="{end}"'
                    f' creatingUser="{user}" creationDateTime="{DATE}">\n<Coding guid="{guid()}" creatingUser="{user}"'
                    f' creationDateTime="{DATE}">\n<CodeRef targetGUID="{codes[number % len(codes)]}"/>\n</Coding>\n'
                    "</PlainTextSelection>\n"
                )
            xml.write("</TextSource>\n")
        xml.write("</Sources></Project>")
        archive.writestr("project.qde", xml.getvalue())
    return len(xml.getvalue().encode())


def read_floor(path: Path) -> int:
    """Only run through the XML and take the attributes of every selection: no texts, no tables, no checks."""
    found = 0
    with zipfile.ZipFile(path) as archive, archive.open("project.qde") as stream:
        for _, element in ElementTree.iterparse(stream):
            if element.tag == f"{{{NAMESPACE}}}PlainTextSelection":
                reference = element.find(f"{{{NAMESPACE}}}Coding/{{{NAMESPACE}}}CodeRef")
                found += reference is not None and element.get("startPosition") is not None
            if element.tag.endswith(("Selection", "Source")):
                element.clear()
    return found


def read_own(path: Path) -> int:
    """Read with this package."""
    from wijkresearch.exchange.refi_qda import read_qdpx  # noqa: PLC0415

    return len(read_qdpx(path).codings)


def read_pyrefiqda(path: Path) -> int:
    """Read with pyrefiqda, which unpacks the archive to a folder."""
    from pyrefiqda.refiproject import RefiProject  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        project = RefiProject.load(str(path), extract_dir=folder)
    return sum(len(marked.coding) for source in project.sources.text_source for marked in source.plain_text_selection)


def read_qdapy(path: Path) -> int:
    """Read with qdapy."""
    import qdapy  # noqa: PLC0415

    return len(qdapy.read_qdpx(str(path), warn=False).fragments)


READERS = {"floor": read_floor, "wijkresearch": read_own, "pyrefiqda": read_pyrefiqda, "qdapy": read_qdapy}


def measure(reader: str, path: Path) -> None:
    """Print what one reader needs; imports are counted apart."""
    if reader == "wijkresearch":
        import wijkresearch.exchange.refi_qda  # noqa: F401, PLC0415
    before = time.process_time()
    found = READERS[reader](path)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{reader:14} {seconds:6.2f} s CPU {peak:7.0f} MB peak {found:8d} codings")


def main() -> None:
    """Measure every reader that is there, and how time grows with the number of codings."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--make", metavar="FILE", help="only write the project, in this process")
    parser.add_argument("--only", nargs=2, metavar=("READER", "FILE"), help="only measure one reader, in this process")
    chosen = parser.parse_args()
    if chosen.make:
        print(write_project(Path(chosen.make), chosen.sources, chosen.codings))
    elif chosen.only:
        measure(chosen.only[0], Path(chosen.only[1]))
    else:
        compare(chosen.sources, chosen.codings)


def compare(sources: int, codings: int) -> None:
    """Measure every reader on three sizes; a process of its own each, because a child inherits its parent's peak."""
    with tempfile.TemporaryDirectory() as folder:
        for share in (4, 2, 1):
            path, count = Path(folder) / f"big{share}.qdpx", codings // share
            sizes = ["--sources", str(sources), "--codings", str(count)]
            made = run_self("--make", str(path), *sizes)
            print(f"{sources} sources, {count} codings, {int(made) / 1e6:.1f} MB of XML")
            for reader in READERS:
                if reader in ("floor", "wijkresearch") or importlib.util.find_spec(reader):
                    print(run_self("--only", reader, str(path)), end="")


def run_self(*arguments: str) -> str:
    """What this script prints with other arguments."""
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    main()

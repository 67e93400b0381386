"""The screen of coding on a page of its own, with a made-up interview and a kernel that only keeps what it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import wijkresearch.coder
from wijkresearch.report.lines import number_lines
from wijkresearch.words import catalogue

HERE = Path(__file__).parent
FILES = {
    "/page.html": (HERE / "page.html", "text/html"),
    "/coder.js": (Path(wijkresearch.coder.__file__).parent / "coder.js", "text/javascript"),
    "/coder.css": (Path(wijkresearch.coder.__file__).parent / "coder.css", "text/css"),
}
FAMILY = "👩‍👩‍👧‍👦"
SPEAKER = re.compile(r"^(interviewer|spreker \d): ", re.MULTILINE)
TEXT = f"""interviewer: Hoe gaat het in de wijk?
spreker 1: Prima, zeggen de buren {FAMILY} bij de steiger. Míj́n straat groet elke ochtend 👋🏽 terug en dat is niet gek.
Op zaterdag drinken wij koffie op het plein, ook als het regent en de wind van het water komt.
interviewer: En als er iets stuk is?
spreker 1: Dan bel ik de gemeente. Vorige winter viel de lantaarn 💡 uit en niemand nam op.
interviewer: Wat gebeurde er toen?
spreker 1: De lantaarn brandde voor het weekend. Sindsdien noemen wij hem onze lichtbrenger.
""" + "".join(
    f"interviewer: En in week {week}?\nspreker 1: In week {week} stond de steiger er nog, en wij dronken er koffie.\n"
    for week in range(1, 31)
)
CODES = [
    ("fikser", "Fikser", None, 0),
    ("vertolkt", "Vertolkt inwoners bij de gemeente", "fikser", 0),
    ("bemiddelaar", "Bemiddelaar", None, 1),
    ("cooperatie", "Coöperatie", "bemiddelaar", 1),
]


def find(first: str, last: str = "") -> list[int]:
    """Start and end of the words from the first to the last, counted by Python."""
    start = TEXT.index(first)
    return [start, TEXT.index(last or first, start) + len(last or first)]


def turns() -> list[list[Any]]:
    """The turns of the interview: start, end, speaker, whether that is who asks."""
    found = list(SPEAKER.finditer(TEXT))
    ends = [one.start() - 1 for one in found[1:]] + [len(TEXT) - 1]
    return [[one.end(), end, one[1], one[1] == "interviewer"] for one, end in zip(found, ends, strict=True)]


def document(language: str = "nl", **changed: Any) -> dict[str, Any]:
    """The message that opens the interview."""
    lines = number_lines(TEXT, [(start, end) for start, end, *_ in turns()])
    return {
        "op": "document",
        "document": "D1",
        "who": "Wijkverbinder, Aardam",
        "coder": "een",
        "coder_name": "Codeur een",
        "language": language,
        "words": dict(catalogue("coder")[language]),
        "text": TEXT,
        "lines": [[line.number, line.turn, line.start, line.end] for line in lines],
        "turns": turns(),
        "codes": [
            {
                "code": code,
                "label": label,
                "definition": f"Over {label}.",
                "parent": parent,
                "kind": "role",
                "colour": number,
            }
            for code, label, parent, number in CODES
        ],
        "codings": [[*find("Op zaterdag", "het plein"), "fikser", None]],
        "memo": None,
        "code_memos": {},
        "others": None,
        "differences": None,
        "documents": [
            {"document": "D1", "who": "Wijkverbinder, Aardam", "codings": 1, "turns": 33, "coded_turns": 1},
            {"document": "D2", "who": "Bestuurder, Aardam", "codings": 0, "turns": 20, "coded_turns": 0},
        ],
        "undo": False,
        "redo": False,
        "notice": None,
        **changed,
    }


def compared() -> dict[str, Any]:
    """What is added to that message once the second reading is asked for."""
    start, end = find("Op zaterdag", "het plein")
    difference = {"start": start, "end": end, "code": "fikser", "second_coder": "twee", "name": "Codeur twee"}
    return {
        "others": [{"coder": "twee", "name": "Codeur twee", "codings": [[*find("drinken wij koffie"), "bemiddelaar"]]}],
        "differences": [
            {**difference, "first_name": "Codeur een", "first": ["fikser"], "second": ["bemiddelaar"], "decision": None}
        ],
    }


class _Files(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, kind = FILES.get(self.path.partition("?")[0], (None, ""))
        self.send_response(200 if path else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(path.read_bytes() if path else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing of a request."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the page, for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/page.html"
    finally:
        server.shutdown()
        server.server_close()

"""How fast coding in JupyterLab is: key to painted, key to safe on the disk, and opening, beside a bare page.

    python benchmarks/coding.py [--codings 500 5000] [--times 30] [--peer]

A made-up transcript of 15,000 words, in a real JupyterLab with a real browser, at full speed and with the browser's
processor slowed six times. The floor is the same highlight on a bare page in the same browser: a paragraph per turn,
as many ranges, of which only those near the screen are registered. Passages are selected with the mouse and coded with
a key. Painted is the second frame after the key went down; safe is when the screen hears that the act is on the disk.
`--peer` drags once in spanmark 0.1.1, which pip puts in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from lab import CELLS, Lab, Notebook, chromium, open_lab  # noqa: E402 - the tests drive the same JupyterLab
from made_studies import write_study  # noqa: E402

from wijkresearch.example import example_study, make_document, stamp_segments  # noqa: E402
from wijkresearch.tables import SEGMENTS, TURNS  # noqa: E402

WORDS = 15_000
SLOWED = (1, 6)
CODES = ("luisteraar_buiten", "makelaar_buiten", "makelaar_binnen", "luisteraar_binnen", "verkenner_binnen")
PEER = ("filelock==3.20.0", "spanmark==0.1.1")
OPENED = ".wijk-coder"
WATCH = """
window.painted = [];
window.saved = [];
addEventListener("keydown", event => {
    if (event.ctrlKey || event.key.length > 1) return;
    const from = window.pressed = event.timeStamp;
    requestAnimationFrame(() => requestAnimationFrame(() => painted.push(performance.now() - from)));
}, true);
"""
BARE = """
<style>
    body { font: 16px/1.5 sans-serif; margin: 20px; width: 800px; }
    ::highlight(bare) { background: #fd08; text-decoration: underline 2px #a60; }
</style>
<main></main>
"""
# Draws the turns, registers only the ranges within a screen of what is seen, and adds what is selected at a key.
BARE_SCRIPT = """([turns, spans]) => {
    const main = document.querySelector("main"), nodes = turns.map(([start, text]) => {
        const paragraph = main.appendChild(document.createElement("p"));
        return {start, paragraph, node: paragraph.appendChild(document.createTextNode(text))};
    });
    const ranges = spans.map(([turn, start, end]) => {
        const range = new StaticRange({startContainer: nodes[turn].node, startOffset: start,
            endContainer: nodes[turn].node, endOffset: end});
        return {range, turn};
    });
    const highlight = new Highlight();
    CSS.highlights.set("bare", highlight);
    const tops = nodes.map(({paragraph}) => paragraph.offsetTop);
    const cull = () => {
        const from = scrollY - innerHeight, to = scrollY + 2 * innerHeight;
        highlight.clear();
        for (const {range, turn} of ranges) if (tops[turn] > from && tops[turn] < to) highlight.add(range);
    };
    addEventListener("scroll", () => requestAnimationFrame(cull));
    addEventListener("keydown", () => highlight.add(getSelection().getRangeAt(0).cloneRange()));
    cull();
}"""


@dataclass(frozen=True)
class Made:
    """A project with one long transcript, and its turns and codings for the bare page."""

    root: Path
    turns: list[tuple[int, str]]
    spans: list[tuple[int, int, int]]


def make_project(root: Path, codings: int) -> Made:
    """Write a study with a transcript of 15,000 words that has so many codings, and a notebook that opens it."""
    draw = random.Random(15)
    study = example_study({("aardam", CODES[0]): 1}, interviews=1)
    text, turns, _ = make_document("D1", [()] * (WORDS // 19))
    places = set[tuple[int, int, int, str]]()
    while len(places) < codings:
        turn = draw.randrange(len(turns))
        start, end = int(turns["start"][turn]) + len("spreker 1: "), int(turns["end"][turn])
        first = draw.randrange(start, end - 20)
        places.add((turn, first, draw.randrange(first + 10, end), draw.choice(CODES)))
    rows = [("D1", start, end, code, "een", "planted") for _, start, end, code in sorted(places)]
    segments = pd.DataFrame(rows, columns=["document", "start", "end", "code", "coder", "origin"])
    written = {"D1": (text, turns, segments)}
    others = study.turns[study.turns["document"] != "D1"]
    made = replace(
        study,
        segments=SEGMENTS.check(stamp_segments(segments, study.codebook, written)),
        turns=TURNS.check(pd.concat([turns, others], ignore_index=True)),
        transcripts=type(study.transcripts)({**study.transcripts, "D1": text}),
    )
    write_study(made, root)
    write_notebook(root, 'import wijkresearch as wijk\nwijk.code("D1", coder="een")')
    starts = [int(start) for start in turns["start"]]
    drawn = [(start, text[start:end]) for start, end in zip(starts, turns["end"], strict=True)]
    return Made(root, drawn, [(turn, start - starts[turn], end - starts[turn]) for turn, start, end, _ in sorted(places)])


def write_notebook(root: Path, *sources: str) -> None:
    """A notebook of these cells, as `notebooks/code.ipynb`."""
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for n, source in enumerate(sources)
    ]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (root / "notebooks").mkdir(exist_ok=True)
    notebook = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    (root / "notebooks" / "code.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def slow_down(page: Any, rate: int) -> None:
    """Slow the page's processor so many times."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def say_turns(made: Made) -> list[int]:
    """Turns spread over the whole transcript, in an order in which each lies far from the one before."""
    draw = random.Random(7)
    return draw.sample(range(len(made.turns)), len(made.turns))


def words_of(turn: str) -> tuple[str, str]:
    """The first and the last words of a turn's second sentence, as they stand nowhere else in the text."""
    sentence = turn.partition(": ")[2].partition(". ")[2]
    words = sentence.split()
    number = next(place for place, word in enumerate(words) if word.isdigit())
    return " ".join(words[:number + 1]), sentence.split(f" {words[number]} ")[1]

"""How fast coding in JupyterLab is: key to painted, key to safe on the disk, and opening, beside a bare page.

    python benchmarks/coding.py [--codings 500 5000] [--times 30] [--peer]

A made-up transcript of 15,000 words, in a real JupyterLab with a real browser, at full speed and with the browser's
processor slowed six times. The floor is the same highlight on a bare page in the same browser: a paragraph per turn,
as many ranges, of which only those near the screen are registered. Passages are selected with the mouse and coded with
a key. Painted is the second frame after the key went down; safe is when the screen hears that the act is on the disk;
opened is from running the cell to a drawn transcript, in a kernel that has opened it before.
`--peer` drags once in spanmark 0.1.1, which pip puts in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from lab import Lab, Notebook, chromium, open_lab  # noqa: E402 - the tests drive the same JupyterLab
from made_studies import write_study  # noqa: E402

from wijkresearch.example import example_study, make_document, stamp_segments  # noqa: E402
from wijkresearch.tables import SEGMENTS, TURNS  # noqa: E402

WORDS = 15_000
SHORTEST, LONGEST = 20, 400
SLOWED = (1, 6)
CODES = ("luisteraar_buiten", "makelaar_buiten", "makelaar_binnen", "luisteraar_binnen", "verkenner_binnen")
KEY = "1"
PAUSE = 300
OPENINGS = 5
PEER = ("filelock==3.20.0", "spanmark==0.1.1")
LINES = ".wijk-coder .wijk-line"
# When a key went down, when what it changes was painted, and when the screen heard that it is on the disk.
WATCH = """
window.measured = {painted: [], saved: [], opened: []};
const frame = requestAnimationFrame;
const twice = (from, into) => frame(() => frame(() => into.push(performance.now() - from)));
addEventListener("keydown", event => {
    if (event.key.length > 1 || event.ctrlKey) return;
    window.pressed = event.timeStamp;
    twice(event.timeStamp, measured.painted);
}, true);
addEventListener("keydown", event => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    const all = () => [...document.querySelectorAll(".wijk-coder:has(.wijk-line)")], before = all();
    const look = () => {
        const coder = all().find(one => !before.includes(one));
        if (!coder) return frame(look);
        twice(event.timeStamp, measured.opened);
        new MutationObserver(() => measured.saved.push(performance.now() - pressed))
            .observe(coder, {attributeFilter: ["data-saved-seq"]});
    };
    look();
}, true);
"""
PEER_CELL = """import json, sys
sys.path.insert(0, "../peer")
from spanmark import AnnotationSession
documents = json.load(open("../peer.json"))
session = AnnotationSession(documents, labels=["A"], output_path="../peer.jsonl", allow_overlaps=True)
session.display()"""
PEER_WATCH = """addEventListener("mouseup", event => {
    const count = () => document.querySelectorAll(".so-rail-badge").length, before = count();
    const look = () => requestAnimationFrame(() => {
        if (count() === before) return look();
        requestAnimationFrame(() => window.shown = performance.now() - event.timeStamp);
    });
    look();
}, true)"""
BARE = """
<style>
    body { font: 16px/1.5 sans-serif; margin: 20px; width: 800px; }
    ::highlight(bare) { background: #fd08; text-decoration: underline 2px #a60; }
</style>
<main></main>
"""
# Draws the turns, registers only the ranges within a screen of what is seen, and adds what is selected at a key.
BARE_SCRIPT = """([turns, places]) => {
    const main = document.querySelector("main");
    let from = 0;
    const nodes = turns.map(text => {
        const paragraph = main.appendChild(document.createElement("p"));
        const made = {from, paragraph, node: paragraph.appendChild(document.createTextNode(text))};
        from += text.length + 1;
        return made;
    });
    const at = position => {
        const {from, node} = nodes.findLast(one => one.from <= position);
        return [node, Math.min(position - from, node.length)];
    };
    const ranges = places.map(([start, end]) => {
        const [[startContainer, startOffset], [endContainer, endOffset]] = [at(start), at(end)];
        const range = new StaticRange({startContainer, startOffset, endContainer, endOffset});
        return {range, top: startContainer.parentElement.offsetTop};
    });
    const highlight = new Highlight();
    CSS.highlights.set("bare", highlight);
    const cull = () => {
        highlight.clear();
        const near = top => top > scrollY - innerHeight && top < scrollY + 2 * innerHeight;
        for (const {range, top} of ranges) if (near(top)) highlight.add(range);
    };
    addEventListener("scroll", () => requestAnimationFrame(cull));
    addEventListener("keydown", () => highlight.add(getSelection().getRangeAt(0).cloneRange()));
    cull();
}"""


@dataclass(frozen=True)
class Made:
    """A project with one long transcript, and its turns and codings for the bare page."""

    root: Path
    turns: list[str]
    places: list[tuple[int, int]]


def make_project(root: Path, codings: int) -> Made:
    """Write a study with a transcript of 15,000 words that has so many codings, and a notebook that opens it."""
    draw = random.Random(15)
    study = example_study({("aardam", CODES[0]): 1}, interviews=1)
    text, turns, _ = make_document("D1", [()] * (WORDS // 19))
    starts, places = [int(start) for start in turns["start"]], set[tuple[int, int, str]]()
    while len(places) < codings:
        start = draw.randrange(starts[1], len(text) - LONGEST)
        places.add((start, start + draw.randrange(SHORTEST, LONGEST), draw.choice(CODES)))
    rows = [("D1", start, end, code, "een", "planted") for start, end, code in sorted(places)]
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
    drawn = [text[start:end] for start, end in zip(turns["start"], turns["end"], strict=True)]
    return Made(root, drawn, [(start, end) for start, end, _ in sorted(places)])


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


def code_passages(notebook: Notebook, lines: str, until: str, times: int, rate: int) -> None:
    """Select a passage with the mouse and press a key, in so many lines spread over the text; at each rate in others.

    Args:
        notebook: the page.
        lines: what finds every line of the transcript.
        until: what has to be measured before the next passage is selected.
        times: how many passages.
        rate: how many times the page is slowed.
    """
    page = notebook.page
    long = [number for number, said in enumerate(page.locator(lines).all_text_contents()) if len(said) > 30]
    turn = SLOWED.index(rate) * times
    chosen = random.Random(7).sample(long, len(SLOWED) * times)[turn : turn + times]
    for done, number in enumerate(chosen, start=1):
        line = page.locator(lines).nth(number)
        said = line.text_content()
        notebook.select(line, said[2:8], said[20:26])
        page.wait_for_timeout(PAUSE)
        page.keyboard.press(KEY)
        page.wait_for_function("([until, done]) => measured[until].length === done", arg=[until, done])
        page.wait_for_timeout(PAUSE)


def measure_bare(browser: Any, made: Made, rate: int, times: int) -> list[float]:
    """Key to painted on a page with nothing else."""
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.set_content(BARE)
    page.evaluate(f"() => {{{WATCH}}}")
    page.evaluate(BARE_SCRIPT, [made.turns, made.places])
    slow_down(page, rate)
    code_passages(Notebook(page), "main p", "painted", times, rate)
    painted = page.evaluate("measured.painted")
    page.context.close()
    return list(painted)


def measure_coder(lab: Lab, rate: int, times: int) -> dict[str, list[float]]:
    """Opening with a kernel that is warm, key to painted and key to safe, in JupyterLab."""
    notebook = lab.open("code.ipynb")
    page = notebook.page
    page.evaluate(f"() => {{{WATCH}}}")
    for opening in range(1 + OPENINGS):
        notebook.run(0)
        page.wait_for_function("count => measured.opened.length === count", arg=opening + 1)
        page.wait_for_timeout(1000)
        if not opening:
            slow_down(page, rate)
    page.wait_for_timeout(2000)
    code_passages(notebook, LINES, "saved", times, rate)
    measured = page.evaluate("measured")
    lab.close()
    return {"painted": measured["painted"], "saved": measured["saved"], "opened": measured["opened"][1:]}


def measure_peer(browser: Any, made: Made) -> float:
    """Seconds from the end of one drag until the passage is marked, in spanmark."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(root / "peer"), *PEER]
        subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
        text = "\n".join(made.turns)
        spans = [{"start": start, "end": end, "label": "A"} for start, end in made.places]
        (root / "peer.json").write_text(
            json.dumps([{"id": "D1", "text": text, "suggestions": spans}]), encoding="utf-8"
        )
        write_notebook(root, PEER_CELL)
        with open_lab(root, root / "home", browser) as lab:
            notebook = lab.open("code.ipynb")
            notebook.page.set_default_timeout(180_000)
            notebook.run(0)
            notebook.page.locator(".so-rail-badge").first.wait_for()
            notebook.page.wait_for_timeout(5000)
            notebook.page.evaluate(PEER_WATCH)
            said = made.turns[3]
            notebook.select(notebook.page.locator(".so-textlayer"), said[:20], said[30:40])
            notebook.page.wait_for_function("window.shown")
            return float(notebook.page.evaluate("shown")) / 1000


def say(values: list[float]) -> str:
    """Half of the values are below the first number, 95 of 100 below the second."""
    half, most = np.percentile(values, [50, 95])
    return f"{half:6.0f} /{most:5.0f}"


def measure(browser: Any, codings: int, times: int, *, peer: bool) -> None:
    """Print the rows of one size."""
    with tempfile.TemporaryDirectory() as folder:
        made = make_project(Path(folder), codings)
        with open_lab(made.root, made.root / "home", browser) as lab:
            for rate in SLOWED:
                bare, own = measure_bare(browser, made, rate, times), measure_coder(lab, rate, times)
                ratios = np.percentile(own["painted"], [50, 95]) / np.percentile(bare, [50, 95])
                columns = [
                    say(bare),
                    say(own["painted"]),
                    "{:.1f} / {:.1f}".format(*ratios),
                    say(own["saved"]),
                    say(own["opened"]),
                ]
                print(f"{codings:7,}{rate:6}x" + "".join(f"{column:>16}" for column in columns), flush=True)
        if peer:
            print(f"spanmark 0.1.1, {codings:,} passages, one drag to marked: {measure_peer(browser, made):.1f} s")


def main() -> None:
    """Measure every size at every speed, each beside its floor."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--codings", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--times", type=int, default=30, help="codings for every figure")
    parser.add_argument("--peer", action="store_true", help="also drag once in spanmark, at the first size")
    chosen = parser.parse_args()
    print("milliseconds: half below / 95 of 100 below; ratio to the bare page of both")
    heads = ["bare: painted", "painted", "ratio", "safe", "opened"]
    print(f"{'codings':>7}{'slowed':>7}" + "".join(f"{head:>16}" for head in heads))
    with chromium() as browser:
        for codings in chosen.codings:
            measure(browser, codings, chosen.times, peer=chosen.peer and codings == chosen.codings[0])


if __name__ == "__main__":
    main()

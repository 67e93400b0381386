"""Coding as a student does it: in a real JupyterLab, with a real mouse and keyboard, from notebook 02a to the tables.

With `WIJK_PICTURES=docs/pictures` the pictures of docs/coding.md are made on the way.
"""

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from leaks import find_leaks
from pictures import leave_unpainted
from PIL import Image

from wijkresearch.io.coding_steps import read_steps
from wijkresearch.io.read import read_processed, read_study
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import STEPS
from wijkresearch.tables import EVIDENCE

pytestmark = pytest.mark.browser

CANARY = re.compile(r"qz\d{7}k")
FAMILY = "👩‍👩‍👧‍👦"
NOTEBOOK = "02a_code_by_hand.ipynb"
# The words under every highlight that is drawn, without spaces and who speaks, which are drawn in ways of their own.
DRAWN = """() => [...CSS.highlights].flatMap(([, drawn]) => [...drawn]).map(range => {
    const words = range.cloneContents();
    words.querySelectorAll(".wijk-who").forEach(who => who.remove());
    return words.textContent.replace(/\\s+/g, "");
})"""
# The keys of which the browser does nothing by itself, such as keeping the page.
PREVENTED = """() => {
    window.prevented = [];
    const keep = event => setTimeout(() => event.defaultPrevented && prevented.push(event.key));
    addEventListener("keydown", keep, {capture: true});
}"""


class Screen:
    """The coder in a notebook, used with mouse and keyboard."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.root = self.page.locator(".wijk-coder")
        self.root.locator(".wijk-line").first.wait_for()

    @property
    def text(self):
        return self.root.locator(".wijk-text")

    @property
    def drawn(self):
        return self.page.evaluate(DRAWN)

    def select(self, first, last):
        self.notebook.select(self.text, first, last)

    def select_line(self, number):
        """Select a whole line, counted from 0."""
        line = self.root.locator(".wijk-line").nth(number)
        words = line.text_content()
        self.notebook.select(line, words[:9], words[-9:])

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words):
        self.page.keyboard.insert_text(words)

    def search(self, code):
        """Look a code up from the keyboard and give it."""
        self.press("/")
        self.type(code)
        self.press("Enter")

    def after(self, act, *given, answers=1):
        """Do something and wait until the screen has heard that it is on the disk."""
        before = int(self.root.get_attribute("data-saved-seq"))
        act(*given)
        saved = "([root, seq]) => Number(root.dataset.savedSeq) >= seq"
        self.page.wait_for_function(saved, arg=[self.root.element_handle(), before + answers])

    def picture(self, name):
        """Keep what the screen shows, where pictures are asked for."""
        if folder := os.environ.get("WIJK_PICTURES"):
            self.page.wait_for_timeout(300)
            Image.open(BytesIO(self.root.screenshot())).quantize(96).save(Path(folder) / f"{name}.png", optimize=True)


def open_coder(lab, notebook=NOTEBOOK, **changed):
    """Notebook 02a opened and run in JupyterLab, with the values of these parameters typed into its cell."""
    path = lab.project / "notebooks" / notebook
    book = json.loads((lab.project / "notebooks" / NOTEBOOK).read_text(encoding="utf-8"))
    code = [number for number, cell in enumerate(book["cells"]) if cell["cell_type"] == "code"]
    lines = "".join(book["cells"][code[0]]["source"])
    for name, value in {"study": "voorbeeld", **changed}.items():
        lines = re.sub(rf'^{name}: str = ".*?"', f'{name}: str = "{value}"', lines, flags=re.MULTILINE)
    book["cells"][code[0]]["source"] = lines
    path.write_text(json.dumps(book), encoding="utf-8")
    opened = lab.open(notebook, width=1600)
    for number in code[:3]:
        opened.run(number)
    return Screen(opened)


@pytest.fixture(scope="module")
def coded(lab):
    """The screen after an interview was coded and the lab was closed and opened again; and what was drawn before."""
    screen = open_coder(lab, document="D1")
    give_codes(screen)
    change_and_note(screen)
    make_a_code(screen)
    take_back(screen)
    screen.select("Prima", "steiger.")
    screen.picture("coding")
    drawn = screen.drawn
    lab.stop()
    lab.start()
    return open_coder(lab, document="D1"), drawn


def give_codes(screen):
    """Several codes on one passage, an overlapping one, one inside another, one that goes on in the next turns."""
    screen.select("Prima", "steiger.")
    screen.after(screen.search, "luisteraar_buiten")
    screen.after(screen.search, "makelaar_buiten")
    screen.select("buren", "groet elke")
    screen.after(screen.press, "1")
    screen.select(FAMILY, FAMILY)
    screen.after(screen.search, "steiger")
    screen.select("Míj́n", "Sindsdien")
    screen.after(screen.search, "gehinderd")


def change_and_note(screen):
    """A coding that gets other bounds and a memo."""
    screen.select("Dan bel", "op zijn")
    screen.after(screen.search, "makelaar_binnen")
    screen.press("b")
    screen.select("Vorige winter", "nam op.")
    screen.after(screen.press, "Enter")
    screen.press("m")
    screen.type("methodisch: wie nam er niet op?")
    screen.after(screen.press, "Control+Enter")


def make_a_code(screen):
    """A code in the words of the respondent, which is given at once."""
    screen.select("onze", "lichtbrenger")
    screen.press("/")
    screen.type("Lichtbrenger")
    screen.press("Enter", "Tab")
    screen.type("Geef deze code waar iemand als brenger van licht wordt gezien.")
    screen.picture("new_code")
    screen.after(screen.root.locator("[type=submit]").click, answers=2)


def take_back(screen):
    """A coding that is taken away and comes back."""
    screen.select("Ik was", "het donker.")
    screen.after(screen.press, "2")
    screen.after(screen.press, "Delete")
    screen.after(screen.press, "Control+z")


def passages(text):
    """Start, end and code of what was coded above, counted by Python in the words themselves."""
    given = [
        ("Prima", "steiger.", "luisteraar_buiten"),
        ("Prima", "steiger.", "makelaar_buiten"),
        ("buren", "groet elke", "luisteraar_buiten"),
        (FAMILY, FAMILY, "steiger"),
        ("Míj́n", "Sindsdien", "gehinderd"),
        ("Vorige winter", "nam op.", "makelaar_binnen"),
        ("onze", "lichtbrenger", "lichtbrenger"),
        ("Ik was", "het donker.", "makelaar_buiten"),
    ]
    return sorted((text.index(first), text.index(last) + len(last), code) for first, last, code in given)


def words_at(text, start, end):
    """The words of a passage as they are drawn: without spaces, and without who speaks."""
    return re.sub(r"(^|\n)(interviewer|spreker \d): |\s", "", text[start:end])


def test_every_passage_is_kept_at_the_characters_that_the_mouse_selected(coded, project):
    study = read_study("voorbeeld", root=project)
    rows = study.segments.query("document == 'D1'")
    assert sorted(rows[["start", "end", "code"]].itertuples(index=False, name=None)) == passages(
        study.transcripts["D1"]
    )
    assert set(rows["coder"]) == {"een"}


def test_the_memo_and_the_code_in_the_words_of_the_respondent_are_kept(coded, project):
    study = read_study("voorbeeld", root=project)
    memos = study.segments.dropna(subset=["memo"]).query("document == 'D1'")
    assert memos[["code", "memo"]].to_numpy().tolist() == [["makelaar_binnen", "methodisch: wie nam er niet op?"]]
    made = study.codebook.set_index("code").loc["lichtbrenger"]
    assert (made["label_nl"], made["origin"]) == ("Lichtbrenger", "inductive")


def test_what_was_undone_is_an_act_of_its_own(coded, project):
    steps, _ = read_steps(project / "data" / "raw" / "voorbeeld" / "aardam")
    assert steps["step"].tolist() == [*["added"] * 6, "moved", "noted", *["added"] * 2, "removed", "added"]


def test_a_lab_that_is_opened_again_draws_what_was_drawn_before(coded, project):
    screen, before = coded
    text = read_study("voorbeeld", root=project).transcripts["D1"]
    expected = sorted(words_at(text, start, end) for start, end, _ in passages(text))
    assert (sorted(before), sorted(screen.drawn)) == (expected, expected)
    assert "4 van 4 beurten" in screen.root.locator(".wijk-progress").text_content()


@pytest.mark.parametrize(
    "keys", [["x"], ["a"], ["b", "Escape"], ["d", "d"], ["z"], ["Enter"], ["Shift+M"]], ids="".join
)
def test_the_shortcuts_of_jupyterlab_do_nothing_inside(coded, keys):
    screen, _ = coded
    before = screen.notebook.cells
    screen.select("Een ambtenaar", "het nummer")
    screen.press(*keys)
    assert (screen.notebook.cells, screen.root.count()) == (before, 1)


def test_ctrl_s_inside_opens_nothing_and_says_that_all_is_saved(coded):
    screen, _ = coded
    screen.page.evaluate(PREVENTED)
    screen.press("Control+s")
    screen.page.wait_for_function("prevented.includes('s')")
    assert screen.page.locator("dialog[open], .jp-Dialog").count() == 0
    assert screen.root.locator("[role=status]").text_content() == "Alles is al bewaard."


def test_a_second_reading_is_shown_only_when_asked_for(coded):
    screen, _ = coded
    screen.after(screen.root.locator(".wijk-documents select").select_option, "D4")
    names = "() => [...CSS.highlights].filter(([, drawn]) => drawn.size).map(([name]) => name.match(/own|other/)[0])"
    before = set(screen.page.evaluate(names))
    screen.after(screen.root.locator("[data-do=compare]").click)
    screen.root.locator(".wijk-differences").scroll_into_view_if_needed()
    screen.picture("differences")
    assert (before, set(screen.page.evaluate(names))) == ({"own"}, {"own", "other"})


def test_notebooks_02_to_05_have_the_codings_in_their_tables(coded, project, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(project))
    steps = [step for step in STEPS if step.prefix != "01"]
    leave_unpainted([project / "notebooks" / f"{step.stem}.ipynb" for step in steps], monkeypatch)
    run_study(Wish("voorbeeld", workers=2), project, lambda *_: None, steps, lambda *_: [])
    evidence = read_processed("voorbeeld", "02_evidence", EVIDENCE, root=project).query("document == 'D1'")
    expected = passages(read_study("voorbeeld", root=project).transcripts["D1"])
    assert sorted(zip(evidence["segment"], evidence["code"], strict=True)) == sorted(
        (f"D1:{start}-{end}", code) for start, end, code in expected
    )
    assert len(list((project / "data" / "processed" / "voorbeeld").glob("0[345]_*.csv"))) > 20


def test_two_notebooks_on_one_document_notice_each_other_and_lose_nothing(lab, project):
    one, other = (open_coder(lab, f"02a_{name}.ipynb", document="D3") for name in ("one", "other"))
    lines = one.root.locator(".wijk-line").all_text_contents()
    for screen, number in ((one, 0), (other, 1), (one, 2)):
        screen.page.bring_to_front()
        screen.select_line(number)
        screen.after(screen.search, "steiger")
    one.page.wait_for_function("count => [...CSS.highlights].flatMap(([, drawn]) => [...drawn]).length >= count", arg=3)
    text = read_study("voorbeeld", root=project)
    steps, _ = read_steps(project / "data" / "raw" / "voorbeeld" / "aardam")
    given = steps.query("document == 'D3'")
    said = [text.transcripts["D3"][start:end] for start, end in zip(given["start"], given["end"], strict=True)]
    assert said == lines[:3]
    assert {line.replace(" ", "") for line in lines[:3]} <= set(one.drawn)
    assert "elders iets veranderd" in one.root.locator("[role=status]").text_content()


@pytest.fixture(scope="module")
def canaries(lab, project, tmp_path_factory):
    """Notebook 02a on an interview of canaries, through papermill and saved by JupyterLab; the words that were seen."""
    screen = open_coder(lab, "02a_canaries.ipynb", document="D2")
    seen = screen.text.text_content()
    for word in CANARY.findall(seen)[:30:10]:
        screen.select(word, word)
        screen.after(screen.search, "steiger")
    screen.press("m")
    screen.type(CANARY.findall(seen)[0])
    screen.after(screen.press, "Control+Enter")
    screen.notebook.save()
    executed = project / "notebooks" / "02a_executed.ipynb"
    papermill = [sys.executable, "-m", "papermill", "02a_canaries.ipynb", executed.name, "-p", "document", "D2"]
    environment = {**os.environ, "IPYTHONDIR": str(lab.home / "ipython")}
    with (lab.home / "papermill.log").open("wb") as log:
        subprocess.run(papermill, cwd=executed.parent, env=environment, stdout=log, stderr=log, check=True)
    return seen


def test_no_word_of_an_interview_gets_out_of_the_screen_into_a_file(canaries, lab, project):
    assert len(CANARY.findall(canaries)) > 100
    found = find_leaks(project, CANARY)
    kept = found[found["file"].str.startswith("data/raw/")]
    assert {Path(file).name for file in kept["file"]} == {"D2.txt", "D2.een.csv"}  # the memo repeats a word
    assert found.drop(kept.index).to_csv(index=False) == find_leaks(lab.home, CANARY).to_csv(index=False)
    assert found.drop(kept.index).empty


def test_the_notebooks_that_were_searched_did_show_the_screen(canaries, project):
    for name in ("02a_canaries", "02a_executed"):
        notebook = json.loads((project / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
        shown = [output for cell in notebook["cells"] for output in cell.get("outputs", []) if "data" in output]
        assert "application/vnd.jupyter.widget-view+json" in shown[0]["data"]
        assert notebook["metadata"]["widgets"]


def test_the_browser_asked_nothing_of_any_other_place(coded, canaries, lab):
    assert len(lab.asked) > 100
    assert lab.asked_elsewhere == []

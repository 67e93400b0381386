"""A study with nothing in it that a study may lack: made from an empty folder, run, and without an empty section."""

import html
import re
from itertools import pairwise

import matplotlib as mpl
import pytest
from notebooks_here import run, run_notebooks
from pictures import paint_nothing

from wijkresearch.analysis import open_analysis
from wijkresearch.cli import main
from wijkresearch.processed import PROCESSED

STUDY = "teams"
CODES = {"Voting": "We vote about the budget every week.", "Delay": "Often nothing happens for a month."}
TOLD = ["--language", "en", "--title", "How teams decide", "--question", "How do they?", "--perspective", "Member"]
CONSENTS = ("informed", "voluntary", "processing", "recording", "quotes", "reuse")
REGISTER = "document,kind,function,perspective,coding_order,file,consent_municipality"


def add_case(folder, name, first):
    """A case with three interviews in which every code was given once."""
    assert main(["new", "municipality", name, "--study", STUDY]) == 0
    case = folder / name.lower()
    path = case / "municipality.yml"
    path.write_text(path.read_text("utf-8").replace("\nphase:\n", "\nphase: derivation\n"), encoding="utf-8")
    register = [",".join([REGISTER, *(f"consent_{item}" for item in CONSENTS)])]
    segments = ["document,start,end,code,coder"]
    text = "\n".join(["interviewer: How?", *(f"member: {said}" for said in CODES.values())])
    for number in range(first, first + 3):
        register.append(f"D{number},interview,seat {number},member,{number},D{number}.txt,own{',yes' * len(CONSENTS)}")
        (case / "transcripts" / f"D{number}.txt").write_text(text, encoding="utf-8")
        places = [(text.index(said), text.index(said) + len(said), code.lower()) for code, said in CODES.items()]
        segments += [f"D{number},{start},{end},{code},coder_1" for start, end, code in places]
    (case / "documents.csv").write_text("\n".join(register) + "\n", encoding="utf-8")
    (case / "segments.csv").write_text("\n".join(segments) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A project with the study of two cases, run in this process."""
    root = tmp_path_factory.mktemp("project")
    folder = root / "data" / "raw" / STUDY
    folder.parent.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJK_ROOT", str(root))
        paint_nothing(patch.setattr)
        assert main(["new", "study", STUDY, *TOLD, *(f"--code={code}" for code in CODES)]) == 0
        add_case(folder, "Red", 1)
        add_case(folder, "Blue", 4)
        run(root, STUDY)
        yield root


def test_a_study_with_roles_and_worlds_runs_before_it_has_a_case(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    paint_nothing(monkeypatch.setattr)
    roles = ["--role", "Chooser", "--role", "Stopper", "--world", "Class", "--world", "Board"]
    assert main(["new", "study", STUDY, *TOLD, *roles]) == 0
    with mpl.rc_context():
        run_notebooks(tmp_path, STUDY)
    assert len(list((tmp_path / "data" / "processed" / STUDY).glob("*.csv"))) == len(PROCESSED)


def pages(root):
    """Name to page of everything that is read in a browser."""
    return {path.name: path.read_text("utf-8") for path in sorted((root / "reports" / STUDY).glob("*.html"))}


def words_in(markup):
    return html.unescape(re.sub("<(style|script|svg).*?</\\1>|<[^>]*>", " ", markup, flags=re.DOTALL)).split()


def empty_sections(page):
    """Headings under which nothing stands before one of the same level or above, and tables without a row."""
    parts = re.split(r"<h([1-6])[^>]*>(.*?)</h\1>", page, flags=re.DOTALL)
    headings = [
        (int(level), " ".join(words_in(title)), rest) for level, title, rest in zip(*[iter(parts[1:])] * 3, strict=True)
    ]
    for (level, title, rest), (following, _, _) in pairwise(headings):
        if level and following <= level and not words_in(rest) and "<img" not in rest and "<svg" not in rest:
            yield title
    for table in re.findall("<table.*?</table>", page, flags=re.DOTALL):
        if not re.search("<tbody>.*?<t[dh]", table, flags=re.DOTALL):
            yield " ".join(words_in(table))


def test_no_page_has_a_section_or_a_table_with_nothing_in_it(finished):
    read = pages(finished)
    assert {name: found for name, page in read.items() if (found := list(empty_sections(page)))} == {}
    assert len(read) > 15


def test_what_the_study_has_not_got_has_no_chapter_and_no_page(finished):
    read = pages(finished)
    contents = re.findall(r"<h2[^>]*>(.*?)</h2>", read["report.html"])
    assert {"Rollen per gemeente", "Wat verandert er?", "Wat gaat met welk verschil samen?"}.isdisjoint(contents)
    assert "wat-verandert-er.html" not in read
    assert "wat-verandert-er.html" not in read["index.html"]
    assert "In hun eigen woorden" not in read["geval-red.html"]


def test_every_link_between_the_pages_leads_somewhere(finished):
    read = pages(finished)
    led = {file for page in read.values() for file in re.findall(r'href="([\w.-]+\.html)', page)}
    assert led - {"nagemaakt.html"} <= set(read)


def test_the_first_page_says_what_comes_next(finished):
    said = re.findall(r'<p class="notice">(.*?)</p>', pages(finished)["index.html"])
    assert [" ".join(words_in(sentence)) for sentence in said] == [
        "Er is nog geen conclusie: schrijf de eerste in data/raw/teams/claims.yml , zoals docs/claims.md uitlegt."
    ]


def test_a_study_without_a_case_has_every_table(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    main(["new", "study", STUDY, *TOLD, "--code", "Voting", "--role", "Chair", "--world", "Room"])
    analysis = open_analysis(STUDY, root=tmp_path)
    for stem, declared in PROCESSED.items():
        declared.table.check(analysis.table(stem), stem)

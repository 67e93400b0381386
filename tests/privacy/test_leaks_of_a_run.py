"""A run on interviews in which every word is a canary leaves behind only what its respondents agreed to.

Every word of every transcript, quote and memo is a token of its own, so that one leaked word is found and says whose it
is and where it stood. The study is that of the repository, with other material, in which one respondent may be quoted.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import yaml
from leaks import find_leaks, forbidding, search_bytes

from wijkresearch.analysis import open_analysis
from wijkresearch.errors import StudyError
from wijkresearch.io.read import read_study
from wijkresearch.io.store import table_bytes
from wijkresearch.privacy.consent import Gate
from wijkresearch.processed import PROCESSED
from wijkresearch.report.content import compose_report
from wijkresearch.report.gathering import gather_material
from wijkresearch.report.html import report_body
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import STEPS, Step
from wijkresearch.study import text_fingerprint

ROOT = Path(__file__).parents[2]
STUDY = "wijkverbinders"
CANARY = re.compile(r"qz\d{7}k")
PASSAGES = 4
QUOTED = "D1"
UNNAMED = "leidschendam-voorburg"


def canaries(respondent, turn, words=12):
    return " ".join(f"qz{respondent:02}{turn:03}{word:02}k" for word in range(words))


def plant(folder, codes, coders):
    """Transcripts of nothing but canaries for every document of a case, with codings that quote and remark on them."""
    register = pd.read_csv(folder / "documents.csv", dtype=str)
    register["file"] = register["document"] + ".txt"
    register["consent_quotes"] = (register["document"] == QUOTED).map({True: "yes", False: "no"})
    register.to_csv(folder / "documents.csv", index=False)
    shutil.rmtree(folder / "transcripts", ignore_errors=True)
    (folder / "transcripts").mkdir()
    for old in [*folder.glob("segments.*"), *folder.glob("*.qdpx")]:
        old.unlink()
    named = [code for code in codes if code.startswith("over_")]  # these hold the name of a municipality
    rows = []
    for document in register["document"]:
        respondent, text = int(document[1:]), ""
        for turn in range(PASSAGES):
            text += f"I: {canaries(respondent, 100 + turn)}\nR: "
            start, passage = len(text), canaries(respondent, turn) + " in Leidschendam-Voorburg" * (document == QUOTED)
            text += f"{passage}\n"
            code = codes[(respondent * PASSAGES + turn) % len(codes)]
            if turn == PASSAGES - 1 and document != QUOTED:
                code = named[respondent % len(named)]
            row = {"document": document, "start": start, "end": start + len(passage), "code": code, "coder": coders[0]}
            marks = {
                "memo": canaries(respondent, 200 + turn),
                "quote": passage,
                "quote_sha256": text_fingerprint(passage),
            }
            rows += [row | marks, row | marks | {"coder": coders[1]}] if turn < 2 else [row | marks]
        (folder / "transcripts" / f"{document}.txt").write_text(text, encoding="utf-8")
    pd.DataFrame(rows).to_csv(folder / "segments.csv", index=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    raw = root / "data" / "raw"
    shutil.copytree(ROOT / "data" / "raw", raw)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "requirements.lock", root)
    codes = pd.read_csv(raw / STUDY / "codebook.csv", dtype=str)
    codes = list(codes.loc[codes["kind"] == "open", "code"])
    coders = [
        entry["id"] for entry in yaml.safe_load((raw / STUDY / "study.yml").read_text(encoding="utf-8"))["coders"]
    ]
    for register in sorted((raw / STUDY).glob("*/documents.csv")):
        plant(register.parent, codes, coders)
    return root


def run(root, steps=STEPS):
    """Run it; returns what was told, and keeps that among what the run leaves behind."""
    told = []
    try:
        run_study(Wish(study=STUDY, force=True), root, lambda *event: told.append(event), steps)
    finally:
        (root / "told.log").write_text(repr(told), encoding="utf-8")
    return told


def unname(root, municipality):
    """One respondent of the case asks for a pseudonym; returns what finds the name from now on."""
    register = root / "data" / "raw" / STUDY / municipality / "documents.csv"
    consents = register.read_text(encoding="utf-8")
    register.write_text(consents.replace(",own,", ",pseudonym,", 1), encoding="utf-8")
    return forbidding(Gate.of(read_study(STUDY, root=root)).secret_names)


@pytest.fixture(scope="module")
def hidden(project, tmp_path_factory):
    """The project with the results of a run in which every case could be named, and after one in which one may not."""
    root = shutil.copytree(project, tmp_path_factory.mktemp("hidden") / "copy")
    for folder in ("data/processed", "reports"):
        shutil.copytree(ROOT / folder / STUDY, root / folder / STUDY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJK_ROOT", str(root))
        names = unname(root, UNNAMED)
        assert not find_leaks(root / "data" / "processed", names).empty  # negative control
        assert list((root / "reports" / STUDY / "praatplaat").glob(f"*{UNNAMED}*"))
        run(root)
        yield root, names


@pytest.fixture(scope="module")
def found(hidden):
    """Every canary and every name of the hidden case that the run left behind."""
    root, names = hidden
    return left_behind(root, re.compile(f"{CANARY.pattern}|{names.pattern}", re.IGNORECASE))


def left_behind(root, forbidden=CANARY):
    """Everything outside the raw material, as the scanner sees it."""
    found = find_leaks(root, forbidden)
    return found[~found["file"].str.startswith("data/raw/")]


def whose(found):
    """The respondents whose words were found."""
    return {f"D{int(word[2:4])}" for word in found["found"]}


def turns(found):
    """The turns of which words were found; questions from 100, memos from 200."""
    return {int(word[4:7]) for word in found["found"]}


def test_the_material_does_hold_canaries_and_the_study_is_read_with_them(project):
    study = read_study(STUDY, root=project)
    assert len(study.segments) == (PASSAGES + 2) * len(study.documents)
    assert whose(find_leaks(project / "data" / "raw" / STUDY, CANARY)) == set(study.documents["document"])


def test_a_run_leaves_no_word_behind_of_who_may_not_be_quoted(hidden, found):
    after, _ = hidden
    assert list((after / "data" / "processed" / STUDY).glob("05_*.csv"))
    assert list((after / "reports" / STUDY).rglob("*.ipynb"))
    found = found[found["found"].str.fullmatch(CANARY)]
    assert whose(found) == {QUOTED}
    # Of who may be quoted, coded passages stand on the pages, in the report and the matrix, nowhere else; no memo.
    # The questions stand on the page of the interview alone: who gave it agreed to keeping the whole of it as well.
    assert {Path(file).suffix for file in found["file"]} == {".html", ".docx", ".pdf", ".xlsx"}
    own = found["file"].str.endswith(f"gesprek-{QUOTED}.html")
    assert turns(found[~own]) <= set(range(PASSAGES))
    assert turns(found[own]) == {*range(PASSAGES), *range(100, 100 + PASSAGES)}


def test_with_the_gate_open_words_of_others_do_come_out(hidden, monkeypatch):
    """Negative control: the report, made as if everybody had agreed to be quoted."""
    after, _ = hidden
    closed = Gate.of
    quotable = {"consent_quotes": True}
    opened = lambda study, **said: closed(replace(study, documents=study.documents.assign(**quotable)), **said)  # noqa: E731
    monkeypatch.setattr(Gate, "of", opened)
    material = gather_material(after, STUDY, read_study(STUDY, root=after), "nl")
    words = search_bytes(report_body(compose_report(material), language="nl").encode(), CANARY)
    assert len(whose(pd.DataFrame(list(words), columns=["inside", "found"]))) > 1


def test_a_run_names_no_municipality_that_may_not_be_named(hidden, found):
    root, _ = hidden
    assert found[~found["found"].str.fullmatch(CANARY)].to_csv(index=False) == "file,inside,found,times\n"
    assert list((root / "reports" / STUDY / "praatplaat").glob("praatplaat-gemeente-*.pdf"))
    quoted = (root / "reports" / STUDY / "report.html").read_text(encoding="utf-8")
    assert "in [Gemeente B]" in quoted


@pytest.fixture(scope="module")
def opened(project):
    """The analysis of the same material in which every case may be named."""
    return open_analysis(STUDY, root=project)


@pytest.mark.parametrize("stem", ["04_role_counts", "04_connections", "05_verdicts", "05_claim_respondents"])
def test_a_name_that_is_hidden_changes_no_count_and_no_verdict(hidden, opened, stem):
    root, _ = hidden
    public = Gate.of(read_study(STUDY, root=root)).public_id(UNNAMED)
    named = table_bytes(opened.table(stem), PROCESSED[stem].table).decode()
    assert UNNAMED in named
    written = root / "data" / "processed" / STUDY / f"{stem}.csv"
    assert written.read_bytes().decode() == named.replace(UNNAMED, public)


def test_the_codings_with_a_code_that_holds_the_name_are_all_there_under_another_id(hidden, opened):
    root, _ = hidden
    before, now = opened.evidence, pd.read_csv(root / "data" / "processed" / STUDY / "02_evidence.csv", dtype=str)
    named = before["code"].str.contains(UNNAMED.replace("-", "_"))
    assert named.any()
    assert now.loc[named, "code"].str.fullmatch(r"over_\w+_gemeente_[abc]").all()
    assert now.loc[~named, "code"].tolist() == before.loc[~named, "code"].tolist()


def test_a_second_run_with_a_hidden_name_has_nothing_to_do(hidden):
    told = []
    run_study(Wish(study=STUDY), hidden[0], lambda *event: told.append(event))
    assert {state for _, state, _ in told} == {"up to date"}


def test_a_run_that_fails_on_the_raw_material_of_a_hidden_case_leaves_no_name_behind(bare, capfd):
    forbidden = unname(bare, "maassluis")
    codings = bare / "data" / "raw" / STUDY / "maassluis" / "segments.csv"
    codings.write_text(codings.read_text(encoding="utf-8").replace("D6,", "D99,", 1), encoding="utf-8")
    steps = leak_in(bare, "from wijkresearch.io import read\nread.read_study(study)")
    with pytest.raises(StudyError, match="document 'D99' is not in the register of documents"):
        run_study(Wish(study=STUDY), bare, lambda *_: None, steps)
    assert left_behind(bare, forbidden).empty
    assert not forbidden.search("".join(capfd.readouterr()))


@pytest.fixture
def bare(project, tmp_path, monkeypatch):
    """The project before any run: whatever is found in it, the notebook of the test has left."""
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    shutil.copytree(project / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "notebooks").mkdir()
    return tmp_path


def leak_in(root, *lines):
    """A notebook that has an interview in hand, and these lines."""
    source = f'text = open("../data/raw/{STUDY}/katwijk/transcripts/D2.txt").read()'
    told = nbformat.v4.new_code_cell(f'study: str = "{STUDY}"  # folder', metadata={"tags": ["parameters"]})
    cells = [told, nbformat.v4.new_code_cell(source), *(nbformat.v4.new_code_cell(line) for line in lines)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), root / "notebooks" / "06_leak.ipynb")
    return [Step("06_leak")]


def test_a_notebook_that_prints_an_interview_is_found_out(bare):
    """Negative control: the same search after a notebook that does leak."""
    with pytest.raises(StudyError, match="it wrote no table"):
        run(bare, leak_in(bare, "print(text)"))
    assert whose(left_behind(bare)) == {"D2"}


ERRORS = {
    "value": "int(text)",
    "key": "{}[text]",
    "assertion": "assert not text, text",
    "attribute": "getattr(1, text)",
    "table": "import pandas as pd\npd.Series(text.split()).astype('int64')",
    "chained": "try:\n    int(text)\nexcept ValueError as error:\n    raise RuntimeError('no number') from error",
    "chained to one of the library": (
        "from wijkresearch.errors import Problem, StudyError\n"
        "try:\n    int(text)\n"
        "except ValueError as error:\n    raise StudyError(Problem('here', 'no number')) from error"
    ),
    "while handling": "try:\n    int(text)\nexcept ValueError:\n    1 / 0",
    "custom": "class Odd(Exception):\n    def __str__(self):\n        return text\nraise Odd",
    "syntax": "exec(text)",
    "group": "raise ExceptionGroup(text, [ValueError(text)])",
    "printed": "import traceback\ntry:\n    int(text)\nexcept ValueError:\n    traceback.print_exc()",
    "note": "error = ValueError()\nerror.add_note(text)\nraise error",
    "warning": "import warnings\nwarnings.simplefilter('error')\nwarnings.warn(text)",
    "exit": "raise SystemExit(text)",
}


@pytest.mark.parametrize("source", ERRORS.values(), ids=ERRORS)
def test_a_cell_that_fails_on_a_passage_does_not_say_the_passage(bare, source, capfd):
    with pytest.raises(StudyError) as failure:
        run(bare, leak_in(bare, source))
    said = capfd.readouterr()
    assert not CANARY.search(f"{failure.getrepr(chain=True)}{failure.value!r}{said.out}{said.err}")
    assert (bare / "reports" / STUDY / "failed" / "06_leak.ipynb").exists()
    assert left_behind(bare).empty


@pytest.mark.parametrize("kind", ["value", "group"])
def test_a_cell_that_is_allowed_to_fail_does_not_say_the_passage_either(bare, kind):
    steps = leak_in(bare, ERRORS[kind])
    notebook = nbformat.read(bare / "notebooks" / "06_leak.ipynb", as_version=4)
    notebook.cells[-1].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, bare / "notebooks" / "06_leak.ipynb")
    with pytest.raises(StudyError):
        run(bare, steps)
    assert left_behind(bare).empty

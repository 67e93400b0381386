"""Three folders more and nothing else: a run gives them their columns everywhere and says what each changes."""

import html
import re
import shutil
import zipfile
from functools import cache
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from made_studies import FURTHER_CASES, further_case, write_case
from pictures import leave_unpainted, paint_nothing
from pypdf import PdfReader

from wijkresearch import open_analysis, tables
from wijkresearch.io.read import read_processed, read_study
from wijkresearch.report.content import compose_report
from wijkresearch.report.gathering import gather_material
from wijkresearch.report.html import report_body
from wijkresearch.report.publish import publish_report
from wijkresearch.report.word import report_document
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import STEPS
from wijkresearch.show.claims import say_headline, say_standing

ROOT = Path(__file__).parents[2]
STUDY = "wijkverbinders"
CASES = ["katwijk", "leidschendam-voorburg", "maassluis", *FURTHER_CASES.values()]
WITH_A_COLUMN_PER_CASE = {
    "02_document_codings": tables.DOCUMENT_CODINGS,
    "03_axial_cases": tables.AXIAL_CASES,
    "04_role_counts": tables.ROLE_COUNTS,
    "05_claim_respondents": tables.CLAIM_RESPONDENTS,
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A copy of the project in which the further cases are folders beside the others, after `wijk run`."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("data/raw", "notebooks"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "requirements.lock", root)
    study = read_study(STUDY, root=root)
    for stance, municipality in FURTHER_CASES.items():
        write_case(further_case(study, stance), municipality, root / "data" / "raw" / STUDY)
    with pytest.MonkeyPatch.context() as patch:
        leave_unpainted((root / "notebooks").glob("*.ipynb"), patch)
        run_study(Wish(STUDY), root, lambda *_: None)
        yield root


@pytest.mark.parametrize("stem", WITH_A_COLUMN_PER_CASE)
def test_every_municipality_is_in_every_table(finished, stem):
    table = read_processed(STUDY, stem, WITH_A_COLUMN_PER_CASE[stem], root=finished)
    assert sorted(table["municipality"].unique()) == sorted(CASES)


def test_every_role_has_a_cell_in_every_world_of_a_new_municipality(finished):
    counts = read_processed(STUDY, "04_role_counts", tables.ROLE_COUNTS, root=finished)
    assert counts.groupby("municipality").size().to_dict() == dict.fromkeys(CASES, 8)
    silent = counts["municipality"] == FURTHER_CASES["silent"]
    assert (counts.loc[~silent, "column_segments"] > 0).all()
    assert counts.loc[silent, "column_segments"].eq(0).all()


def test_each_new_municipality_changes_the_conclusions_its_own_way(finished):
    changes = read_processed(STUDY, "05_case_changes", tables.CASE_CHANGES, root=finished)
    tested = changes[changes["claim"].isin(["C17", "B12", "P-functioneel"])]
    assert {case: set(rows["change"]) for case, rows in tested.groupby("municipality")} == {
        FURTHER_CASES["confirms"]: {"stands"},
        FURTHER_CASES["contradicts"]: {"falls"},
        FURTHER_CASES["too_little"]: {"cannot_be_judged"},
        FURTHER_CASES["silent"]: {"not_found_there"},
    }


def text_of(finished, name):
    """What a page or a Word document of the finished run says, without markup."""
    path = finished / "reports" / STUDY / name
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as document:
            return re.sub(r"<[^>]+>", "", document.read("word/document.xml").decode())
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def whole(finished):
    """The study with all further cases."""
    return read_study(STUDY, root=finished)


@pytest.fixture(scope="module")
def claims(whole):
    return whole.claims["claims"].set_index("claim")


def said_of(finished, claims, claim, name, language):
    """What a page or a Word document says beside the sentence of a claim; the first screen has answers in short."""
    sentences = [claims.loc[claim, f"{key}_{language}"] for key in ("text", "short")]
    said = text_of(finished, name)
    return beside(said, next(sentence for sentence in sentences if sentence in said))


def beside(said, sentence):
    """The text around a sentence wherever it stands: its verdict is above it on a card, and behind it in a list."""
    places = [found.start() for found in re.finditer(re.escape(sentence), said)]
    return " … ".join(said[max(0, place - 200) : place + len(sentence) + 200] for place in places)


@pytest.fixture(scope="module")
def in_english(finished):
    with pytest.MonkeyPatch.context() as patch:
        paint_nothing(patch.setattr)
        publish_report(finished, STUDY, language="en")
    return finished


@pytest.mark.parametrize("name", ["index.html", "report.html", "report.docx", "05_conclusions.html"])
@pytest.mark.parametrize("claim", ["H1", "P-functioneel", "A2"])
def test_a_municipality_that_contradicts_the_main_answer_is_named_where_the_answer_is_read(
    finished, claims, claim, name
):
    assert "Tegengesproken in Dennevoort;" in said_of(finished, claims, claim, name, "nl")


def test_the_report_as_pdf_names_it_as_well(finished):
    pages = PdfReader(finished / "reports" / STUDY / "report.pdf").pages
    assert "Tegengesproken in Dennevoort;" in " ".join(" ".join(page.extract_text() for page in pages[:6]).split())


@pytest.mark.parametrize("name", ["report.en.html", "report.en.docx"])
def test_the_english_report_names_it_as_well(in_english, claims, name):
    assert "Contradicted in Dennevoort;" in said_of(in_english, claims, "H1", name, "en")


@pytest.fixture(scope="module")
def one_more(finished):
    """The analysis when only this further case is added."""
    return cache(lambda stance: open_analysis(STUDY, ",".join([*CASES[:3], FURTHER_CASES[stance]]), root=finished))


def standing(analysis, claim="H1"):
    """Headline and standing of an answer."""
    row, names = analysis.replication.set_index("claim").loc[claim], analysis.study.municipality_names
    return say_headline(row, names), say_standing(row, names)


@pytest.fixture(scope="module")
def with_one_more(finished, whole, one_more):
    """What the entry page, the report and its Word document say when only this further case is added, by language."""

    @cache
    def saved(stance):
        chosen, results = ",".join([*CASES[:3], FURTHER_CASES[stance]]), f"{STUDY}@{stance}"
        analysis = one_more(stance)
        for step in ("02_coding", "03_axial_grouping", "04_role_tables", "05_conclusions"):
            analysis.save(step, results)
        return results, chosen

    def said(stance, language):
        results, chosen = saved(stance)
        material = gather_material(finished, results, whole, language, municipalities=chosen)
        blocks = compose_report(material)
        document = report_document(blocks, title="", language=language)
        word = "".join(text.text or "" for text in document.element.body.iter(qn("w:t")))
        page = report_body(blocks, language=language)
        return [html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))), word]

    return said


@pytest.mark.parametrize(
    ("answer", "headline"),
    [
        (("confirms", "H1", "nl"), "Ondersteund voor de gemeenten samen, ook in Cederdam."),
        (("confirms", "H1", "en"), "Supported for the municipalities together, in Cederdam as well."),
        (("silent", "P-functioneel", "nl"), "Ondersteund, maar niet gevonden in Fazantewijk."),
        (("silent", "P-functioneel", "en"), "Supported, but not found in Fazantewijk."),
    ],
)
def test_a_municipality_that_confirms_or_says_nothing_is_named_where_the_answer_is_read(
    claims, with_one_more, answer, headline
):
    stance, claim, language = answer
    for page in with_one_more(stance, language):
        assert headline in beside(page, claims.loc[claim, f"text_{language}"])


def test_a_silent_municipality_is_said_to_be_no_evidence_against_it(one_more):
    said = standing(one_more("silent"), "P-functioneel")[1]
    assert said.endswith("Niet gevonden in Fazantewijk; dat is geen tegenspraak.")


def test_a_municipality_with_too_little_leaves_the_headline_alone(one_more):
    headline, said = standing(one_more("too_little"))
    assert headline == "Ondersteund voor de gemeenten samen"
    assert said.endswith("Te weinig gegevens in Eikenbroek.")


def test_the_page_on_what_changes_names_each_new_municipality_and_every_outcome(finished):
    page = (finished / "reports" / STUDY / "wat-verandert-er.html").read_text(encoding="utf-8")
    said = re.sub(r"<[^>]+>", " ", page)
    assert [name for name in FURTHER_CASES.values() if name.capitalize() not in said] == []


def test_every_page_and_document_says_that_the_material_is_a_reconstruction(finished):
    reports = finished / "reports" / STUDY
    pages = {path.name: path.read_text(encoding="utf-8") for path in reports.glob("*.html")}
    with zipfile.ZipFile(reports / "report.docx") as document:
        pages["report.docx"] = document.read("word/document.xml").decode()
    assert len(pages) > len(list((finished / "notebooks").glob("*.ipynb")))
    assert [name for name, page in pages.items() if "reconstructi" not in page.lower()] == []


def test_the_report_has_the_new_municipalities_and_the_old_findings(finished):
    report = (finished / "reports" / STUDY / "report.html").read_text(encoding="utf-8")
    assert [name for name in FURTHER_CASES.values() if name.capitalize() not in report] == []
    compared = read_processed(STUDY, "04_published_comparison", tables.PUBLISHED_COMPARISON, root=finished)
    assert sorted(compared["municipality"].unique()) == CASES[:3]


def test_a_run_on_one_municipality_has_results_of_its_own_and_leaves_the_others_alone(finished):
    whole = finished / "data" / "processed" / STUDY
    before = {path.name: path.read_bytes() for path in whole.iterdir()}
    steps = [step for step in STEPS if step.prefix in ("02", "04")]
    outcome = run_study(Wish(STUDY, municipalities=("katwijk",)), finished, lambda *_: None, steps, lambda *_: [])
    assert outcome.reports == finished / "reports" / f"{STUDY}@katwijk"
    assert (outcome.reports / "04_role_tables.ipynb").exists()
    counts = read_processed(f"{STUDY}@katwijk", "04_role_counts", tables.ROLE_COUNTS, root=finished)
    assert counts["municipality"].unique().tolist() == ["katwijk"]
    assert {path.name: path.read_bytes() for path in whole.iterdir()} == before

"""The tables that the repository ships are those that a fresh run makes, and its English report has no Dutch in it."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from matplotlib.text import Text
from pictures import paint_nothing
from pypdf import PdfReader

from wijkresearch.io import store
from wijkresearch.io.read import read_study
from wijkresearch.plots.sheet import plain_looks
from wijkresearch.plots.style import SETTINGS
from wijkresearch.report.gathering import gather_material
from wijkresearch.report.pictures import PICTURES, can_draw, draw_pictures
from wijkresearch.report.publish import publish_report, read_aloud
from wijkresearch.run.pipeline import Wish, run_study

ROOT = Path(__file__).parents[2]
DUTCH = (
    "aan aandeel aantal alle alleen als ander andere bij binnen bolletjes coderingen conclusie conclusies dan dat de "
    "deze dezelfde die door een elk elke en gedrukt gedrukte gecodeerd gemeente gemeenten geen gevraagd haar heeft het "
    "hij hoe hypothese inwoner inwoners jaar keer komt kunnen kolom leefwereld maar meer minder naar naast "
    "niet nog observatie omdat onderzoek oordeel ook paragraaf plaats respondenten rol rollen samen "
    "systeemwereld tegen uit van verbindingen verschillen volgt voor waar waarin wat welke werd wordt worden zegt zich "
    "zij zijn zonder zoals overzicht voorbeeld vinkje deuren"
)
"""Dutch words that are not English ones, from what the program says and from any Dutch sentence."""
PERSPECTIVES = {"wijkverbinder", "wethouder"}
"""Words for a function that people also use as the name of a role or of an actor."""
SHIPPED = ROOT / "data" / "processed" / "wijkverbinders"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    project = tmp_path_factory.mktemp("fresh")
    for name in ("notebooks", "wijkresearch", "data/raw"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", project)
    run_study(Wish(study="wijkverbinders"), project, lambda *_: None)
    return project


def test_a_fresh_run_makes_the_same_tables_and_no_others(fresh):
    tables = fresh / "data" / "processed" / "wijkverbinders"
    made = {path.name for path in tables.iterdir()}
    assert made == {path.name for path in SHIPPED.iterdir()}
    assert [name for name in sorted(made) if (tables / name).read_bytes() != (SHIPPED / name).read_bytes()] == []


def test_the_report_draws_in_dutch_the_very_pictures_that_the_notebooks_wrote(fresh, monkeypatch):
    monkeypatch.setattr(store, "FIGURE_SUFFIXES", ("svg",))
    material = gather_material(fresh, "wijkverbinders", read_study("wijkverbinders", root=fresh), "nl")
    written = sorted((fresh / "reports" / "wijkverbinders" / "figures").glob("*.svg"))
    pictures = {path.stem: path.read_bytes() for path in written if can_draw(material, path.stem)}
    with plain_looks(SETTINGS):
        drawn = {stem: store.figure_bytes(figure, stem)["svg"] for stem, figure in draw_pictures(material)}
    assert set(PICTURES) <= set(pictures)
    assert set(drawn) == set(pictures)
    assert [stem for stem in pictures if drawn[stem] != pictures[stem]] == []


@pytest.fixture(scope="module")
def english(fresh):
    """The words of the English report but for what respondents said and what departments and functions are called."""
    with pytest.MonkeyPatch.context() as patch:
        paint_nothing(patch.setattr)
        page, *_ = publish_report(fresh, "wijkverbinders", language="en")
    report = html.fromstring(page.read_text("utf-8"))
    for quote in report.xpath("//blockquote"):
        quote.drop_tree()
    study = read_study("wijkverbinders", root=fresh)
    own = {*study.municipalities["department"], *study.documents["function"]}
    for cell in report.xpath("//td"):
        if cell.text_content() in own:
            cell.drop_tree()
    material = gather_material(fresh, "wijkverbinders", study, "en")
    told = {"the report": read_aloud(html.tostring(report, encoding="unicode"))}
    with plain_looks(SETTINGS):
        drawn = {stem: figure.findobj(Text) for stem, figure in draw_pictures(material)}
    assert set(drawn) == set(material.figures)
    told |= {stem: " ".join(text.get_text() for text in texts) for stem, texts in drawn.items()}
    for sheet in (page.parent / "praatplaat").glob("*.en.pdf"):
        told[sheet.stem] = " ".join(leaf.extract_text() for leaf in PdfReader(sheet).pages)
    return told, study


def test_nothing_that_the_program_says_in_the_english_report_is_dutch(english):
    told, study = english
    assert sum(part.startswith("praatplaat-") for part in told) == 1 + len(study.municipalities)
    dutch = {
        part: sorted(set(DUTCH.split()).intersection(re.findall(r"\w+", words.lower()))) for part, words in told.items()
    }
    assert {part: words for part, words in dutch.items() if words} == {}


def test_what_the_study_has_in_english_is_not_told_in_dutch(english):
    told, study = english
    lists = [entry for name in ("roles", "worlds", "actors", "coders", "questions") for entry in study.settings[name]]
    both = [(entry["label_nl"], entry["label_en"]) for entry in lists if "label_nl" in entry]
    both += [(entry["text_nl"], entry["text_en"]) for entry in [*study.settings["questions"], *study.settings["goals"]]]
    both += list(zip(study.claims["claims"]["text_nl"], study.claims["claims"]["text_en"], strict=True))
    both += list(zip(study.codebook["label_nl"], study.codebook["label_en"], strict=True))
    both += list(study.settings["groups_en"].items())
    functions = {name.lower() for name in study.documents["function"]} | PERSPECTIVES
    only_dutch = {dutch for dutch, other in both if dutch not in other and dutch.lower() not in functions}
    said = " ".join(told.values())
    assert sorted(words for words in only_dutch if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said)) == []


def test_no_shipped_table_holds_what_was_said():
    assert not [path.name for path in SHIPPED.glob("*.csv") if "quote," in path.read_text("utf-8").splitlines()[0]]

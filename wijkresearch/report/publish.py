"""The pages of a study: the entry, a page per notebook, and the report as page, Word file and PDF.

Everything is made from the processed tables and the executed notebooks. Passages pass the consent gate one by one, and
what is written is searched for words of respondents who may not be quoted before any of it is put down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from wijkresearch.errors import raise_if_any
from wijkresearch.io.exporting import workbook_bytes
from wijkresearch.io.read import read_study
from wijkresearch.io.store import figure_bytes, processed_folder, reports_folder, write_bytes, write_text
from wijkresearch.plots.praatplaat import can_fold, draw_praatplaat
from wijkresearch.plots.sheet import plain_looks, sheet_as_svg, sheets_as_pdf
from wijkresearch.plots.style import SETTINGS
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.disclosure import copied_words
from wijkresearch.privacy.release import release
from wijkresearch.processed import STEPS
from wijkresearch.report.blocks import Block, Heading
from wijkresearch.report.content import compose_report, list_left_out, report_title
from wijkresearch.report.document_pages import document_pages, shown_talk
from wijkresearch.report.entry import SAID as ENTRY_WORDS
from wijkresearch.report.entry import about_results, compose_entry
from wijkresearch.report.gathering import gather_material
from wijkresearch.report.html import report_html
from wijkresearch.report.links import CODES_PAGE, EVIDENCE_PAGE, MATRIX_PAGE, REPORT_PAGE
from wijkresearch.report.material import Material
from wijkresearch.report.matrix import (
    SHEET_FILE,
    WORD_FILE,
    compose_matrix,
    matrix_page,
    matrix_sheets,
    sheet_widths,
)
from wijkresearch.report.matrix import WORDS as MATRIX_WORDS
from wijkresearch.report.number_links import lead_on, lead_page_on
from wijkresearch.report.pages import (
    About,
    index_page,
    notebook_lead,
    notebook_pages,
    notebook_title,
    template_page,
)
from wijkresearch.report.passages import codes_page, evidence_page
from wijkresearch.report.pictures import draw_pictures
from wijkresearch.report.portrait import case_cards, portrait_pages
from wijkresearch.report.reading_pages import compose_differences, compose_side_by_side
from wijkresearch.report.reporting import checklist_document, checklist_html, confidence_html
from wijkresearch.report.reproduction import PAGE as REPRODUCTION_PAGE
from wijkresearch.report.rigour import CONFIDENCE_PLACE
from wijkresearch.report.standards import complete_standards, gather_confidence
from wijkresearch.report.typeset import report_pdf
from wijkresearch.report.word import report_document
from wijkresearch.report.words import evidence_words
from wijkresearch.show.missing import say_missing
from wijkresearch.show.praatplaat_words import WORDS as PRAATPLAAT
from wijkresearch.show.reading import FEW
from wijkresearch.study import RawStudy
from wijkresearch.words import catalogue, lists, say
from wijkresearch.words.numbers import enumerate_words

ENTRY = "index.html"
EXTRA_PAGES = {"hoe-hard-is-dit": ("rigour", "audit", "limits"), "wat-verandert-er": ("changes", "limits")}
THEORY = ("theory", "design")
"""The chapters of the page on theory."""
READING = ("theorie.html", "verschillen.html", "naast-elkaar.html")
"""What is there where there is something to read: theory beside findings, differences of coders, cases side by side."""
CARDS = lists("pages.cards")["nl"]
REPORTING = catalogue("reporting")["nl"]
MARKS = {"nl": "", "en": ".en"}
"""What the file of a praatplaat has before its suffix."""
STANDARDS = "rapportagestandaarden.html"
STANDARDS_DOCUMENT = "rapportagestandaarden.docx"
PRAATPLAAT_FILE = "praatplaat/praatplaat-samen.pdf"
GROUPS = catalogue("pages.groups")["nl"]
ENTRY_PAGES = {
    "read": ("report.html", PRAATPLAAT_FILE, "report.docx", "report.pdf"),
    "check": (EVIDENCE_PAGE, "hoe-hard-is-dit.html", "verschillen.html", REPRODUCTION_PAGE, STANDARDS),
    "compare": (MATRIX_PAGE, "naast-elkaar.html", "theorie.html", "wat-verandert-er.html"),
}
"""What a reader wants, to the pages that give it; the notebooks come last."""
PLACEHOLDER = "\0"
"""Stands in a sentence where the template puts a link."""
STYLES = re.compile(r"<(style|script)>.*?</\1>", re.DOTALL)
TAG = re.compile(r'<(?:[^>]*?\b(?:alt|aria-label)="([^"]*)")?[^>]*>')
FIXED_TIME = (2024, 8, 2, 0, 0, 0)


def publish(
    root: Path, study: str, *, municipalities: Sequence[str] = (), results: str = "", home: Path | None = None
) -> list[Path]:
    """Write the pages of a study's results and return what was written.

    Args:
        root: the project's folder.
        study: the folder in `data/raw`.
        municipalities: public ids of the cases that were run; all of them when empty.
        results: the folder of the results; that of the study when empty.
        home: the folder that the results are in; the project's when not given.

    Raises:
        StudyError: the words of somebody who may not be quoted would be published.
    """
    name, home = results or study, home or root
    whole = read_study(study, root=root)
    material = gather_material(home, name, whole, "nl", municipalities=",".join(municipalities))
    folder = reports_folder(name, home)
    notebooks = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("0*.ipynb"))}
    chosen = release(whole).choose(",".join(municipalities))
    standards, sources = complete_standards(chosen, material)
    sheet, findings = gather_confidence(chosen, material)
    notice, about = material.notice, about_results(material)
    pages = {
        file: lead_page_on(content, material, list(STEPS.get(Path(file).stem, {})), source="code_above")
        for file, content in notebook_pages(notebooks, about=about).items()
    }
    reading = {**dict(_extra_pages(material, about)), **dict(_reading_pages(material, about))}
    pages |= dict(_evidence_pages(material))
    pages |= {REPORT_PAGE: _report_page(material, about, compose_report(material)), **reading}
    pages[ENTRY] = _entry(material, about, notebooks, list(reading), say_missing(whole, material.language))
    checklists = {title: checklist_html(rows, sources[title]) for title, rows in standards.items()}
    filled_in = _standards_page(checklists, confidence_html(sheet, findings), about)
    pages[STANDARDS] = lead_page_on(filled_in, material, source="filled_in")
    pages |= {file: lead_page_on(made, material, source="register") for file, made in portrait_pages(material)}
    pages[MATRIX_PAGE] = lead_page_on(matrix_page(material), material, source="filled_in")
    sheets = matrix_sheets(material)
    kept = {name: rows.to_csv() for name, rows in sheets.items()}
    _refuse_copied({**pages, **kept}, whole, material)
    written = [write_text(folder / file, content) for file, content in pages.items()]
    written += _matrix_files(material, sheets, folder)
    written.append(write_text(processed_folder(name, home) / "README.md", _about_tables(name, notice)))
    written += _praatplaten(material, folder, _derived_from(whole))
    document = _word_bytes(checklist_document(standards, sources, notice, sheet=sheet, findings=findings))
    return [*written, write_bytes(folder / STANDARDS_DOCUMENT, document), *_files_to_keep(material, folder, "report")]


def _matrix_files(material: Material, sheets: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Path]:
    """The matrix as a spreadsheet, and as a Word table where its cases fit beside each other on a page."""
    yield write_bytes(folder / SHEET_FILE, workbook_bytes(sheets, widths=sheet_widths(material.language)))
    if len(material.municipalities) <= FEW:
        title = MATRIX_WORDS[material.language]["title"]
        blocks = compose_matrix(material)
        document = report_document(blocks, title=title, language=material.language, on_its_side=True)
        yield write_bytes(folder / WORD_FILE, _word_bytes(document))


def _praatplaten(material: Material, folder: Path, derived_from: Collection[str]) -> list[Path]:
    """The praatplaat for the cases that the study came from and for each case, as PDF and SVG, where it can be made."""
    judged = material.tables.get("04_connections")
    if judged is None or not can_fold(material.settings):
        return []
    language, words = material.language, PRAATPLAAT[material.language]
    together = [name for case, name in material.municipalities.items() if case in derived_from]
    named = enumerate_words(together, language=language)
    places = {"all": words["cases"].format(number=len(together)) if len(together) > FEW else named}
    places |= material.municipalities
    written = []
    for member in [name for name in places if name in set(judged["member"])]:
        rows = judged[judged["member"] == member]
        sheets = draw_praatplaat(rows, place=places[member], settings=material.settings, language=language)
        title = f"{words['name']} {places[member]}"
        stem, mark = f"praatplaat-{words['together'] if member == 'all' else member}", MARKS[language]
        written.append(write_bytes(folder / "praatplaat" / f"{stem}{mark}.pdf", sheets_as_pdf(sheets, title=title)))
        for side, sheet in zip((words["inside"], words["outside"]), sheets, strict=True):
            image = sheet_as_svg(sheet, title=f"{title}, {side}")
            written.append(write_bytes(folder / "praatplaat" / f"{stem}-{side}{mark}.svg", image))
    return written


def _about_tables(name: str, notice: str) -> str:
    """What stands beside the processed tables, for who opens the folder and not the report."""
    about = say("pages", "about_tables", study=name)
    return f"{about}\n{notice}\n" if notice else about


def publish_report(root: Path, study: str, *, language: str) -> list[Path]:
    """Write the report in one language as `report.<language>.html`, `.docx` and `.pdf`, and the praatplaat beside it.

    The pictures are drawn again from the tables, with words of the language. Returns what was written, the page first.

    Args:
        root: the project's folder.
        study: the folder in `data/raw`, of which all cases were run.
        language: `nl` or `en`.

    Raises:
        StudyError: the words of somebody who may not be quoted would be published.
    """
    whole = read_study(study, root=root)
    gathered = gather_material(root, study, whole, language)
    material = replace(gathered, figures=_draw_again(gathered))
    folder, name = reports_folder(study, root), f"report.{language}"
    pages = {f"{name}.html": _report_page(material, about_results(material), compose_report(material))}
    _refuse_copied(pages, whole, material)
    written = [write_text(folder / file, content) for file, content in pages.items()]
    written += _files_to_keep(material, folder, name)
    return [*written, *_praatplaten(material, folder, _derived_from(whole))]


def _draw_again(material: Material) -> dict[str, tuple[bytes, bytes]]:
    """The pictures of the notebooks with words of the report's language; as they were where that cannot be done."""
    figures = dict(material.figures)
    with plain_looks(SETTINGS):
        for stem, figure in draw_pictures(material):
            drawn = figure_bytes(figure, stem)
            figures[stem] = (drawn["png"], drawn["svg"])
    return figures


def _derived_from(whole: RawStudy) -> set[str]:
    """The cases that the conclusions were derived from."""
    cases = release(whole).municipalities
    return set(cases.loc[cases["phase"] == "derivation", "municipality"])


def _report_page(material: Material, about: About, composed: Sequence[Block], chapters: Sequence[str] = ()) -> str:
    """The report, or chapters of it, as a page; what stands in the whole report is led to there, in its language."""
    blocks = lead_on(composed, material)
    names = [material.word(name) for name in chapters[:1]]
    title, here = " – ".join([*names, report_title(material)]), "".join(names)
    frame = {
        "about": about,
        "here": here or say("frame", "report", material.language),
    }
    made = report_html(blocks, title=title, language=material.language, home=ENTRY, **frame)
    return made if chapters else made.replace(f'href="{REPORT_PAGE}#', 'href="#')


def _extra_pages(material: Material, about: About) -> Iterator[tuple[str, str]]:
    """Pages of some chapters of the report, where there is something in the first of them: the file and the page."""
    for file, chapters in EXTRA_PAGES.items():
        composed = compose_report(material, chapters=chapters)
        if isinstance(composed[0], Heading) and composed[0].name == chapters[0]:
            yield f"{file}.html", _report_page(material, about, composed, chapters)


def _reading_pages(material: Material, about: About) -> Iterator[tuple[str, str]]:
    """The pages that there is something to read in: the file and the page."""
    theory = compose_report(material, chapters=THEORY)
    theory = theory if any(isinstance(block, Heading) and block.name in THEORY for block in theory) else []
    composed = (theory, compose_differences(material), compose_side_by_side(material))
    for file, blocks in zip(READING, composed, strict=True):
        if blocks:
            here = CARDS[file][0]
            title = f"{here} – {report_title(material)}"
            frame: dict[str, Any] = {"home": ENTRY, "here": here, "about": about}
            yield file, report_html(lead_on(blocks, material), title=title, language=material.language, **frame)


def _files_to_keep(material: Material, folder: Path, name: str) -> list[Path]:
    """The report as Word file and as PDF."""
    blocks = lead_on(compose_report(material, annex=True), material)
    title, language = report_title(material), material.language
    document = _word_bytes(report_document(blocks, title=title, language=language))
    return [
        write_bytes(folder / f"{name}.docx", document),
        write_bytes(folder / f"{name}.pdf", report_pdf(blocks, title=title, language=language)),
    ]


def _standards_page(checklists: Mapping[str, str], confidence: str, about: About) -> str:
    """Every reporting standard as a table of its own, and the confidence sheet."""
    tables = [(f"lijst-{number}", *listed) for number, listed in enumerate(checklists.items(), start=1)]
    tables += [(CONFIDENCE_PLACE.partition("#")[2], REPORTING["confidence"], confidence)] if confidence else []
    before, _, after = say("pages", "standards_lead", file=PLACEHOLDER).partition(PLACEHOLDER)
    lead: dict[str, Any] = {
        "before": before.strip(),
        "file": STANDARDS_DOCUMENT,
        "link": say("pages", "word_file"),
        "after": after.strip(),
    }
    title, contents = REPORTING["title"], [(name, heading) for name, heading, _ in tables]
    frame: dict[str, Any] = {"home": ENTRY, "about": about, "contents": contents}
    return template_page("standards.html", title=title, notice=about.notice, tables=tables, **frame, **lead)


def _entry(
    material: Material,
    about: About,
    notebooks: Mapping[str, Mapping[str, Any]],
    reading: Collection[str],
    missing: Sequence[str],
) -> str:
    steps = [(f"{stem}.html", notebook_title(nb), notebook_lead(nb)) for stem, nb in notebooks.items()]
    made = {REPRODUCTION_PAGE, STANDARDS, MATRIX_PAGE, *reading}
    made |= {EVIDENCE_PAGE}
    made |= {"report.html", "report.docx", "report.pdf", *_praatplaat(material)}
    groups = [
        (name, GROUPS[name], [_card(file) for file in files if file in made]) for name, files in ENTRY_PAGES.items()
    ]
    groups[-1][2].extend(case_cards(material))
    return index_page(
        report_title(material),
        groups=[*groups, ("next", GROUPS["work"], steps)],
        facts=material.facts,
        about=about,
        entry=compose_entry(material),
        notice=material.notice,
        left_out=[*missing, *list_left_out(material)],
        said=ENTRY_WORDS[material.language],
        marks=evidence_words(material.language),
    )


def _card(file: str) -> tuple[str, str, str]:
    """The file of a page, what it is called and what is in it."""
    name, sentence = CARDS[file]
    return file, name, sentence


def _praatplaat(material: Material) -> list[str]:
    if "04_connections" not in material.tables or not can_fold(material.settings):
        return []
    return [PRAATPLAAT_FILE]


def _evidence_pages(material: Material) -> Iterator[tuple[str, str]]:
    """The pages with the passages behind every number, and a page to read every document in."""
    yield EVIDENCE_PAGE, evidence_page(material)
    yield CODES_PAGE, codes_page(material)
    yield from document_pages(material)


def _refuse_copied(pages: Mapping[str, str], whole: RawStudy, material: Material) -> None:
    """Refuse to publish words of a respondent who may not be quoted; the words are not repeated in the message.

    What somebody else said as well, and may be quoted with, is no leak: the same question is put to everybody.
    """
    claims = whole.claims["claims"]
    known = [*whole.codebook["label_nl"], *whole.codebook["definition"], *claims["text_nl"], *claims["text_en"]]
    known += [shown_talk(material, document) for document in material.documents.values()]
    read = {name: read_aloud(content) for name, content in pages.items()}
    raise_if_any(copied_words(read, whole.transcripts, Gate.of(whole), known_phrases=known))


def read_aloud(content: str) -> str:
    """A page as it would be read aloud: no tags, so that none stands between two words, but what they are called.

    >>> read_aloud('<p>wij <b>praten</b></p><img src="data:x" alt="een boom"><style>p { color: red; }</style>').split()
    ['wij', 'praten', 'een', 'boom']
    >>> read_aloud("haan<script>const kip = 1;</script>").split()
    ['haan']
    """
    return TAG.sub(r" \1 ", STYLES.sub(" ", content))


def _word_bytes(document: Any) -> bytes:
    """The Word file, with the same time stamp on every part of it so that the same report has the same bytes."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as packed, ZipFile(fixed, "w", ZIP_DEFLATED) as repacked:
        for member in packed.infolist():
            repacked.writestr(ZipInfo(member.filename, FIXED_TIME), packed.read(member), ZIP_DEFLATED)
    return fixed.getvalue()

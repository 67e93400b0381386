"""The pages of a study: the entry, a page per notebook, and the report as page, Word file and PDF.

Everything is made from the processed tables and the executed notebooks. Passages pass the consent gate one by one, and
what is written is searched for words of respondents who may not be quoted before any of it is put down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from wijkresearch import tables
from wijkresearch.errors import Problem, raise_if_any
from wijkresearch.io.read import read_processed, read_study
from wijkresearch.io.store import reports_folder, write_bytes, write_text
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.disclosure import find_copied
from wijkresearch.privacy.release import release
from wijkresearch.show.conclusions import say_answers
from wijkresearch.show.pages import index_page, markdown_html, notebook_lead, notebook_page, notebook_title
from wijkresearch.show.reading import say_notice
from wijkresearch.show.report import Material, compose_report, report_document, report_html, report_pdf
from wijkresearch.show.report.words import CAPTIONS, WORDS
from wijkresearch.study import Study

READ = {
    "02_agreement": tables.AGREEMENT,
    "04_column_sums": tables.COLUMN_SUMS,
    "04_column_feasibility": tables.COLUMN_FEASIBILITY,
    "04_ranking_checks": tables.RANKING_CHECKS,
    "04_attribution_checks": tables.ATTRIBUTION_CHECKS,
    "05_case_changes": tables.CASE_CHANGES,
    "05_composition": tables.COMPOSITION,
    "05_robustness": tables.ROBUSTNESS,
    "05_verdict_evidence": tables.VERDICT_EVIDENCE,
    "05_verdicts": tables.VERDICTS,
}
EXTRA_PAGES = {"hoe-hard-is-dit": ("rigour", "audit", "limits"), "wat-verandert-er": ("changes", "limits")}
FIXED_TIME = (2024, 8, 2, 0, 0, 0)


def publish(
    root: Path, study: str, *, municipalities: Sequence[str] = (), results: str = "", language: str = "nl"
) -> list[Path]:
    """Write the pages of a study's results and return what was written.

    Args:
        root: the project's folder.
        study: the folder in `data/raw`.
        municipalities: ids of the cases that were run; all of them when empty.
        results: the folder of the results; that of the study when empty.
        language: `nl` or `en`, for the report.

    Raises:
        StudyError: the words of somebody who may not be quoted would be published.
    """
    name = results or study
    whole = read_study(study, ",".join(municipalities), root=root)
    material = _material(root, name, whole, language)
    folder = reports_folder(name, root)
    notebooks = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("0*.ipynb"))}
    pages = {f"{stem}.html": notebook_page(notebook) for stem, notebook in notebooks.items()}
    pages |= _report_pages(material)
    pages["index.html"] = _entry(material, notebooks)
    _refuse_copied(pages, whole)
    written = [write_text(folder / file, content) for file, content in pages.items()]
    ids_only = replace(material, passages=material.passages.assign(words=""))
    blocks = compose_report(ids_only)
    title = str(blocks[0].text) if blocks else name  # type: ignore[union-attr]
    written.append(write_bytes(folder / "report.docx", _word_bytes(blocks, title, language)))
    written.append(write_bytes(folder / "report.pdf", report_pdf(blocks, title=title, language=language)))
    return written


def _material(root: Path, name: str, whole: Study, language: str) -> Material:
    source = release(whole)
    processed = {stem: read_processed(name, stem, table, root=root) for stem, table in READ.items()}
    figures = reports_folder(name, root) / "figures"
    pictures = {stem: figures / f"{stem}.png" for stem in CAPTIONS[language]}
    drawn = {stem: path for stem, path in pictures.items() if path.exists()}
    return Material(
        settings=source.settings,
        claims=source.claims["claims"],
        municipalities=source.municipality_names,
        roles=source.labels("roles", language),
        worlds=source.labels("worlds", language),
        tables=processed,
        figures={stem: (path.read_bytes(), path.with_suffix(".svg").read_bytes()) for stem, path in drawn.items()},
        passages=_passages(processed["05_verdict_evidence"], whole),
        facts=_facts(name, whole),
        language=language,
    )


def _passages(evidence: pd.DataFrame, whole: Study) -> pd.DataFrame:
    """The passages behind the claims, each with who is named beside it and its words where those may be told."""
    gate = Gate.of(whole)
    bounds = evidence["segment"].str.extract(r":(\d+)-(\d+)$").astype("Int64")
    spans = zip(evidence["document"], bounds[0], bounds[1], strict=True)
    return pd.DataFrame(
        {
            "claim": evidence["claim"],
            "segment": evidence["segment"],
            "who": [gate.respondent(document) for document in evidence["document"]],
            "stance": evidence["stance"].map({"support": "for", "counter": "against"}),
            "words": [_words(gate, whole, document, start, end) for document, start, end in spans],
        }
    )


def _words(gate: Gate, whole: Study, document: str, start: int, end: int) -> str:
    if document not in whole.transcripts or not gate.may("quote", document):
        return ""
    return gate.quote(document, whole.transcripts.passage(document, start, end))


def _facts(name: str, whole: Study) -> tuple[str, ...]:
    """What the report rests on, a line each."""
    lines = [
        f"Onderzoek: {whole.study}; {len(whole.municipalities)} gemeenten, {len(whole.documents)} documenten, "
        f"{len(whole.segments)} coderingen.",
        f"Bron: {whole.settings.get('source', '–')}.",
        f"Uitkomsten: data/processed/{name}/; herkomst van elk bestand: reports/{name}/run.json.",
    ]
    return (*lines, *(f"Aangenomen: {assumption}." for assumption in whole.assumptions))


def _report_pages(material: Material) -> dict[str, str]:
    contents = WORDS[material.language]["contents"]

    def made(*chapters: str) -> str:
        blocks = compose_report(material, chapters=chapters)
        title = str(material.settings["title"])
        return report_html(blocks, title=title, language=material.language, contents=contents)

    extra = {f"{file}.html": made(*chapters) for file, chapters in EXTRA_PAGES.items()}
    return {"report.html": made(), **extra}


def _entry(material: Material, notebooks: Mapping[str, Mapping[str, Any]]) -> str:
    questions = {str(entry["id"]): str(entry["text_nl"]) for entry in material.settings["questions"]}
    answers = say_answers(material.tables["05_verdicts"], material.claims, questions)
    steps = [(f"{stem}.html", notebook_title(nb), notebook_lead(nb)) for stem, nb in notebooks.items()]
    cards = [
        ("report.html", "Het rapport", "Antwoorden, bevindingen en hun bewijs op één pagina; ook als Word en PDF."),
        ("hoe-hard-is-dit.html", "Hoe hard is dit?", "Overeenstemming, verzadiging en wat niet uit de cijfers volgt."),
        ("wat-verandert-er.html", "Wat verandert er?", "Wat een nieuwe gemeente met elke conclusie doet."),
        *steps,
        ("report.docx", "Rapport in Word", "Om in verder te schrijven."),
        ("report.pdf", "Rapport als PDF", "Om te printen."),
    ]
    lead = markdown_html(say_notice(material.settings) + answers)
    return index_page(str(material.settings["title"]), lead=lead, cards=cards, facts=material.facts)


def _refuse_copied(pages: Mapping[str, str], whole: Study) -> None:
    """Refuse to publish words of a respondent who may not be quoted; the words are not repeated in the message."""
    claims = whole.claims["claims"]
    known = [*whole.codebook["label_nl"], *whole.codebook["definition"], *claims["text_nl"], *claims["text_en"]]
    copied = find_copied(pages, whole.transcripts, Gate.of(whole), known_phrases=known)
    raise_if_any(
        Problem(row.place, f"{row.words} words in a row also stand in {row.document}, which may not be quoted")
        for row in copied[copied["blocks"]].itertuples()
    )


def _word_bytes(blocks: Any, title: str, language: str) -> bytes:
    """The Word file, with the same time stamp on every part of it so that the same report has the same bytes."""
    saved, fixed = BytesIO(), BytesIO()
    report_document(blocks, title=title, language=language).save(saved)
    with ZipFile(saved) as packed, ZipFile(fixed, "w", ZIP_DEFLATED) as repacked:
        for member in packed.infolist():
            repacked.writestr(ZipInfo(member.filename, FIXED_TIME), packed.read(member), ZIP_DEFLATED)
    return fixed.getvalue()

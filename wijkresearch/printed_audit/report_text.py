"""What a report says, found in its plain text: attributions, statements on n respondents, quotations, percentages.

Found is only what is written in one of these forms, and nothing is guessed: "(adviseur, D7)", "Wethouder
(D3):", "(observatie, D19)", "D4"; "dertien respondenten", "drie van de vijf interviews", "drie van hen", "twee
adviseurs en een wethouder", "een adviseur uit elke gemeente"; words between quotation marks; "37 % (n = 30)".
Rows of tables are left out. A report that says it otherwise is not read here, so a short list is not a clean report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from wijkresearch.printed_audit.attributions import OBSERVATION_WORDS
from wijkresearch.printed_audit.tables import FOUND_ATTRIBUTIONS

HEADING = re.compile(r"(\d+(?:\.\d+)*)\.?\s+[^\W\d_].{0,160}", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[^\W\d_a-z]|[“‘\"'])|[“\"”](?=\s+[A-Z])")
NOT_A_FUNCTION = re.compile(
    r"\b(?:zie(?: ook)?|vgl|interview|respondent|document|p|pp|r|regel|en|and|see)\b\.?\s*\d*", re.I
)
WORDS_BETWEEN = 5


@dataclass(frozen=True)
class ReportParagraph:
    """One paragraph of a report: its number counted from 1, its section, and its words."""

    number: int
    section: str
    text: str


def split_paragraphs(text: str) -> list[ReportParagraph]:
    """The running text of a report in paragraphs; table rows are left out and a page break within a sentence is closed.

    Args:
        text: the report as plain text, paragraphs separated by an empty line.
    """
    joined: list[ReportParagraph] = []
    section = "-"
    for number, block in enumerate(re.split(r"\n\s*\n", text.replace("\r\n", "\n")), start=1):
        words = " ".join(line for line in block.replace("*", "").split("\n") if not line.lstrip().startswith("|"))
        words = " ".join(words.split())
        heading = HEADING.fullmatch(words)
        if heading and not words.endswith((".", ",", ";")):
            section = heading[1]
        if joined and _continues(joined[-1].text, words):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {words}")
        elif words:
            joined.append(ReportParagraph(number, section, words))
    return joined


def _continues(before: str, after: str) -> bool:
    """Was a sentence cut in two, as by the end of a page?"""
    return bool(re.match(r"[a-zà-ÿ(]", after)) and not before.endswith((".", "!", "?", ":", "”", '"', "’"))


def find_attributions(
    paragraphs: Iterable[ReportParagraph], register: pd.DataFrame, names: Mapping[str, str], titles: Iterable[str] = ()
) -> pd.DataFrame:
    """FOUND_ATTRIBUTIONS: every place that names a document, with the function beside it and the case in its sentence.

    Args:
        paragraphs: of the report, by `split_paragraphs`.
        register: PUBLISHED_REGISTER; its ids show what a document's id looks like, its functions what is a function.
        names: id of a case to its printed name.
        titles: further words that count as a function, such as the general name of the officials.
    """
    prefixes = sorted({re.sub(r"\d+$", "", name) for name in register["document"]}, key=len, reverse=True)
    document = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, prefixes))})\d+(?![\w-])")
    functions = _functions([*register["function"], *titles, *OBSERVATION_WORDS])
    rows: list[dict[str, Any]] = []
    for paragraph in paragraphs:
        for mention in document.finditer(paragraph.text):
            function = _function_beside(paragraph.text, mention, document, functions)
            observed = function is not None and function.casefold() in OBSERVATION_WORDS
            rows.append(
                {
                    "number": len(rows) + 1,
                    "section": paragraph.section,
                    "paragraph": paragraph.number,
                    "position": mention.start(),
                    "document": mention[0],
                    "function": function,
                    "municipality": _municipality_before(paragraph.text, mention.start(), names),
                    "kind": "observation" if observed else "passage",
                }
            )
    return FOUND_ATTRIBUTIONS.of(rows)


def _functions(functions: Iterable[str]) -> re.Pattern[str]:
    """One pattern for every function, the longest first, in the singular."""
    known = sorted({function.casefold() for function in functions}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.I)


def _function_beside(
    text: str, mention: re.Match[str], document: re.Pattern[str], functions: re.Pattern[str]
) -> str | None:
    """The function in the same brackets, else the last one shortly before them in the same sentence."""
    opened = text.rfind("(", 0, mention.start())
    bracketed = opened >= 0 and ")" not in text[opened : mention.start()]
    if bracketed:
        closed = text.find(")", mention.end())
        inside = text[opened + 1 : closed if closed >= 0 else len(text)]
        before = text[opened + 1 : mention.start()].count(";")
        part = NOT_A_FUNCTION.sub(" ", document.sub(" ", inside.split(";")[before]))
        named = " ".join(re.findall(r"[\w-]*[^\W\d_][\w-]*", part))
        if named:
            return named
    sentence = _sentence_before(text, opened if bracketed else mention.start())
    found = list(functions.finditer(sentence))
    if found and len(sentence[found[-1].end() :].split()) <= WORDS_BETWEEN:
        return found[-1][0]
    return None


def _sentence_before(text: str, position: int) -> str:
    """The words from the beginning of the sentence up to a position."""
    ends = [end.end() for end in SENTENCE_END.finditer(text, 0, position)]
    return text[ends[-1] if ends else 0 : position]


def _municipality_before(text: str, position: int, names: Mapping[str, str]) -> str | None:
    """The one case that the sentence names before the document, or None where it names none or several."""
    sentence = _sentence_before(text, position)
    named = [case for case, name in names.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)]
    return named[0] if len(named) == 1 else None

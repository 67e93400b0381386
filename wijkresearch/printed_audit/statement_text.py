"""Statements on a number of respondents, found in the running text of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkresearch.printed_audit.number_words import NUMBER_PATTERN, number_named
from wijkresearch.printed_audit.report_text import ReportParagraph
from wijkresearch.printed_audit.tables import FOUND_NUMBERS, FOUND_STATEMENTS, UNCOUNTED_MENTIONS

RESPONDENTS = r"(?:respondent(?:en)?|geïnterviewden?|deelnemers?)"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
COUNTED = re.compile(
    rf"(?<![\w,./])(?P<n>{NUMBER_PATTERN})(?:\s*(?:/|\svan\s+de\s)\s*(?P<of>{NUMBER_PATTERN}))?(?:\s+van\s+de)?\s+"
    rf"(?:(?:andere|overige|geïnterviewde)\s+)?{RESPONDENTS}(?!\w)(?P<rest>[^.;:]{{0,120}})",
    re.I,
)
INTERVIEWS = re.compile(
    rf"(?<![\w,.])(?P<n>{NUMBER_PATTERN})\s+van\s+de\s+(?P<of>{NUMBER_PATTERN})\s+interviews(?P<rest>[^.;:]{{0,120}})",
    re.I,
)
OF_THEM = re.compile(rf"(?<![\w,.])(?P<n>{NUMBER_PATTERN})\s+van\s+hen(?!\w)", re.I)
UNCOUNTED = re.compile(r"(?<!\w)(?:de\s+respondenten|volgens\s+hen)(?!\w)", re.I)
PERCENTAGE = re.compile(r"(?<![\w,.])(?P<printed>\d{1,3}(?:[.,]\d+)?)\s?(?:%|procent(?!\w))")
MEAN = re.compile(r"(?<!\w)gemiddeld\w*\D{0,40}?(?P<printed>\d+[.,]\d+)(?!\d|\s?%|\s?procent)", re.I)
SIZE = re.compile(r"(?<!\w)[nN]\s?=\s?(?P<n>\d+)|van\s+de\s+(?P<of>\d+)(?!\w)")


@dataclass(frozen=True)
class _Counted:
    position: int
    words: str
    respondents: int
    of: int | None
    among: str


def find_statements(
    paragraphs: Iterable[ReportParagraph], register: pd.DataFrame, names: Mapping[str, str], titles: Iterable[str] = ()
) -> pd.DataFrame:
    """FOUND_STATEMENTS: every statement that a number of respondents say something, outside quotation marks.

    Args:
        paragraphs: of the report, by `split_paragraphs`.
        register: PUBLISHED_REGISTER; only functions of interviews are counted as respondents.
        names: id of a case to its printed name.
        titles: further words that count as a function, such as the general name of the officials.
    """
    functions = sorted(set(register.loc[register["kind"] == "interview", "function"]))
    by_function = _by_function(functions)
    from_every_case = _from_every_case([*functions, *titles])
    rows: list[dict[str, Any]] = []
    for paragraph in paragraphs:
        text = QUOTED.sub(lambda quoted: " " * len(quoted[0]), paragraph.text)
        found = [
            *_counted(text, names),
            *_of_them(text),
            *_functions_counted(text, by_function, functions),
            *(
                _Counted(place.start(), place[0], len(names), len(names), "municipalities")
                for place in from_every_case.finditer(text)
            ),
        ]
        for counted in sorted(found, key=lambda one: one.position):
            rows.append(_row(counted, paragraph, rows))
    return FOUND_STATEMENTS.of(rows)


def _row(counted: _Counted, paragraph: ReportParagraph, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    among, of = counted.among, counted.of
    if among == "them":
        among = earlier[-1]["statement"] if earlier else "all"
        of = earlier[-1]["respondents"] if earlier else None
    return {
        "statement": f"S{len(earlier) + 1:02d}",
        "section": paragraph.section,
        "paragraph": paragraph.number,
        "respondents": counted.respondents,
        "of": of,
        "among": among,
        "words": counted.words,
    }


def _counted(text: str, names: Mapping[str, str]) -> Iterator[_Counted]:
    for pattern in (COUNTED, INTERVIEWS):
        for place in pattern.finditer(text):
            if place["n"].lower() == "een":
                continue
            of = number_named(place["of"]) if place["of"] else None
            words = text[place.start() : place.start("rest")]
            yield _Counted(place.start(), words, number_named(place["n"]), of, _cases_in(place["rest"], names))


def _cases_in(rest: str, names: Mapping[str, str]) -> str:
    """The cases named straight after the respondents (`uit Aardam en Bosrade`), else all."""
    listed = "|".join(re.escape(name) for name in names.values())
    place = re.match(rf"(?:\s+met\s+{RESPONDENTS})?\s+(?:uit|van|in)\s+((?:(?:{listed})(?:,\s*|\s+en\s+)?)+)", rest)
    if not place:
        return "all"
    return " ".join(case for case, name in names.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", place[1]))


def _of_them(text: str) -> Iterator[_Counted]:
    for place in OF_THEM.finditer(text):
        yield _Counted(place.start(), place[0], number_named(place["n"]), None, "them")


def _one_function(functions: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(functions, key=len, reverse=True))


def _by_function(functions: list[str]) -> re.Pattern[str]:
    one = rf"(?:{NUMBER_PATTERN})\s+(?:{_one_function(functions)})(?:s|en)?(?!\w)"
    return re.compile(rf"(?<![\w,.]){one}(?:(?:,\s*|\s+en\s+){one})+", re.I)


def _functions_counted(text: str, pattern: re.Pattern[str], functions: list[str]) -> Iterator[_Counted]:
    """`drie adviseurs en een wethouder`: the sum of the parts, among the interviews with those functions."""
    for place in pattern.finditer(text):
        parts = re.findall(rf"(?<![\w,.])({NUMBER_PATTERN})\s+({_one_function(functions)})", place[0], re.I)
        named = [name for name in functions if name.casefold() in {function.casefold() for _, function in parts}]
        total = sum(number_named(number) for number, _ in parts)
        yield _Counted(place.start(), place[0], total, None, "; ".join(named))


def _from_every_case(titles: Iterable[str]) -> re.Pattern[str]:
    one = _one_function(titles)
    return re.compile(rf"(?<!\w)(?:een|één)\s+(?:{one}|{RESPONDENTS})\s+uit\s+(?:elke|iedere)\s+gemeente", re.I)


def find_percentages(paragraphs: Iterable[ReportParagraph]) -> pd.DataFrame:
    """FOUND_NUMBERS: every percentage in the running text, with n where its sentence says `n = 30` or `van de 30`.

    Args:
        paragraphs: of the report, by `split_paragraphs`.
    """
    return _find_numbers(paragraphs, PERCENTAGE)


def find_means(paragraphs: Iterable[ReportParagraph]) -> pd.DataFrame:
    """FOUND_NUMBERS: every mean with decimals in the running text (`gemiddeld 3,47`), with n as for percentages.

    Args:
        paragraphs: of the report, by `split_paragraphs`.
    """
    return _find_numbers(paragraphs, MEAN)


def _find_numbers(paragraphs: Iterable[ReportParagraph], pattern: re.Pattern[str]) -> pd.DataFrame:
    rows = []
    for paragraph in paragraphs:
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph.text):
            sizes = [int(size["n"] or size["of"]) for size in SIZE.finditer(sentence)]
            rows += [
                {
                    "where": f"§ {paragraph.section}, ¶ {paragraph.number}",
                    "printed": place["printed"],
                    "n": sizes[0] if len(set(sizes)) == 1 else None,
                }
                for place in pattern.finditer(sentence)
            ]
    found = pd.DataFrame(rows, columns=FOUND_NUMBERS.column_names)
    return FOUND_NUMBERS.check(found.drop_duplicates(["where", "printed"]))


def find_uncounted(paragraphs: Iterable[ReportParagraph]) -> pd.DataFrame:
    """UNCOUNTED_MENTIONS: the paragraphs that speak of `de respondenten` or `volgens hen` without saying how many.

    Args:
        paragraphs: of the report, by `split_paragraphs`.
    """
    rows = []
    for paragraph in paragraphs:
        mentions = len(UNCOUNTED.findall(QUOTED.sub(" ", paragraph.text)))
        if mentions:
            rows.append({"section": paragraph.section, "paragraph": paragraph.number, "mentions": mentions})
    return UNCOUNTED_MENTIONS.of(rows)

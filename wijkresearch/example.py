"""A made-up study of any size with known answers: nobody in it exists and nothing in it was said.

Docstrings, tests and benchmarks use it. It is awkward on purpose: a role that nobody coded, two roles that tie, two
codes on one passage, two coders on one passage, an open code without a role that stands outside the data structure, and
an observation with several speakers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from typing import Any

import pandas as pd

from wijkresearch.study import RawStudy, Transcripts, code_meanings, text_fingerprint
from wijkresearch.tables import CODEBOOK, DATA_STRUCTURE, DOCUMENTS, MUNICIPALITIES, SEGMENTS, TURNS

ROLES = ("luisteraar", "makelaar", "verkenner")
WORLDS = ("buiten", "binnen")
CASES = ("aardam", "bosrade")
OUTSIDE_CODE = "weer_en_verkeer"
COUNTS = {
    ("aardam", "luisteraar_buiten"): 4,
    ("aardam", "makelaar_buiten"): 2,
    ("aardam", "makelaar_binnen"): 3,
    ("aardam", "luisteraar_binnen"): 3,
    ("aardam", OUTSIDE_CODE): 1,
    ("bosrade", "luisteraar_buiten"): 1,
    ("bosrade", "makelaar_buiten"): 6,
    ("bosrade", "makelaar_binnen"): 2,
}
WORDS = (
    "steiger", "molen", "kade", "brug", "lantaarn", "veerpont",
    "orgel", "kiosk", "vijver", "hekwerk", "gracht", "duiventil",
)  # fmt: skip
SUBJECTS = ("de buren", "een collega", "de wijk", "het team", "een bewoner", "de afdeling", "iemand van het plein")
VERBS = ("vertelde over", "vroeg naar", "dacht aan", "hielp met", "wachtte op", "keek naar", "begon over")


def example_study(counts: Mapping[tuple[str, str], int] = COUNTS, *, interviews: int = 3) -> RawStudy:
    """A study in which the first coder gave every code exactly as often as `counts` says.

    One passage carries `OUTSIDE_CODE` as a second code on top of that count.

    Args:
        counts: (municipality, code) to the number of passages. Codes are `<role>_<world>` and `OUTSIDE_CODE`.
        interviews: how many interviews every municipality has; there is one observation besides.

    >>> example_study().segments.query("coder == 'een'").groupby("code").size()["makelaar_buiten"].item()
    8
    """
    cases = list(dict.fromkeys(municipality for municipality, _ in counts))
    settings = make_settings(cases)
    codebook = make_codebook()
    documents = pd.concat(
        [make_register(case, number, interviews) for number, case in enumerate(cases)], ignore_index=True
    )
    planned: dict[str, list[tuple[str, ...]]] = {document: [] for document in documents["document"]}
    for (case, code), count in counts.items():
        for document in islice(cycle(_documents_of(documents, case)), count):
            planned[document].append((code,))
    written = {document: make_document(document, codes) for document, codes in planned.items()}
    segments = pd.concat([rows for _, _, rows in written.values()], ignore_index=True)
    return RawStudy(
        study="voorbeeld",
        settings=settings,
        municipalities=MUNICIPALITIES.check(
            pd.DataFrame([make_attributes(case, place) for place, case in enumerate(cases)])
        ),
        documents=DOCUMENTS.check(documents),
        codebook=codebook,
        data_structure=make_data_structure(codebook),
        segments=SEGMENTS.check(_awkward(stamp_segments(segments, codebook, written))),
        turns=TURNS.check(pd.concat([turns for _, turns, _ in written.values()], ignore_index=True)),
        transcripts=Transcripts({document: text for document, (text, _, _) in written.items()}),
        published={},
        claims={},
    )


def make_settings(cases: list[str]) -> dict[str, Any]:
    """What study.yml says, of these cases."""

    def labelled(*names: str) -> list[dict[str, str]]:
        return [{"id": name, "label_nl": name.capitalize(), "label_en": name.capitalize()} for name in names]

    return {
        "title": "Een verzonnen onderzoek",
        "origin": "reconstruction",
        "notice": "Dit onderzoek is verzonnen; het laat zien hoe de software werkt.",
        "municipalities": cases,
        "roles": labelled(*ROLES),
        "worlds": labelled(*WORLDS),
        "perspectives": labelled("wijkverbinder", "wethouder", "overig"),
        "coders": labelled("een", "twee"),
        "questions": [{"id": "hoofdvraag", "text_nl": "Wat gebeurt er?", "text_en": "What happens?"}],
        "selection": {
            "variable_of_interest": "official_title",
            "controls": ["officials", "council_seats"],
            "frame_controls": ["council_seats"],
            "other_controls": [],
            "labels_nl": {"council_seats": "raadszetels"},
        },
        "thresholds": {"dots_per_column": 10, "dot_step": 0.5, "min_respondents": 3, "min_label": "typical"},
    }


def make_codebook() -> pd.DataFrame:
    """CODEBOOK: every role, every role in every world, and `OUTSIDE_CODE`."""
    roles = [
        {"code": role, "label_nl": role.capitalize(), "kind": "role", "origin": "deductive", "role": role}
        for role in ROLES
    ]
    applied = [
        {
            "code": f"{role}_{world}", "label_nl": f"{role.capitalize()} – {world}", "parent": role, "kind": "open",
            "origin": "inductive", "role": role, "world": world,
        }
        for role in ROLES
        for world in WORLDS
    ]  # fmt: skip
    outside = [{"code": OUTSIDE_CODE, "label_nl": "Weer en verkeer", "kind": "open", "origin": "inductive"}]
    codes = pd.DataFrame([*roles, *applied, *outside])
    codes["label_en"] = codes["label_nl"]
    codes["definition"] = "Geef deze code aan een passage over " + codes["label_nl"].str.lower() + "."
    return CODEBOOK.check(codes)


def make_data_structure(codebook: pd.DataFrame) -> pd.DataFrame:
    """DATA_STRUCTURE: a category of roles for each world."""
    grouped = codebook[codebook["world"].notna()]
    rows = {"code": grouped["code"], "axial_category": "Rollen " + grouped["world"], "selective_theme": "Rollen"}
    return DATA_STRUCTURE.check(pd.DataFrame(rows))


def make_attributes(case: str, place: int) -> dict[str, Any]:
    """One row of MUNICIPALITIES, of the case at this place."""
    return {
        "municipality": case,
        "name": case.capitalize(),
        "phase": "derivation",
        "official_title": f"titel {place + 1}",
        "wards": 2 + place,
        "officials": 3,
        "aldermen": 4,
        "council_seats": 23 + 2 * place,
        "inhabitants": 30_000 + 5_000 * place,
        "area_km2": 12.5,
        "province": "Verzonnen",
        "department": "Wijken",
    }


def make_register(case: str, place: int, interviews: int, *, first: int = 0) -> pd.DataFrame:
    """DOCUMENTS of one case, numbered from `first` or in the order of the cases; everything is consented to."""
    start = first or 1 + place * (interviews + 1)
    kinds = ["interview"] * interviews + ["observation"]
    rows = {
        "document": [f"D{start + number}" for number in range(interviews + 1)],
        "municipality": case,
        "kind": kinds,
        "function": [f"functie {number + 1}" for number in range(interviews)] + ["overleg"],
        "perspective": list(islice(cycle(("wijkverbinder", "wethouder", "overig")), interviews + 1)),
        "coding_order": [start + number for number in range(interviews + 1)],
    }
    consents = ("informed", "voluntary", "processing", "recording", "quotes", "reuse", "observation")
    register = pd.DataFrame(rows).assign(consent_name="function", consent_municipality="own", signed_on="2024-04-01")
    return DOCUMENTS.check(register.assign(**{f"consent_{item}": True for item in consents}))


def _documents_of(documents: pd.DataFrame, case: str) -> list[str]:
    return list(documents.loc[documents["municipality"] == case, "document"])


def _sentences(document: str) -> Iterator[str]:
    """Sentences without end, each another one, the same on every machine."""
    for number in range(10**9):
        seed = int(text_fingerprint(f"{document}/{number}")[:12], 16)
        subject, verb = SUBJECTS[seed % 7], VERBS[seed // 7 % 7]
        yield f"{subject.capitalize()} {verb} {WORDS[seed // 49 % 12]} {number + 1} bij {WORDS[seed // 588 % 12]}."


def make_document(document: str, planned: list[tuple[str, ...]]) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """A text with a turn for every planned passage and one that nobody coded; its TURNS; its SEGMENTS, first coder."""
    text, turns, segments = "", [], []
    sentences = _sentences(document)
    for number, codes in enumerate([*planned, ()], start=1):
        speaker = f"spreker {1 + number % 3}"
        start = len(text)
        text += f"{speaker}: {next(sentences)} "
        passage = next(sentences)
        segments += [(document, len(text), len(text) + len(passage), code, "een", "planted") for code in codes]
        text += f"{passage}\n"
        turns.append((document, number, start, len(text) - 1, speaker, False))
    turn_table = pd.DataFrame(turns, columns=["document", "turn", "start", "end", "speaker", "interviewer"])
    columns = ["document", "start", "end", "code", "coder", "origin"]
    return text.removesuffix("\n"), turn_table, pd.DataFrame(segments, columns=columns)


def stamp_segments(
    segments: pd.DataFrame, codebook: pd.DataFrame, written: Mapping[str, tuple[str, pd.DataFrame, pd.DataFrame]]
) -> pd.DataFrame:
    """The segments with the hash of their text and passage and the fingerprint of their code's definition."""
    texts = segments["document"].map({document: text for document, (text, _, _) in written.items()})
    passages = [text[start:end] for text, start, end in zip(texts, segments["start"], segments["end"], strict=True)]
    return segments.assign(
        text_sha256=texts.map(text_fingerprint),
        quote_sha256=[text_fingerprint(passage) for passage in passages],
        code_fingerprint=segments["code"].map(code_meanings(codebook)),
    )


def _awkward(segments: pd.DataFrame) -> pd.DataFrame:
    """A second code on the first passage, and a second coder who shifts a boundary and agrees on another passage."""
    if len(segments) < 3:
        return segments
    first = segments.iloc[[0]].assign(code=OUTSIDE_CODE)
    shifted = segments.iloc[[1]].assign(coder="twee", quote_sha256=None)
    shifted["start"] += 1
    agreed = segments.iloc[[2]].assign(coder="twee")
    return pd.concat([segments, first, shifted, agreed], ignore_index=True)

"""Made-up studies for tests: of any number of cases, a further case for an existing study, and as files.

`full_example` has everything in it that a study can have. `further_case` shows what a new municipality does to
conclusions: one that confirms, one that contradicts, one with too little, one that is silent.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from wijkresearch.example import (
    ROLES,
    WORDS,
    WORLDS,
    make_attributes,
    make_codebook,
    make_data_structure,
    make_document,
    make_register,
    make_settings,
    stamp_segments,
)
from wijkresearch.io.claims import claim_tables, read_claims
from wijkresearch.io.store import table_bytes, write_bytes, write_text
from wijkresearch.study import RawStudy, Transcripts, text_fingerprint
from wijkresearch.tables import (
    CODEBOOK,
    CODEBOOK_HISTORY,
    DATA_STRUCTURE,
    DECISIONS,
    DOCUMENTS,
    MUNICIPALITIES,
    RAISED_TOPICS,
    SEGMENTS,
    SUMMARIES,
    TOPICS,
    TURNS,
)

FURTHER_CASES = {
    "confirms": "cederdam",
    "contradicts": "dennevoort",
    "too_little": "eikenbroek",
    "silent": "fazantewijk",
}
INTERVIEWS = 5
FIRST_HALVES = ("aar", "bos", "ceder", "denne", "eiken", "fazante", "grachten", "heide", "ijzer", "juffer")
SECOND_HALVES = ("dam", "rade", "hoven", "voort", "broek", "meer", "wijk", "drecht", "zand", "werf-aan-de-vaart")
OPPOSITE = "geen_"
CODERS = ("een", "twee", "drie", "vier", "vijf")
OUTCOMES = {"gelukt": "fulfilled", "gehinderd": "hindered", "ongevraagd": "not_called_upon"}
ACTORS = ("inwoner", "verbinder", "ambtenaar")
DIRECTIONS = {
    f"van_{start}_naar_{end}": (start, end)
    for left, right in pairwise(ACTORS)
    for start, end in ((left, right), (right, left))
}


def full_example(cases: int, *, interviews: int = 3, coders: int = 2) -> RawStudy:
    """A study of any number of cases, with other names, counts and answers in every case, the same on every machine.

    Role passages have an outcome and mostly a direction; the first interview of every case is read by every coder, and
    each reads some passages otherwise. Where there are more than two cases, the last one tests the conclusions. The
    claims of the study are in `example_claims`: they are people's decisions, kept in a file of their own.

    Args:
        cases: how many, from 1 to 100.
        interviews: how many interviews every case has; there is one observation besides.
        coders: how many people coded, from 1 to 5.

    >>> study = full_example(3)
    >>> list(study.municipality_names)
    ['aardam', 'bosrade', 'cederhoven']
    >>> full_example(1, coders=1).segments["coder"].unique().tolist()
    ['een']
    """
    names = _case_names(cases)
    codebook = CODEBOOK.check(pd.concat([make_codebook(), _course_codes(), _subject_codes()], ignore_index=True))
    documents = DOCUMENTS.check(
        pd.concat([make_register(case, place, interviews) for place, case in enumerate(names)], ignore_index=True)
    )
    planned = {row.document: _said_in(row.document, row.municipality) for row in documents.itertuples()}
    written = {document: make_document(document, codes) for document, codes in planned.items()}
    segments = pd.concat([rows for _, _, rows in written.values()], ignore_index=True)
    read_by_all = documents.drop_duplicates("municipality")["document"]
    readings = [_read_again(segments[segments["document"].isin(read_by_all)], coder) for coder in CODERS[1:coders]]
    return RawStudy(
        study="voorbeeld",
        settings=_full_settings(names, coders),
        municipalities=_phased(names),
        documents=documents,
        codebook=codebook,
        data_structure=_full_structure(codebook),
        segments=SEGMENTS.check(stamp_segments(pd.concat([segments, *readings], ignore_index=True), codebook, written)),
        turns=TURNS.check(pd.concat([turns for _, turns, _ in written.values()], ignore_index=True)),
        transcripts=Transcripts({document: text for document, (text, _, _) in written.items()}),
        published={},
        claims={},
    )


def example_claims(study: RawStudy) -> list[dict[str, Any]]:
    """The claims of a study that `full_example` made, as claims.yml lists them.

    One about every role in every world, one about every subject, and one that follows from the others.

    >>> [claim["id"] for claim in example_claims(full_example(1))][:2]
    ['C01', 'C02']
    """
    cases = study.municipalities
    derived_from = list(cases.loc[cases["phase"] == "derivation", "municipality"])
    applied = study.codebook.dropna(subset=["role", "world"])["code"]
    sides = [(code, f"{OPPOSITE}steiger") for code in applied] + [(f"{word}", f"{OPPOSITE}{word}") for word in WORDS]
    single = [
        {
            "id": f"C{number:02}",
            "text": {language: _claimed(support, language) for language in ("nl", "en")},
            "kind": "prevalence",
            "support": [support],
            "counter": [counter],
            "eligible": {"kind": "interview"},
            "rule": {"min_respondents": 2, "min_label": "variant"},
        }
        for number, (support, counter) in enumerate(sides, start=1)
    ]
    sentence = {"nl": "Dit gebeurt er.", "en": "This is what happens."}
    whole: dict[str, Any] = {
        "id": "H1",
        "text": sentence,
        "kind": "composite",
        "composition": {"most_of": [claim["id"] for claim in single]},
        "says": {claim["id"]: sentence for claim in single},
    }
    return [{**claim, "answers": "hoofdvraag", "derived_from": derived_from} for claim in (*single, whole)]


def further_case(study: RawStudy, stance: str) -> RawStudy:
    """One more, fictional case for a study with claims: a study with only that case.

    All its respondents say the same of every claim that can be tested on it, each with another passage. Where a code
    speaks for one claim and against another, what most respondents of the study say decides: a case that confirms says
    of every claim what they say, one that contradicts the opposite, and likewise of how role passages end. Codes that
    bear on no claim and have a role and a world are given as well, so that the case has a column in the role tables.

    Args:
        study: the study that the case is for; its codebook, claims, coders and perspectives are used.
        stance: `confirms`, `contradicts`, `too_little`: as `confirms`, in one interview; or `silent`: everybody speaks
            of something that bears on no claim.

    >>> FURTHER_CASES["confirms"]
    'cederdam'
    """
    municipality, place = FURTHER_CASES[stance], list(FURTHER_CASES).index(stance)
    planned = _silent(study) if stance == "silent" else _spoken(study, turned=stance == "contradicts")
    numbers = study.documents["document"].str.extract(r"(\d+)$")[0].astype("int64")
    first = int(numbers.max()) + 1 + place * (INTERVIEWS + 1)
    register = make_register(municipality, place, 1 if stance == "too_little" else INTERVIEWS, first=first)
    register["perspective"] = list(islice(cycle(_perspectives(study)), len(register)))
    written = {document: make_document(document, planned) for document in register["document"]}
    segments = pd.concat([rows for _, _, rows in written.values()], ignore_index=True)
    segments["coder"] = study.ids("coders")[0]
    return replace(
        study,
        municipalities=MUNICIPALITIES.check(pd.DataFrame([{**make_attributes(municipality, place), "phase": "test"}])),
        documents=DOCUMENTS.check(register),
        segments=SEGMENTS.check(stamp_segments(segments, study.codebook, written)),
        turns=TURNS.check(pd.concat([turns for _, turns, _ in written.values()], ignore_index=True)),
        transcripts=Transcripts({document: text for document, (text, _, _) in written.items()}),
    )


def _spoken(study: RawStudy, *, turned: bool) -> list[tuple[str, ...]]:
    """The codes of every passage of a case that confirms every claim, or contradicts it when turned around."""
    said, unsaid = _stances(study)
    applied = study.codebook.dropna(subset=["role", "world"])["code"]
    codes = [*(unsaid if turned else said), *applied[~applied.isin([*said, *unsaid])]]
    courses = _courses(study, turned=turned)
    return [(code, *courses.get(code, ())) for code in codes]


def _silent(study: RawStudy) -> list[tuple[str, ...]]:
    """The first code of the codebook that no claim rests on and that names no role, above or below such a code."""
    named, parents = set(study.claims["claim_codes"]["code"]), study.codebook.set_index("code")["parent"]
    free = study.codebook[study.codebook["role"].isna() & (study.codebook["kind"] == "open")]
    return [(next(code for code in free["code"] if code not in named and parents[code] not in named),)]


def _stances(study: RawStudy) -> tuple[list[str], list[str]]:
    """The codes that say of every claim what most respondents of the study say, and those that say the opposite.

    A claim about certain municipalities cannot be tested on another one; its codes are left out.
    """
    limits, codes = study.claims["claim_eligible"], study.claims["claim_codes"]
    elsewhere = limits.loc[limits["property"] == "municipality", "claim"]
    two_sided = codes.loc[codes["stance"] == "counter", "claim"]
    codes = codes[codes["claim"].isin(two_sided) & ~codes["claim"].isin(elsewhere) & (codes["stance"] != "cell")]
    interviews = study.documents.loc[study.documents["kind"] == "interview", "document"]
    spoken = study.segments[study.segments["document"].isin(interviews)]
    said: list[str] = []
    unsaid: list[str] = []
    for _, of_claim in codes.groupby("claim", sort=False):
        sides = [list(of_claim.loc[of_claim["stance"] == stance, "code"]) for stance in ("support", "counter")]
        sides.sort(key=lambda side: spoken.loc[spoken["code"].isin(side), "document"].nunique(), reverse=True)
        said += sides[0]
        unsaid += sides[1]
    return list(dict.fromkeys(said)), list(dict.fromkeys(unsaid))


def _courses(study: RawStudy, *, turned: bool) -> dict[str, tuple[str, ...]]:
    """Role code to the outcome and direction that its passages mostly have; another outcome when turned around."""
    kinds = study.codebook.set_index("code")["kind"]
    place = ["document", "start", "end"]
    given = study.segments.assign(kind=study.segments["code"].map(kinds))
    outcomes = study.codebook.dropna(subset=["outcome"]).set_index("outcome")["code"].to_dict()
    found: dict[str, tuple[str, ...]] = {}
    for code in study.codebook.dropna(subset=["role", "world"])["code"]:
        beside = given.loc[given["code"] == code, place].drop_duplicates().merge(given, on=place)
        most = {kind: rows["code"].mode().min() for kind, rows in beside.groupby("kind")}
        ended = most.get("outcome")
        if turned and ended:
            ended = outcomes["hindered" if ended == outcomes["fulfilled"] else "fulfilled"]
        found[code] = tuple(given for given in (ended, most.get("direction")) if given)
    return found


def _perspectives(study: RawStudy) -> list[str]:
    """The perspectives of the interviews in the study's first case: how a case of this study is put together."""
    first = study.documents["municipality"] == study.municipalities["municipality"].iloc[0]
    return list(study.documents.loc[first & (study.documents["kind"] == "interview"), "perspective"])


def _claimed(code: str, language: str) -> str:
    told = {"nl": "In gesprekken komt naar voren wat {} in het werk van iedere dag betekent.",
            "en": "Conversations bring up what {} means in the work of every day."}  # fmt: skip
    return told[language].format(code.replace("_", " "))


def _case_names(cases: int) -> list[str]:
    """Names, no two alike: each first half with each second half, neighbours with neither in common."""
    halves = len(FIRST_HALVES), len(SECOND_HALVES)
    places = [(number % halves[0], (number + number // halves[0]) % halves[1]) for number in range(cases)]
    return [f"{FIRST_HALVES[first]}{SECOND_HALVES[second]}" for first, second in places]


def _course_codes() -> pd.DataFrame:
    """Codes for how a role passage ended and for who sought whom."""
    outcomes = [{"code": code, "kind": "outcome", "outcome": outcome} for code, outcome in OUTCOMES.items()]
    directions = [{"code": code, "kind": "direction"} for code in DIRECTIONS]
    return _described([*outcomes, *directions])


def _subject_codes() -> pd.DataFrame:
    """For every subject a code for who brings it up and one for who says the opposite."""
    return _described([{"code": f"{side}{word}", "kind": "open"} for word in WORDS for side in ("", OPPOSITE)])


def _described(rows: list[dict[str, str]]) -> pd.DataFrame:
    codes = pd.DataFrame(rows).assign(origin="inductive")
    codes["label_nl"] = codes["label_en"] = codes["code"].str.replace("_", " ").str.capitalize()
    return codes.assign(definition="Geef deze code aan een passage over " + codes["label_nl"].str.lower() + ".")


def _full_structure(codebook: pd.DataFrame) -> pd.DataFrame:
    subjects = [f"{side}{word}" for word in WORDS for side in ("", OPPOSITE)]
    grouped = {"code": subjects, "axial_category": "Onderwerpen van de straat", "selective_theme": "Onderwerpen"}
    return DATA_STRUCTURE.check(pd.concat([make_data_structure(codebook), pd.DataFrame(grouped)], ignore_index=True))


def _said_in(document: str, case: str) -> list[tuple[str, ...]]:
    """The codes of every passage of a document, drawn from its id: every case leans towards a role of its own."""
    lean = _draw(case) % len(ROLES)
    passages: list[tuple[str, ...]] = []
    for world in WORLDS:
        for number in range(5):
            seed = _draw(f"{document}/{world}/{number}")
            role = ROLES[lean if seed % 3 else seed // 3 % len(ROLES)]
            ended = list(OUTCOMES)[0 if seed // 9 % 2 else seed // 18 % len(OUTCOMES)]
            sought = list(DIRECTIONS)[seed // 54 % len(DIRECTIONS)]
            passages.append((f"{role}_{world}", ended, *([sought] if seed // 216 % 8 else [])))
    for word in WORDS:
        seed = _draw(f"{document}/{word}")
        passages += [(f"{OPPOSITE if seed // 2 % 5 == 0 else ''}{word}",)] if seed % 2 else []
    return passages


def _draw(words: str) -> int:
    """A number that depends on the words alone."""
    return int(text_fingerprint(words)[:12], 16)


def _read_again(segments: pd.DataFrame, coder: str) -> pd.DataFrame:
    """How another coder read the same documents: of every seven passages one not, one with another boundary."""
    place = segments.groupby(["document", "start"]).ngroup() + CODERS.index(coder)
    again = segments[place % 7 != 0].assign(coder=coder)
    return again.assign(start=again["start"] + 6 * (place[again.index] % 7 == 1))


def _phased(names: list[str]) -> pd.DataFrame:
    rows = pd.DataFrame([make_attributes(case, place) for place, case in enumerate(names)])
    rows.loc[rows.index[2:][-1:], "phase"] = "test"
    return MUNICIPALITIES.check(rows)


def _full_settings(names: list[str], coders: int) -> dict[str, Any]:
    """study.yml with who meets whom and what every role is for."""
    worlds = {ACTORS[0]: {"world": WORLDS[0]}, ACTORS[-1]: {"world": WORLDS[1]}}
    goals = [
        {"role": role, "world": world, "text_nl": f"{role} naar {world}", "text_en": f"{role} towards {world}"}
        for role in ROLES
        for world in WORLDS
    ]
    return {
        **make_settings(names),
        "coders": [{"id": name, "label_nl": f"Codeur {name}", "label_en": f"Coder {name}"} for name in CODERS[:coders]],
        "actors": [
            {"id": actor, "label_nl": actor.capitalize(), "label_en": actor.capitalize(), **worlds.get(actor, {})}
            for actor in ACTORS
        ],
        "directions": [{"id": code, "from": start, "to": end} for code, (start, end) in DIRECTIONS.items()],
        "goals": goals,
    }


def write_study(study: RawStudy, root: Path) -> Path:
    """Write a study that was made in memory as a folder in `data/raw`, and return the folder.

    Claims and published figures are decisions and facts that people write; they are not written here.
    """
    folder = root / "data" / "raw" / study.study
    settings = {**study.settings, "municipalities": list(study.municipalities["municipality"])}
    write_text(folder / "study.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
    write_bytes(folder / "codebook.csv", table_bytes(study.codebook, CODEBOOK))
    write_bytes(folder / "data_structure.csv", table_bytes(study.data_structure, DATA_STRUCTURE))
    if len(study.guide[TOPICS.name]):
        write_bytes(folder / "topics.csv", table_bytes(study.guide[TOPICS.name], TOPICS))
    if len(study.codebook_history):
        write_bytes(folder / "codebook_history.csv", table_bytes(study.codebook_history, CODEBOOK_HISTORY))
    if len(study.summaries):
        write_bytes(folder / "summaries.csv", table_bytes(study.summaries, SUMMARIES))
    for municipality in study.municipalities["municipality"]:
        write_case(study, municipality, folder)
    return folder


def write_case(study: RawStudy, municipality: str, folder: Path) -> Path:
    """Write one case of a study as a folder: attributes, register, transcripts and codings; return the folder."""
    case = study.only([municipality])
    place = folder / municipality
    attributes = case.municipalities.iloc[0].drop("municipality").dropna().to_dict()
    plain = {name: value.item() if hasattr(value, "item") else value for name, value in attributes.items()}
    named = dict(case.attributes[["attribute", "value"]].itertuples(index=False, name=None))
    write_text(place / "municipality.yml", yaml.safe_dump({**plain, **named}, allow_unicode=True, sort_keys=False))
    register = case.documents.assign(file=[f"{document}.txt" for document in case.documents["document"]])
    register.loc[~register["document"].isin(list(case.transcripts)), "file"] = None
    write_bytes(place / "documents.csv", table_bytes(register, DOCUMENTS))
    write_bytes(place / "segments.csv", table_bytes(case.segments, SEGMENTS))
    if len(case.guide[RAISED_TOPICS.name]):
        write_bytes(place / "raised.csv", table_bytes(case.guide[RAISED_TOPICS.name], RAISED_TOPICS))
    if len(case.decisions):
        write_bytes(place / "agreed.csv", table_bytes(case.decisions, DECISIONS))
    for document in case.transcripts:
        write_text(place / "transcripts" / f"{document}.txt", case.transcripts[document])
    return place


def tables_of_claims(path: Path, codebook: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of a file of claims, by name."""
    return claim_tables(read_claims(path, codebook), codebook)

"""A made-up study of any size with known answers: nobody in it exists and nothing in it was said.

The README, docstrings, tests and benchmarks use it. It is awkward on purpose: a role that nobody coded, two roles that
tie, two codes on one passage, two coders on one passage, an open code without a role that stands outside the data
structure, and an observation with several speakers. `full_example` makes a study of any number of cases with
everything in it that a study can have, and `example_claims` its claims.yml. `further_case` makes one more case for an
existing study, to see what a new municipality does to its conclusions: one that confirms, one that contradicts, one
with too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle, islice, pairwise
from typing import Any

import pandas as pd

from wijkresearch.study import RawStudy, Transcripts, code_fingerprint, text_fingerprint
from wijkresearch.tables import CODEBOOK, DATA_STRUCTURE, DOCUMENTS, MUNICIPALITIES, SEGMENTS, TURNS

ROLES = ("luisteraar", "makelaar", "verkenner")
WORLDS = ("buiten", "binnen")
CASES = ("aardam", "bosrade")
OUTSIDE_CODE = "weer_en_verkeer"
FURTHER_CASES = {
    "confirms": "cederdam",
    "contradicts": "dennevoort",
    "too_little": "eikenbroek",
    "silent": "fazantewijk",
}
INTERVIEWS = 5
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
    settings = _settings(cases)
    codebook = _codebook()
    documents = pd.concat([_register(case, number, interviews) for number, case in enumerate(cases)], ignore_index=True)
    planned: dict[str, list[tuple[str, ...]]] = {document: [] for document in documents["document"]}
    for (case, code), count in counts.items():
        for document in islice(cycle(_documents_of(documents, case)), count):
            planned[document].append((code,))
    written = {document: _write_document(document, codes) for document, codes in planned.items()}
    segments = pd.concat([rows for _, _, rows in written.values()], ignore_index=True)
    return RawStudy(
        study="voorbeeld",
        settings=settings,
        municipalities=MUNICIPALITIES.check(
            pd.DataFrame([_attributes(case, place) for place, case in enumerate(cases)])
        ),
        documents=DOCUMENTS.check(documents),
        codebook=codebook,
        data_structure=_data_structure(codebook),
        segments=SEGMENTS.check(_awkward(_stamped(segments, codebook, written))),
        turns=TURNS.check(pd.concat([turns for _, turns, _ in written.values()], ignore_index=True)),
        transcripts=Transcripts({document: text for document, (text, _, _) in written.items()}),
        published={},
        claims={},
    )


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
    codebook = CODEBOOK.check(pd.concat([_codebook(), _course_codes(), _subject_codes()], ignore_index=True))
    documents = DOCUMENTS.check(
        pd.concat([_register(case, place, interviews) for place, case in enumerate(names)], ignore_index=True)
    )
    planned = {row.document: _said_in(row.document, row.municipality) for row in documents.itertuples()}
    written = {document: _write_document(document, codes) for document, codes in planned.items()}
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
        segments=SEGMENTS.check(_stamped(pd.concat([segments, *readings], ignore_index=True), codebook, written)),
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
    register = _register(municipality, place, 1 if stance == "too_little" else INTERVIEWS, first=first)
    register["perspective"] = list(islice(cycle(_perspectives(study)), len(register)))
    written = {document: _write_document(document, planned) for document in register["document"]}
    segments = pd.concat([rows for _, _, rows in written.values()], ignore_index=True)
    segments["coder"] = study.ids("coders")[0]
    return replace(
        study,
        municipalities=MUNICIPALITIES.check(pd.DataFrame([{**_attributes(municipality, place), "phase": "test"}])),
        documents=DOCUMENTS.check(register),
        segments=SEGMENTS.check(_stamped(segments, study.codebook, written)),
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
    return DATA_STRUCTURE.check(pd.concat([_data_structure(codebook), pd.DataFrame(grouped)], ignore_index=True))


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
    rows = pd.DataFrame([_attributes(case, place) for place, case in enumerate(names)])
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
        **_settings(names),
        "coders": [{"id": name, "label_nl": f"Codeur {name}", "label_en": f"Coder {name}"} for name in CODERS[:coders]],
        "actors": [
            {"id": actor, "label_nl": actor.capitalize(), "label_en": actor.capitalize(), **worlds.get(actor, {})}
            for actor in ACTORS
        ],
        "directions": [{"id": code, "from": start, "to": end} for code, (start, end) in DIRECTIONS.items()],
        "goals": goals,
    }


def _settings(cases: list[str]) -> dict[str, Any]:
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


def _codebook() -> pd.DataFrame:
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


def _data_structure(codebook: pd.DataFrame) -> pd.DataFrame:
    grouped = codebook[codebook["world"].notna()]
    rows = {"code": grouped["code"], "axial_category": "Rollen " + grouped["world"], "selective_theme": "Rollen"}
    return DATA_STRUCTURE.check(pd.DataFrame(rows))


def _attributes(case: str, place: int) -> dict[str, Any]:
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


def _register(case: str, place: int, interviews: int, *, first: int = 0) -> pd.DataFrame:
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


def _write_document(document: str, planned: list[tuple[str, ...]]) -> tuple[str, pd.DataFrame, pd.DataFrame]:
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


def _stamped(
    segments: pd.DataFrame, codebook: pd.DataFrame, written: Mapping[str, tuple[str, pd.DataFrame, pd.DataFrame]]
) -> pd.DataFrame:
    """The segments with the hash of their text and passage and the fingerprint of their code's definition."""
    codes = codebook.set_index("code")
    texts = segments["document"].map({document: text for document, (text, _, _) in written.items()})
    passages = [text[start:end] for text, start, end in zip(texts, segments["start"], segments["end"], strict=True)]
    meanings = {code: code_fingerprint(row.label_nl, row.definition) for code, row in codes.iterrows()}
    return segments.assign(
        text_sha256=texts.map(text_fingerprint),
        quote_sha256=[text_fingerprint(passage) for passage in passages],
        code_fingerprint=segments["code"].map(meanings),
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

"""Finding back among 100,000 codings on 200 documents, each question beside its floor in pandas, in one run.

Run: python benchmarks/finding_back.py. Times are CPU seconds (best of five, the two in turn); exit status 1 says that
a question takes more than 1.5 times its floor. A floor is what any answer needs at the least, written as plainly as
pandas can: the filter, merge and groupby of the same rows, without checks, zeros, ids, labels or the order of codes.
Both start from the same reading; that an answer is right is what tests/rigour/test_finding_back.py shows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import numpy as np
import pandas as pd

from wijkresearch.analysis import Analysis
from wijkresearch.example import example_study, make_register
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.release import release
from wijkresearch.study import Transcripts
from wijkresearch.tables import CODEBOOK, DOCUMENTS, SEGMENTS, TURNS

CODINGS, INTERVIEWS, CODES, TURN, SPOKEN = 100_000, 199, 100, 300, 250
LIMIT = 1.5
WORDS = ("de", "buurt", "escalatie", "escaleert", "ruzie", "Één", "gesprek", "hoort", "naast", "plein", "samen", "wel")
SHARES = [0.001 if word.startswith("escal") else 0.0998 for word in WORDS]


def made_analysis() -> Analysis:
    """Interviews of 250 turns of 300 characters, and codings of 40 to 300 characters, mostly in one turn."""
    random = np.random.default_rng(20240802)
    study = example_study()
    documents = DOCUMENTS.check(make_register("aardam", 0, INTERVIEWS))
    ids = documents["document"].to_numpy()
    text = {name: " ".join(random.choice(WORDS, SPOKEN * TURN // 5, p=SHARES))[: SPOKEN * TURN] for name in ids}
    starts = np.arange(SPOKEN) * TURN
    turns = pd.DataFrame({"document": np.repeat(ids, SPOKEN), "turn": np.tile(np.arange(1, SPOKEN + 1), len(ids))})
    turns = turns.assign(start=np.tile(starts, len(ids)), end=np.tile(starts + TURN, len(ids)), speaker="Piet")
    turns["interviewer"] = turns["turn"] % 2 == 1
    codes = [f"code_{number:03}" for number in range(CODES)]
    codebook = pd.concat([study.codebook.tail(1)] * CODES, ignore_index=True).assign(code=codes, label_nl=codes)
    begin = random.integers(0, SPOKEN, CODINGS * 11 // 10) * TURN + random.integers(0, 20, CODINGS * 11 // 10) * 5
    rows = pd.DataFrame(
        {"start": begin, "end": np.minimum(begin + random.integers(40, 300, len(begin)), SPOKEN * TURN)}
    )
    rows["document"] = random.choice(ids, len(rows))
    rows["code"] = random.choice(codes, len(rows))
    rows = rows.drop_duplicates(["document", "start", "end", "code"]).head(CODINGS).assign(coder="een", origin="coded")
    raw = replace(
        study,
        municipalities=study.municipalities.head(1),
        documents=documents,
        codebook=CODEBOOK.check(codebook.assign(label_en=codes)),
        segments=SEGMENTS.check(rows.reindex(columns=SEGMENTS.column_names)),
        turns=TURNS.check(turns.reindex(columns=TURNS.column_names)),
        transcripts=Transcripts(text),
    )
    return Analysis(release(raw), gate=Gate.of(raw))


def one_row_each(rows: pd.DataFrame) -> pd.DataFrame:
    place = ["segment", "document", "start", "end", "municipality", "kind", "perspective"]
    return rows[place].drop_duplicates("segment").merge(rows.groupby("segment")["code"].agg(" ".join), on="segment")


def overlapping(rows: pd.DataFrame, others: pd.DataFrame, by: str | list[str] = "document") -> pd.DataFrame:
    pairs = rows.merge(others, on=by, suffixes=("", "_other"))
    return pairs[(pairs["start"] < pairs["end_other"]) & (pairs["start_other"] < pairs["end"])]


def floors(analysis: Analysis) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Question to how the package answers it and to its floor; each gives a number to compare."""
    reading, study = analysis.reading, analysis.study
    documents, turns = study.documents, study.turns
    some, other = ["code_001", "code_002", "code_003"], ["code_004"]
    texts = pd.Series(dict(study.transcripts))

    def with_codes(codes: list[str]) -> pd.DataFrame:
        return reading[reading["code"].isin(codes)]

    def beside() -> pd.DataFrame:
        found = overlapping(with_codes(some), with_codes(other)[["document", "start", "end"]])
        return one_row_each(found.drop_duplicates(["segment", "code"]))

    def attribute() -> pd.DataFrame:
        known = reading[["segment", "document", "code", "kind"]].merge(
            documents[["document", "function"]], on="document"
        )
        by = known.drop_duplicates(["segment", "code"]).groupby(["code", "function"])
        return by.agg(segments=("segment", "size"), respondents=("document", "nunique"))

    def together() -> pd.DataFrame:
        spoken = reading[["segment", "document", "start", "end", "code"]].assign(turn=reading["start"] // TURN)
        pairs = spoken.merge(spoken, on=["document", "turn"], suffixes=("", "_other"))
        pairs = pairs[pairs["code"] < pairs["code_other"]]
        pairs["overlap"] = (pairs["start"] < pairs["end_other"]) & (pairs["start_other"] < pairs["end"])
        return pairs.groupby(["code", "code_other"]).agg({"overlap": "sum", "document": "nunique"})

    def words(pattern: str = r"\bescal\w*\b") -> pd.DataFrame:
        places = [(name, *at.span()) for name, text in texts.str.lower().items() for at in re.finditer(pattern, text)]
        found = pd.DataFrame(places, columns=["document", "start", "end"])
        found["turn"] = found["start"] // TURN + 1
        found = found.merge(turns[["document", "turn", "interviewer"]], on=["document", "turn"])
        found = found[~found["interviewer"]]
        inside = overlapping(found, with_codes(some)[["document", "start", "end"]])
        return found.assign(inside=found.index.isin(inside.index))

    def missed() -> pd.DataFrame:
        return words().groupby("document")["inside"].agg(["sum", "size"])

    def holding() -> pd.DataFrame:
        rows = with_codes(some)
        places = rows[["document", "start", "end"]].itertuples(index=False, name=None)
        said = [texts[name][start:end].lower() for name, start, end in places]
        return one_row_each(rows[pd.Series(said, index=rows.index).str.contains(r"\bescal\w*\b")])

    counted = reading.drop_duplicates
    return {
        "passages with one of three codes": (lambda: analysis.passages(some), lambda: one_row_each(with_codes(some))),
        "all passages": (analysis.passages, lambda: one_row_each(reading)),
        "passages that overlap another code": (lambda: analysis.passages(some, beside=other), beside),
        "passages that hold a word": (lambda: analysis.passages(some, text="escal*"), holding),
        "code by document, all codes": (
            analysis.code_documents,
            lambda: counted(["segment", "code"]).groupby(["document", "code"]).size().unstack(fill_value=0),
        ),
        "codes by attribute, all codes": (lambda: analysis.codes_by("function"), attribute),
        "co-occurrence, all codes": (analysis.co_occurrences, together),
        "a word in context": (lambda: analysis.find_words("escal*", some), words),
        "a word outside a code": (lambda: analysis.missed_words(some, "escal*"), missed),
    }


def cpu_seconds(call: Callable[[], object]) -> float:
    begin = process_time()
    call()
    return process_time() - begin


def main() -> int:
    analysis = made_analysis()
    print(f"{len(analysis.reading):,} codings, {len(analysis.study.documents)} documents, {CODES} codes")
    broken = 0
    for question, (answer, floor) in floors(analysis).items():
        times = [(cpu_seconds(answer), cpu_seconds(floor)) for _ in range(5)]
        own, least = (min(column) for column in zip(*times, strict=True))
        broken += own > LIMIT * least
        print(f"{question:<36} {own:7.3f} s   floor {least:7.3f} s   ratio {own / least:5.2f}   limit {LIMIT}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

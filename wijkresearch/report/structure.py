"""How the codes came about: what a case added to the structure before it, every two cases, codebook and memos."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from wijkresearch.report.blocks import Block, Links, Paragraph, TableBlock
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import HEADINGS, PHRASES
from wijkresearch.tables.coding import MEMO_KIND
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import write_date

MOST = 20
PAIR = "pair-{number}"
"""The name of the place where two cases stand beside each other, by the number of the pair."""
SIDE_BY_SIDE_PAGE = "naast-elkaar.html"
CHANGES = catalogue("codebook.changes")
KINDS = MEMO_KIND.allowed
COUNTS = (
    *("codes_before", "codes_again", "new_codes"),
    *("categories_before", "categories_again", "new_categories"),
)


def last_case(material: Material) -> Iterator[Block]:
    """Does the case that was coded last confirm the structure as it was before it, or add to it?"""
    phrases, found = PHRASES[material.language], material.tables.get("03_confirmations")
    if found is None or found.empty:
        return
    if len(found) == 1:
        yield Paragraph(phrases["one_case"])
        return
    last = found.loc[found["place"].idxmax()]
    if not last["codes_before"]:
        return
    told = {name: material.number(last[name]) for name in COUNTS}
    yield Paragraph(phrases[last["outcome"]].format(last=material.case(last["municipality"]), **told))
    rows = tuple(
        (material.case(row["municipality"]), *(material.number(row[name]) for name in COUNTS))
        for row in found.tail(MOST).to_dict("records")
    )
    headings = HEADINGS[material.language]["confirmations"]
    numeric = frozenset(range(1, len(COUNTS) + 1))
    yield TableBlock(
        phrases["confirmations"],
        headings,
        rows,
        note=phrases["confirmations_note"],
        numeric=numeric,
        made_of=("03_confirmations",),
    )
    yield from _new_codes(material, last["municipality"])


def _new_codes(material: Material, last: str) -> Iterator[Block]:
    phrases, codes = PHRASES[material.language], material.tables.get("03_new_codes")
    if codes is None:
        return
    new = codes[codes["municipality"] == last]
    rows = tuple(
        (
            material.code(row.code),
            phrases["outside"] if pd.isna(row.axial_category) else material.group(row.axial_category),
            phrases["yes" if row.new_category else "no"],
        )
        for row in new.head(MOST).itertuples()
    )
    if rows:
        note = phrases["new_codes_note"].format(shown=len(rows), n=len(new))
        headings = HEADINGS[material.language]["new_codes"]
        yield TableBlock(phrases["new_codes"], headings, rows, note=note, made_of=("03_new_codes",))


def alike(material: Material) -> Iterator[Block]:
    """How many codes every two cases share, those of the newest case first, and where to read their passages."""
    balance = material.tables.get("03_category_balance")
    if balance is None or balance.empty:
        return
    phrases, kinds = PHRASES[material.language], ["codes_in_both", "codes_only_earlier", "codes_only_later"]
    pairs = balance.groupby(["earlier", "later"], sort=False)[kinds].sum().head(MOST)
    rows = tuple(
        (material.case(earlier), material.case(later), *(material.number(number) for number in numbers))
        for (earlier, later), *numbers in pairs.itertuples(name=None)
    )
    yield Paragraph(phrases["alike_said"])
    headings = HEADINGS[material.language]["balance"]
    links = {
        (place, column): f"{SIDE_BY_SIDE_PAGE}#{PAIR.format(number=place + 1)}"
        for place in range(len(rows))
        for column in (2, 3, 4)
    }
    yield TableBlock(
        phrases["balance"],
        headings,
        rows,
        note=phrases["balance_note"],
        numeric=frozenset({2, 3, 4}),
        links=links,
        made_of=("03_category_balance",),
    )
    yield Links(((SIDE_BY_SIDE_PAGE, phrases["to_side_by_side"]),))


def codebook_growth(material: Material) -> Iterator[Block]:
    """Every change of the codebook that somebody wrote down, in the order of time."""
    history = material.tables.get("03_codebook_history")
    if history is None or history.empty:
        return
    phrases, changes = PHRASES[material.language], CHANGES[material.language]
    ordered = history.sort_values("date", kind="stable")
    rows = tuple(
        (
            write_date(date.fromisoformat(row.date), language=material.language),
            phrases["before_coding"] if pd.isna(row.round) else material.case(row.round),
            changes[row.change],
            material.code(row.code),
            "–" if pd.isna(row.came_from) else ", ".join(material.code(c) for c in row.came_from.split()),
            row.reason_en if material.language == "en" and pd.notna(row.reason_en) else row.reason,
        )
        for row in ordered.tail(MOST).itertuples()
    )
    note = phrases["history_note"].format(shown=len(rows), n=len(history))
    headings = HEADINGS[material.language]["history"]
    yield TableBlock(phrases["history"], headings, rows, note=note, made_of=("03_codebook_history",))


def memo_counts(material: Material) -> Iterator[Block]:
    """How many memos there are with the codes that have most of them; what they say is for the analysts."""
    counted = material.tables.get("02_memo_counts")
    if counted is None or counted.empty:
        return
    phrases = PHRASES[material.language]
    kinds = counted.pivot_table(index="code", columns="kind", values="memos", aggfunc="sum", fill_value=0)
    kinds = kinds.reindex(columns=KINDS, fill_value=0)
    order = kinds.sum(axis=1).sort_values(ascending=False, kind="stable").index
    cases = counted.groupby("code")["municipality"].nunique()
    rows = tuple(
        (
            material.code(code),
            *(material.number(kinds.loc[code, kind]) for kind in KINDS),
            material.number(cases[code]),
        )
        for code in order[:MOST]
    )
    note = phrases["memos_note"].format(shown=len(rows), n=len(kinds), memos=material.number(counted["memos"].sum()))
    headings = HEADINGS[material.language]["memos"]
    made_of, numeric = ("02_memo_counts",), frozenset({1, 2, 3, 4})
    yield TableBlock(phrases["memos_table"], headings, rows, note=note, numeric=numeric, made_of=made_of)

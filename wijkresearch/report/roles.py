"""The chapters on all roles together: how often each was coded, and the connections that they make."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkresearch.report.blocks import Block, Paragraph, Pointer, TableBlock
from wijkresearch.report.figures import take_figure
from wijkresearch.report.links import role_link
from wijkresearch.report.material import Material
from wijkresearch.report.words import HEADINGS, JUDGEMENTS, PHRASES
from wijkresearch.show.connections import say_connections
from wijkresearch.tables import ROLE_COUNTS

COUNTED = 2
"""The column of a role's counts that says how often it was coded."""


def roles_chapter(material: Material) -> Iterator[Block]:
    """The role tables as they were counted, beside the printed ones."""
    if not material.roles:
        return
    phrases = PHRASES[material.language]
    yield Pointer(phrases["see_roles"])
    for stem in ("02_role_codes", "04_dots", "04_shares", "04_published_comparison"):
        yield from take_figure(material, stem)
    chances = material.tables.get("04_role_opportunities")
    if chances is not None and chances["values"].any():
        counted = zip(chances["role"], chances["values"], strict=True)
        named = ", ".join(f"{material.roles[role]} {values}" for role, values in counted)
        yield Paragraph(phrases["chances"].format(named=named))


def claims_by_role(material: Material) -> dict[str, list[str]]:
    """Role to the findings about it: those that name it, or that are supported by codes of that role and no other.

    What is found of several roles, or of none, is in no list.
    """
    role_of = dict(zip(material.codebook["code"], material.codebook["role"], strict=True))
    codes = material.claim_codes[material.claim_codes["stance"] == "support"]
    supported = codes["code"].map(role_of).groupby(codes["claim"]).agg(set)
    found: dict[str, list[str]] = {role: [] for role in material.roles}
    for row in material.claims[~material.claims["composite"]].itertuples():
        named = getattr(row, "role", None)
        about = [named] if pd.notna(named) else list(supported.get(row.claim, ()))
        if len(about) == 1 and about[0] in found and row.claim in material.overall.index:
            found[about[0]].append(row.claim)
    return found


def connections_chapter(material: Material) -> Iterator[Block]:
    """What each role is meant to connect, what was said of it, and in how many passages it was carried out."""
    judged = material.tables.get("04_connections")
    if judged is None or judged["judgement"].eq("nobody_coded").all():
        return
    together = judged[judged["member"] == "all"]
    yield Paragraph(say_connections(together, material.labels))
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]
    yield Pointer(phrases["see_connections"])
    yield from take_figure(material, "04_connections")
    counts = ("passages", "fulfilled", "hindered", "not_called_upon")
    rows = tuple(
        (
            material.roles[row.role],
            material.worlds[row.world],
            *(material.number(getattr(row, count)) for count in counts),
            JUDGEMENTS[material.language][row.judgement],
        )
        for row in together.itertuples()
    )
    yield TableBlock(
        phrases["connections"],
        headings["connections"],
        rows,
        note=phrases["connections_note"],
        numeric=frozenset(range(2, 6)),
        links=_links(material, together),
        made_of=("04_connections",),
        name="connections-table",
    )


def role_counts(material: Material, role: str) -> Iterator[Block]:
    """How often a role was coded in every world and case, as count, share and dots, and in how many interviews."""
    counts = material.tables.get("04_role_counts", ROLE_COUNTS.empty())
    counts = counts[counts["role"] == role]
    if counts.empty:
        return
    rows = tuple(
        (
            material.worlds[row.world],
            material.municipalities[row.municipality],
            f"{row.segments} {material.word('of')} {row.column_segments}",
            material.share(row.share, 0),
            material.number(row.dots, 1),
            f"{row.respondents} {material.word('of')} {row.interviews}",
        )
        for row in counts.itertuples()
    )
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]
    yield TableBlock(
        phrases["role_counts"].format(role=material.roles[role]),
        headings["role_counts"],
        rows,
        numeric=frozenset({2, 3, 4, 5}),
        links={
            (place, COUNTED): role_link(role, row.world, row.municipality)
            for place, row in enumerate(counts.itertuples())
        },
        made_of=("04_role_counts",),
        name=f"role-counts-{role}",
    )


def _links(material: Material, cells: pd.DataFrame) -> dict[tuple[int, int], str]:
    """From every row to the passages of its role and world; nothing where it has none."""
    coded = set(zip(material.role_passages["role"], material.role_passages["world"], strict=True))
    return {
        (place, 0): role_link(row.role, row.world)
        for place, row in enumerate(cells.itertuples())
        if (row.role, row.world) in coded
    }

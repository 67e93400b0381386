"""A page for each case (Yin: within-case first): what it is, what is particular to it, and what was found there.

Nothing is calculated here. What is particular stands in PARTICULAR and OWN_CODES; every passage has gone through the
consent of who said it, and a case that may not be named goes by its pseudonym.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from math import ceil
from textwrap import shorten
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.io.store import figure_bytes
from wijkresearch.plots.portrait import draw_role_profile
from wijkresearch.plots.praatplaat import can_fold
from wijkresearch.plots.sheet import plain_looks
from wijkresearch.plots.style import SETTINGS
from wijkresearch.report.answers import judged_on
from wijkresearch.report.blocks import Mark, Quote, Strip, Strips
from wijkresearch.report.entry import about_results
from wijkresearch.report.links import (
    MATRIX_PAGE,
    case_page,
    claim_link,
    code_link,
    document_page,
    finding_link,
    matrix_link,
    role_link,
    split_passage,
)
from wijkresearch.report.material import Material
from wijkresearch.report.pages import template_page
from wijkresearch.report.people import has_passages, legend_of, quotes_for, strip_of
from wijkresearch.report.words import JUDGEMENTS, MARKS, evidence_words
from wijkresearch.show.claims import say_counts
from wijkresearch.show.connections import words_of
from wijkresearch.show.contrasts import label_attributes
from wijkresearch.show.reading import FEW
from wijkresearch.study import UNTOLD
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words, write_number

WORDS, KINDS = catalogue("portrait"), catalogue("portrait.kinds")
ON_PAGE = (
    "particular_heading", "particular_rule", "nothing_particular", "one_case", "profile_heading", "profile_alt",
    "profile_note", "connections_heading", "quotes_heading", "quotes_rule", "no_quotes", "answers_heading",
    "unknown_heading", "nothing_unknown", "further_heading", "register_heading", "register", "document", "who",
    "perspective",
)  # fmt: skip
"""The words that stand on every page."""
COUNTED = {"interview": ("interview_one", "interviews"), "observation": ("observation_one", "observations")}
TITLES = {
    (True, True): ("only_and_not_here_one", "only_and_not_here"),
    (True, False): ("title_only_here_one", "title_only_here"),
    (False, True): ("title_not_here_one", "title_not_here"),
}
"""Do conclusions hold only here, and do some hold everywhere but here, to what the title says of one, or of more."""
QUOTED = 3
MOST = 6
"""Conclusions, and codes, that are written out as particular; of more it is said how many there are."""
LONGEST = 150
"""Characters of a conclusion in front of its strip; where it leads it stands whole."""
PEOPLE = 20
"""Passages that are drawn one by one; more are a bar."""
ENDED = {"fulfilled": "for", "not_stated": "silent", "not_called_upon": "not_asked", "hindered": "against"}
"""How a role passage ended, to the mark that stands for it, in the order of a strip."""


@dataclass(frozen=True)
class Particular:
    """One conclusion that comes out otherwise here: in what way, its text, what is found here and elsewhere."""

    kind: str
    text: str
    link: str
    here: str
    here_link: str
    elsewhere: str


@dataclass(frozen=True)
class Portrait:
    """Everything on the page of one case, in the order of reading."""

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    particular: tuple[Particular, ...]
    more: str
    own_codes: tuple[tuple[str, str], ...]
    own_said: str
    profile: bytes
    profile_said: str
    connections: Strips
    connections_said: str
    quotes: tuple[tuple[str, Quote], ...]
    answers: tuple[tuple[str, Strips], ...]
    unknown: tuple[str, ...]
    register: tuple[tuple[str, str, str, str], ...]
    links: tuple[tuple[str, str], ...]


def portrait_pages(material: Material) -> Iterator[tuple[str, str]]:
    """The file and the page of every case, in the order of presentation."""
    cases = list(material.municipalities)
    words, about = {key: WORDS[material.language][key] for key in ON_PAGE}, about_results(material)
    for place, case in enumerate(cases):
        beside = [(key, at) for key, at in (("before", place - 1), ("after", place + 1)) if 0 <= at < len(cases)]
        yield (
            case_page(case),
            template_page(
                "portrait.html",
                title=material.case(case),
                language=material.language,
                home="index.html",
                notice=material.notice,
                portrait=compose_portrait(material, case),
                people=legend_of(material),
                dots=material.settings["thresholds"]["dots_per_column"],
                compared=len(cases) > 1,
                judged=not material.claims.empty,
                steps=[(key, case_page(cases[at]), material.case(cases[at])) for key, at in beside],
                said=words,
                about=about,
                marks=evidence_words(material.language),
            ),
        )


def case_cards(material: Material) -> Iterator[tuple[str, str, str]]:
    """For the entry page the file, the name and a sentence for every case; of many cases the matrix leads to them."""
    if len(material.municipalities) <= FEW:
        yield from ((case_page(case), name, _say(material, "card")) for case, name in material.municipalities.items())


def compose_portrait(material: Material, case: str) -> Portrait:
    """Everything on the page of one case.

    Args:
        material: everything that the report is made of.
        case: its public id.
    """
    here, speak = _of_case(material, case), partial(_say, material)
    particular = tuple(_particulars(material, here, case))
    own = [row for row in material.tables["own_codes"].itertuples() if row.municipality == case]
    connections = Strips(tuple(_connections(here, case)), unit="passages")
    more = len(particular) - MOST
    return Portrait(
        name=material.case(case),
        title=_title(here, case),
        facts=tuple(_facts(here)),
        particular=particular[:MOST],
        more=speak("more", number=more) if more > 0 else "",
        own_codes=tuple((material.code(row.code), code_link(row.code, case)) for row in own[:MOST]),
        own_said=speak("own_codes_one" if len(own) == 1 else "own_codes", number=len(own)),
        profile=_profile(here, case, _highest(material)),
        profile_said=_say_profile(here),
        connections=connections,
        connections_said=_say_connections(here),
        quotes=tuple(islice(_quotes(here, case), QUOTED)),
        answers=tuple(_answers(here, case)),
        unknown=tuple(_unknown(here)),
        register=tuple(_register(here)),
        links=tuple(_links(material, case)),
    )


def _say(material: Material, key: str, **values: object) -> str:
    return WORDS[material.language][key].format(**values)


def _of_case(material: Material, case: str) -> Material:
    """The material with what is about one case only, and with the verdicts over all of them."""
    columns = {
        "05_verdicts": "member",
        "05_composition": "member",
        "04_connections": "member",
        "04_role_counts": "municipality",
        "04_preferred_roles": "municipality",
        "05_claim_respondents": "municipality",
        "05_denominators": "municipality",
        "05_case_values": "municipality",
        "02_document_codings": "municipality",
    }
    tables = dict(material.tables)
    for stem in columns.keys() & tables.keys():
        rows = tables[stem]
        kept = rows[columns[stem]] == case
        tables[stem] = rows[kept | (rows["scope"] == "overall")] if "scope" in rows else rows[kept]
    passages, people = material.passages, material.people
    return replace(
        material,
        tables=tables,
        passages=passages[passages["municipality"] == case],
        people=people[people["municipality"] == case],
    )


def _title(here: Material, case: str) -> str:
    """What is particular to the case in one sentence: its preferred role, and what holds only here or not here."""
    speak = partial(_say, here)
    said = []
    preferred = here.tables.get("04_preferred_roles", pd.DataFrame(columns=["role"])).dropna(subset="role")
    if len(preferred):
        roles = enumerate_words((here.roles[role].lower() for role in preferred["role"]), language=here.language)
        said.append(speak("prefers" if len(preferred) == 1 else "prefers_several", roles=roles))
    rows = here.tables["particular"]
    kinds = rows.loc[rows["municipality"] == case, "particular"].value_counts()
    only, absent = (int(kinds.get(kind, 0)) for kind in ("only_here", "not_here"))
    if only or absent:
        one, several = TITLES[only > 0, absent > 0]
        key = one if (only or absent) == 1 else several
        said.append(speak(key, only=here.number(only), absent=here.number(absent)))
    sentence = "; ".join(said) or speak("title_plain", case=here.case(case))
    return f"{sentence[0].upper()}{sentence[1:]}."


def _facts(here: Material) -> Iterator[tuple[str, str]]:
    """How many were interviewed and observed, from where, and the attributes of the case, as the study calls them."""
    speak = partial(_say, here)
    documents = here.tables.get("02_document_codings")
    if documents is not None:
        kinds = documents["kind"].value_counts()
        counted = [(words, int(kinds.get(kind, 0))) for kind, words in COUNTED.items()]
        told = [speak(words[n != 1], number=n) for words, n in counted if n]
        yield speak("spoken"), enumerate_words(told, language=here.language) or "–"
    heard = _interviewed(here)["perspective"].replace("", UNTOLD).value_counts()
    told = [f"{label.lower()} ({heard[name]})" for name, label in here.perspectives.items() if name in heard.index]
    if told:
        yield speak("perspectives"), ", ".join(told)
    values = here.tables.get("05_case_values")
    if values is not None:
        rows = values[values["kind"] == "attribute"].dropna(subset="value")
        labels = label_attributes(rows["name"], here.settings["selection"], language=here.language)
        for name, value in rows[["name", "value"]].itertuples(index=False, name=None):
            yield labels[name].capitalize(), _written(value, here.language)


def _written(value: str, language: str) -> str:
    number = pd.to_numeric(value, errors="coerce")
    return str(value) if pd.isna(number) else write_number(number, language=language)


def _particulars(material: Material, here: Material, case: str) -> Iterator[Particular]:
    """The conclusions that come out otherwise here, with what is found elsewhere."""
    speak = partial(_say, material)
    verdicts = material.tables["05_verdicts"]
    rows = material.tables["particular"]
    for row in rows[rows["municipality"] == case].itertuples():
        claim = str(row.claim)
        cases = verdicts[(verdicts["claim"] == claim) & (verdicts["scope"] == "municipality")]
        own: Any = next(cases[cases["member"] == case].itertuples())
        yield Particular(
            kind=KINDS[material.language][row.particular],
            text=material.texts[claim],
            link=finding_link(claim),
            here=speak("here", verdict=material.verdict(own.verdict), counted=say_counts(own, material.language)),
            here_link=claim_link(claim, case) if has_passages(here, claim, case) else "",
            elsewhere=_say_elsewhere(material, cases[cases["member"] != case]),
        )


def _say_elsewhere(material: Material, cases: pd.DataFrame) -> str:
    """What the other cases have: their names with each verdict, or how many they are."""
    said = []
    for verdict, rows in cases.groupby("verdict", sort=False):
        names = enumerate_words((material.case(name) for name in rows["member"]), language=material.language)
        number = _say(material, "cases", number=material.number(len(rows)))
        where = names if len(cases) < FEW else number
        said.append(_say(material, "elsewhere", verdict=material.verdict(str(verdict)), where=where))
    return "; ".join(said)


def _highest(material: Material) -> int:
    """The most dots that a role has in any case: where the scale of every profile ends."""
    counts = material.tables.get("04_role_counts", pd.DataFrame(columns=["dots"]))
    highest: float = max([1.0, *counts["dots"].dropna()])
    return ceil(highest)


def _profile(here: Material, case: str, highest: int) -> bytes:
    """The role profile as SVG; nothing where no role was coded."""
    counts = here.tables.get("04_role_counts")
    if counts is None or counts["dots"].dropna().empty:
        return b""
    labels = replace(here.labels, new_figure=Figure)
    with plain_looks(SETTINGS):
        figure = draw_role_profile(counts, labels, highest=highest)
        return figure_bytes(figure, f"profile-{case}")["svg"]


def _say_profile(here: Material) -> str:
    """Which role was coded most in every world, with its count."""
    counts, said = here.tables.get("04_role_counts"), []
    if counts is None:
        return ""
    for world, label in here.worlds.items():
        cells = counts[(counts["world"] == world) & (counts["segments"] > 0)]
        top = cells[cells["segments"] == cells["segments"].max()]
        if len(top):
            roles = enumerate_words((here.roles[role].lower() for role in top["role"]), language=here.language)
            counted = {"segments": top["segments"].iloc[0], "whole": top["column_segments"].iloc[0]}
            said.append(_say(here, "profile", world=label, roles=roles, **counted))
    return "; ".join(said)


def _connections(here: Material, case: str) -> Iterator[Strip]:
    """Every role in every world: its passages by how they ended, and whether the contact is made."""
    rows = here.tables.get("04_connections")
    if rows is None:
        return
    for row in rows[rows["passages"] > 0].itertuples():
        marks = tuple(
            Mark(state, 0, MARKS[here.language]["passages"][state])
            for ended, state in ENDED.items()
            for _ in range(getattr(row, ended))
        )
        many = len(marks) > PEOPLE
        yield Strip(
            f"{here.roles[row.role]}, {here.worlds[row.world].lower()}",
            () if many else marks,
            _say(here, "fulfilled", fulfilled=row.fulfilled, passages=row.passages),
            JUDGEMENTS[here.language][row.judgement],
            verdict={"made": "supported", "hindered": "contradicted"}.get(row.judgement, ""),
            share=row.fulfilled / row.passages if many else None,
            link=role_link(row.role, row.world, case),
        )


def _say_connections(here: Material) -> str:
    rows = here.tables.get("04_connections")
    if rows is None or rows.empty:
        return ""
    spoken = rows[rows["passages"] > 0]
    made = int((spoken["judgement"] == "made").sum())
    return _say(here, "connections_made", made=made, connections=len(spoken))


def _quotes(here: Material, case: str) -> Iterator[tuple[str, Quote]]:
    """Passages of the case, each with the conclusion it speaks of: first on what is particular, and nobody twice."""
    rows = here.tables["particular"]
    particular = rows[rows["municipality"] == case]
    against = particular.loc[particular["particular"] == "not_here", "claim"]
    stances = [(claim, "against" if claim in set(against) else "for") for claim in particular["claim"]]
    stances += [(claim, "for") for claim in here.overall.index]
    heard: set[str] = set()
    for claim, stance in stances:
        for quote in quotes_for(here, claim, case=case, stance=stance, most=1):
            document, _, _ = split_passage(quote.segment)
            if document not in heard:
                heard.add(document)
                yield here.texts[claim], quote


def _answers(here: Material, case: str) -> Iterator[tuple[str, Strips]]:
    """Per question what was found of its conclusions here, those made of others first."""
    for question in here.settings["questions"]:
        strips = [(claim, strip_of(here, claim, case)) for claim in judged_on(here, question["id"])]
        told = tuple(_about(here, claim, strip) for claim, strip in strips if strip)
        if told:
            yield words_of(question, "text", here.language), Strips(told)


def _about(here: Material, claim: str, strip: Strip) -> Strip:
    """The strip with its conclusion in front; the parts of an answer are where the answer is."""
    finding = finding_link(claim)
    return replace(strip, place=say_claim(here, claim), about=finding, link=strip.link or finding)


def say_claim(material: Material, claim: str) -> str:
    """A conclusion in front of its row: an answer made of others as the study says it in short, any other in full."""
    composite = material.overall.loc[claim, "unit"] == "parts"
    return shorten(material.short(claim) if composite else material.texts[claim], LONGEST, placeholder=" …")


def _unknown(here: Material) -> Iterator[str]:
    """From where nobody was interviewed, whether anything was observed, and of what there is too little to judge."""
    speak = partial(_say, here)
    interviews = _interviewed(here)
    heard = {UNTOLD, *interviews["perspective"]}
    absent = [label for name, label in here.perspectives.items() if name not in heard]
    if absent and len(interviews) and (interviews["perspective"] != "").all():
        listed = enumerate_words((label.lower() for label in absent), language=here.language)
        yield speak("nobody", perspectives=listed)
    if "02_document_codings" in here.tables and not len(_of_kind(here, "observation")):
        yield speak("not_observed")
    verdicts = here.tables["05_verdicts"]
    little = verdicts[(verdicts["scope"] == "municipality") & (verdicts["verdict"] == "insufficient")]
    for claim in islice(little["claim"], MOST):
        yield speak("too_little", claim=here.texts[claim])
    left = here.tables.get("05_denominators", pd.DataFrame(columns=["reason"]))
    if count := int((left["reason"].notna() & (left["reason"] != "no_claims")).sum()):
        yield speak("left_out_one" if count == 1 else "left_out", number=count)


def _interviewed(here: Material) -> pd.DataFrame:
    return here.people[here.people["document"].isin(_of_kind(here, "interview"))]


def _of_kind(here: Material, kind: str) -> list[str]:
    documents = here.tables.get("02_document_codings", pd.DataFrame(columns=["document", "kind"]))
    return list(documents.loc[documents["kind"] == kind, "document"])


def _register(here: Material) -> Iterator[tuple[str, str, str, str]]:
    """Every document: its id, who it is of, from where that person looks, and where it is read."""
    for row in here.people.itertuples():
        who = say_who(here, row)
        perspective = here.perspectives.get(row.perspective, "")
        yield row.document, who, "" if perspective == who else perspective, document_page(row.document)


def say_who(material: Material, person: Any) -> str:
    """Who a document is of, without the case and the id that stand around it already."""
    return str(person.who).removesuffix(f", {material.case(person.municipality)} ({person.document})")


def _links(material: Material, case: str) -> Iterator[tuple[str, str]]:
    """Where more of the case is: its praatplaat, and the rows of the matrix."""
    name = material.case(case)
    judged = material.tables.get("04_connections")
    if judged is not None and can_fold(material.settings) and case in set(judged["member"]):
        yield f"praatplaat/praatplaat-{case}.pdf", _say(material, "praatplaat", case=name)
    told = len(material.municipalities) <= FEW and not material.claims.empty
    yield matrix_link(case) if told else MATRIX_PAGE, _say(material, "matrix")

"""From the contents of a file to our tables: names for identifiers, places for positions, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import pandas as pd

from wijkresearch.exchange.project import CodedProject, OffsetRule
from wijkresearch.exchange.refi_qda.annotations import Annotations
from wijkresearch.exchange.refi_qda.codebook import Codebook
from wijkresearch.exchange.refi_qda.elements import ParsedProject
from wijkresearch.exchange.refi_qda.evidence import BELIEVABLE, OWN_ORIGIN
from wijkresearch.exchange.refi_qda.groups import Groups, Referred
from wijkresearch.exchange.refi_qda.identifiers import normal_guid
from wijkresearch.exchange.refi_qda.naming import document_names, doubled_names
from wijkresearch.exchange.refi_qda.passages import PlacedPassages, PlacedText, place_text
from wijkresearch.exchange.refi_qda.positions import Rule
from wijkresearch.exchange.tables import FLAGGED, IMPORTED_DOCUMENTS, SKIPPED

Located = dict[str, tuple[str, int, int]]


def selections_referred_to(project: ParsedProject) -> set[str]:
    """Identifiers that cases and links point to and that are none of the codes, texts and notes: passages, perhaps."""
    known = {code.guid for code in project.codes}
    known |= {text.guid for text in project.texts}
    notes = {note.guid for note in project.notes}
    wanted = {guid for group in project.groups for kind, guid in group.members if kind == "passage"}
    for origin, target in project.links:
        if origin in notes or target in notes:
            wanted |= {origin, target}
    return wanted - known - notes


def assemble(
    project: ParsedProject, rule: Rule, summary: OffsetRule | None, located: Located, where: str
) -> CodedProject:
    """The project in our tables.

    Args:
        project: what the file holds.
        rule: how it counts positions.
        summary: how sure that is.
        located: places of selections that are referred to by their identifier, as the file counts them.
        where: the file, for messages.

    Raises:
        StudyError: two different codes have one identifier.
    """
    codebook = Codebook(project, where)
    given = [text.name for text in project.texts]
    names = document_names(given, _groups_of_texts(project))
    texts = [place_text(name, text, rule) for name, text in zip(names, project.texts, strict=True)]
    referred = Referred(texts, located, rule)
    passages = PlacedPassages(project, codebook, texts)
    codings = passages.codings()
    groups = Groups(project, codebook, texts, referred)
    members = groups.members()
    annotations = Annotations(project, codebook, passages, texts, referred)
    notes = annotations.table()
    documents = groups.fill_own(_documents(texts, given))
    flagged = [*project.flagged, *_text_troubles(texts), *_unknown_codes(codebook, codings, where)]
    flagged += [*passages.flagged, *groups.flagged, *annotations.flagged]
    return CodedProject(
        format="qdpx",
        origin=project.origin,
        documents=documents,
        codes=codebook.table(),
        codings=codings,
        texts={text.name: text.parsed.layout.text for text in texts},
        offset_rule=summary,
        flagged=FLAGGED.of(flagged),
        skipped=skipped_table(project, annotations.skipped),
        warnings=(
            *project.warnings,
            *_doubled_names(given, names),
            *passages.warnings,
            *_no_content(project, texts),
            *_broken_words(project.origin, summary),
        ),
        groups=groups.table(),
        members=members,
        variables=groups.variables(),
        attributes=groups.attributes(),
        notes=notes,
        unplaced=passages.unplaced_table(),
    )


def skipped_table(project: ParsedProject, more: dict[str, int]) -> pd.DataFrame:
    """SKIPPED: every kind of content that has no place in our tables, with how often it occurs."""
    counts = {**project.skipped}
    for what, count in more.items():
        counts[what] = counts.get(what, 0) + count
    rows = [(what, count) for what, count in sorted(counts.items()) if count]
    return SKIPPED.of(rows)


def _groups_of_texts(project: ParsedProject) -> list[list[str]]:
    """The names of the sets and cases that each text is a member of, sets first."""
    found: dict[str, list[str]] = {}
    for group in sorted(project.groups, key=lambda group: group.kind, reverse=True):
        for kind, guid in group.members:
            if kind == "document" and guid and group.name.strip():
                found.setdefault(guid, []).append(group.name)
    return [[*found.get(text.guid, []), *found.get(text.recording, [])] for text in project.texts]


def _documents(texts: list[PlacedText], given: list[str]) -> pd.DataFrame:
    often = Counter(given)
    rows = [
        {
            "document": text.name,
            "name": name if often[name] > 1 else None,
            "guid": normal_guid(text.parsed.guid),
            "kind": text.parsed.kind,
            "municipality": None,
            "respondent": None,
            "text_sha256": sha256(text.parsed.layout.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "memo": text.parsed.memo,
        }
        for text, name in zip(texts, given, strict=True)
    ]
    return pd.DataFrame(rows, columns=IMPORTED_DOCUMENTS.column_names)


def _text_troubles(texts: list[PlacedText]) -> Iterator[tuple[str, str]]:
    for text in texts:
        if text.parsed.trouble:
            yield text.name, f"{text.parsed.trouble}; export again with the sources included"


def _unknown_codes(codebook: Codebook, codings: pd.DataFrame, where: str) -> Iterator[tuple[str, str]]:
    for name in codebook.unknown:
        count = int((codings["code"] == name).sum())
        yield where, f"{count} codings refer to {name[1:-1]}, which is not in the codebook"


def _doubled_names(given: list[str], names: list[str]) -> Iterator[str]:
    yield from doubled_names(given, names)
    if "" in given:
        yield "Sources without a name were numbered."


def _broken_words(origin: str, summary: OffsetRule | None) -> Iterator[str]:
    """A word of warning where many passages begin or end inside a word: perhaps a rule that we do not know."""
    if summary is not None and summary.score < BELIEVABLE and not OWN_ORIGIN.match(origin):
        share = f"{summary.score:.0%} of the passages that were looked at begin and end at a word boundary"
        yield f"Only {share}: compare some of them with your program."


def _no_content(project: ParsedProject, texts: list[PlacedText]) -> Iterator[str]:
    if not texts:
        yield "The project holds no texts."
    if not project.codes:
        yield "The project holds no codes."
    by_text: dict[str, list[str]] = {}
    for text in texts:
        if text.parsed.layout.text:
            by_text.setdefault(text.parsed.layout.text, []).append(text.name)
    for names in by_text.values():
        if len(names) > 1:
            yield f"{' and '.join(names)} hold the same text."

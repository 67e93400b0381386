"""What is written reads back the same, has the form of the standard, and is the same bytes every time."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from wijkresearch.errors import StudyError
from wijkresearch.exchange import tables as exchange
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import read_qdc, read_qdpx, write_qdc, write_qdpx

ORIGIN = "wijkresearch 1.0"
MOMENT = datetime(2024, 5, 1, 12, tzinfo=UTC)
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=8).filter(
    lambda name: bool(name.strip()) and not name.startswith("\ufeff")
)
REMARKS = st.none() | st.text(st.sampled_from("aé <>&\"'\n\t😀"), min_size=1, max_size=12).filter(str.strip)
TEXTS = st.text(
    st.sampled_from(["a", "é", "b", " ", "\n", "😀", "\u0301", "\u200d", "🏽", "\u2028", "\x0b", "\ufeff", "<", "&"]),
    max_size=14,
)
FACTS = st.none() | NAMES
VALUES = {
    "Text": NAMES,
    "Boolean": st.sampled_from(["true", "false"]),
    "Integer": st.integers().map(str),
    "Float": st.decimals(-1000, 1000, places=2).map(str),
    "Date": st.dates().map(str),
    "DateTime": st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)),
}
TABLES = ("documents", "codes", "codings", "groups", "members", "variables", "attributes", "notes")


def table(declared: exchange.Table, rows: list[dict[str, object]]) -> pd.DataFrame:
    return declared.check(pd.DataFrame(rows, columns=declared.column_names))


def drawn_members(
    draw: st.DrawFn,
    groups: list[dict[str, object]],
    notes: list[dict[str, object]],
    document_and_code: tuple[object, object],
    passages: list[tuple[str, int, int]],
) -> list[dict[str, object]]:
    """Documents, codes, passages and notes in cases and sets, as far as the standard lets them be there."""
    members: list[dict[str, object]] = []
    for group in groups:
        options: list[tuple[object, ...]] = list(zip(("document", "code"), document_and_code, strict=True))
        options += [("passage", *passage) for passage in passages[-2:]] if group["kind"] == "case" else []
        options += [("note", note["note"]) for note in notes[:1]] if group["kind"] == "set" else []
        for member in draw(st.lists(st.sampled_from(options), max_size=3, unique=True)):
            row = dict(zip(("member_kind", "member", "start", "end"), member, strict=False))
            members.append({"kind": group["kind"], "name": group["name"], **row})
    return members


@st.composite
def projects(draw: st.DrawFn) -> CodedProject:
    """Any project that our tables can hold: nested and overlapping passages, nested codes, notes on everything."""
    guids = iter(draw(st.lists(st.uuids().map(str), min_size=40, max_size=40, unique=True)))
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    texts = {name: draw(TEXTS) for name in names}
    documents = [
        {
            "document": name,
            "guid": next(guids),
            "kind": draw(st.sampled_from(["text", "pdf", "transcript"])),
            "municipality": draw(FACTS),
            "respondent": draw(FACTS),
            "text_sha256": sha256(texts[name].encode()).hexdigest(),
            "memo": draw(REMARKS),
        }
        for name in names
    ]
    codes: list[dict[str, object]] = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=5, unique=True)):
        parent = draw(st.none() | st.sampled_from([code["code"] for code in codes])) if codes else None
        colour = draw(st.none() | st.from_regex("#[0-9a-f]{6}", fullmatch=True))
        codes.append(
            {
                "code": name,
                "guid": next(guids),
                "parent": parent,
                "description": draw(REMARKS),
                "colour": colour,
                "codable": draw(st.booleans()),
            }
        )
    code_names = [code["code"] for code in codes]
    coders = [
        "unknown",
        *draw(st.lists(NAMES.map(str.strip).filter(lambda name: name != "unknown"), max_size=2, unique=True)),
    ]
    passages = [
        (name, start, end)
        for name, text in texts.items()
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
    ]
    chosen = draw(
        st.lists(
            st.tuples(st.sampled_from(passages), st.sampled_from(code_names), st.sampled_from(coders)),
            max_size=8,
            unique=True,
        )
        if passages
        else st.just([])
    )
    codings = [
        {"document": where[0], "start": where[1], "end": where[2], "code": code, "coder": coder, "memo": draw(REMARKS)}
        for where, code, coder in chosen
    ]
    variables = [
        {
            "variable": name,
            "guid": next(guids),
            "type": draw(st.sampled_from(sorted(VALUES))),
            "description": draw(REMARKS),
        }
        for name in draw(st.lists(NAMES, max_size=2, unique=True))
    ]
    groups = [
        {"kind": kind, "name": name, "guid": next(guids), "description": draw(REMARKS)}
        for kind in ("case", "set")
        for name in draw(st.lists(NAMES, max_size=2, unique=True))
    ]
    holders = [("document", name) for name in names] + [
        ("case", group["name"]) for group in groups if group["kind"] == "case"
    ]
    attributes = [
        {
            "holder_kind": kind,
            "holder": holder,
            "variable": variable["variable"],
            "value": draw(VALUES[str(variable["type"])]),
        }
        for variable in variables
        for kind, holder in draw(st.lists(st.sampled_from(holders), max_size=2, unique=True))
    ]
    notes: list[dict[str, object]] = []
    for _ in range(draw(st.integers(0, 2))):
        note = {
            "note": next(guids),
            "title": draw(st.none() | NAMES),
            "text": draw(st.none() | st.text(st.sampled_from("aé \n😀<"), min_size=1, max_size=9)),
            "author": draw(st.none() | st.sampled_from(coders[1:])) if coders[1:] else None,
        }
        about: list[tuple[object, ...]] = [("project",), ("code", code_names[0]), ("document", names[0])]
        about += [("passage", *passage) for passage in passages[:3]]
        about += [("coding", *where, code) for where, code, _ in chosen[:2]]
        places = draw(st.lists(st.sampled_from(about), min_size=1, max_size=3, unique=True))
        columns = ("about", "target", "start", "end", "code")
        notes += [{**note, **dict(zip(columns, place, strict=False))} for place in places]
    members = drawn_members(draw, groups, notes, (names[0], code_names[-1]), passages)
    return CodedProject(
        format="qdpx",
        origin="generated",
        documents=table(exchange.IMPORTED_DOCUMENTS, documents),
        codes=table(exchange.IMPORTED_CODES, codes),
        codings=table(exchange.IMPORTED_CODINGS, codings),
        texts=texts,
        groups=table(exchange.IMPORTED_GROUPS, groups),
        members=table(exchange.IMPORTED_MEMBERS, members),
        variables=table(exchange.IMPORTED_VARIABLES, variables),
        attributes=table(exchange.IMPORTED_ATTRIBUTES, attributes),
        notes=table(exchange.IMPORTED_NOTES, notes),
    )


def written(project: CodedProject) -> io.BytesIO:
    stream = io.BytesIO()
    write_qdpx(stream, project, origin=ORIGIN, created=MOMENT)
    stream.seek(0)
    return stream


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(list(rows.columns), ignore_index=True)


def small() -> CodedProject:
    """A project of one document, two codes and one coding."""
    text = "Ik bel de gemeente. 😀\nEn dan?\n"
    return CodedProject(
        format="csv",
        origin="",
        documents=table(
            exchange.IMPORTED_DOCUMENTS,
            [{"document": "D1", "kind": "text", "municipality": "m", "text_sha256": sha256(text.encode()).hexdigest()}],
        ),
        codes=table(
            exchange.IMPORTED_CODES,
            [
                {"code": "rol", "codable": False},
                {"code": "fikser", "parent": "rol", "colour": "#aabbcc", "codable": True},
            ],
        ),
        codings=table(
            exchange.IMPORTED_CODINGS,
            [{"document": "D1", "start": 3, "end": 18, "code": "fikser", "coder": "AB", "memo": "zie ook D2"}],
        ),
        texts={"D1": text},
    )


@given(projects())
@settings(
    max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_a_project_that_was_written_reads_back_the_same(project: CodedProject) -> None:
    stream = written(project)
    found = read_qdpx(stream)
    assert dict(found.texts) == dict(project.texts)
    for name in TABLES:
        pd.testing.assert_frame_equal(in_order(getattr(found, name)), in_order(getattr(project, name)), obj=name)
    assert found.flagged["what"].str.contains("inside a character").all()
    assert found.unplaced.empty
    with zipfile.ZipFile(stream) as archive:
        check_form(etree.fromstring(archive.read("project.qde")))


@given(projects())
@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_the_codes_of_any_project_read_back_the_same_from_a_codebook(project: CodedProject) -> None:
    stream = io.BytesIO()
    write_qdc(stream, project, origin=ORIGIN)
    stream.seek(0)
    pd.testing.assert_frame_equal(in_order(read_qdc(stream).codes), in_order(project.codes))


def test_the_same_project_and_moment_give_the_same_bytes() -> None:
    assert written(small()).getvalue() == written(small()).getvalue()


def test_our_own_files_need_no_evidence_however_carelessly_they_were_coded() -> None:
    text = "&\u200d\u200d🏽&ééa🏽"
    rows = [{"document": "D1", "start": 6, "end": end, "code": "fikser", "coder": "AB"} for end in (7, 9)]
    codings = table(exchange.IMPORTED_CODINGS, rows)
    found = read_qdpx(written(replace(small(), codings=codings, texts={"D1": text})))
    assert found.codings[["start", "end"]].to_numpy().tolist() == [[6, 7], [6, 9]]


def test_the_safest_form_is_written() -> None:
    stream = written(small())
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        xml = etree.fromstring(archive.read("project.qde"))
        text = archive.read(names[1])
    assert names[0] == "project.qde"
    assert re.fullmatch(r"sources/[0-9A-F-]{36}\.txt", names[1])
    assert text == "Ik bel de gemeente. 😀\nEn dan?\n".encode()
    source, passage = (next(xml.iter(f"{{*}}{name}")) for name in ("TextSource", "PlainTextSelection"))
    assert source.get("plainTextPath") == f"internal://{names[1].removeprefix('sources/')}"
    assert source.get("richTextPath") is None
    assert (passage.get("startPosition"), passage.get("endPosition")) == ("3", "18")
    assert passage.get("name") == "bel de gemeente"


def test_what_has_no_place_in_the_standard_is_listed_and_left_out() -> None:
    unplaced = table(exchange.UNPLACED, [{"document": "D1", "code": "rol", "coder": "AB", "reason": "gone"}])
    stream = io.BytesIO()
    left_out = write_qdpx(stream, replace(small(), unplaced=unplaced), origin=ORIGIN)
    assert left_out.to_numpy().tolist() == [["coding without a place in the text", 1]]
    stream.seek(0)
    assert read_qdpx(stream).documents["municipality"].tolist() == ["m"]


def test_names_with_their_parents_are_written_short_and_read_back_long() -> None:
    rows = [("werk", None), ("werk > fun", "werk"), ("thuis", None), ("thuis > fun", "thuis")]
    codes = table(exchange.IMPORTED_CODES, [{"code": code, "parent": parent, "codable": True} for code, parent in rows])
    stream = io.BytesIO()
    write_qdc(stream, replace(small(), codes=codes), origin=ORIGIN)
    assert re.findall(rb' name="([^"]+)"', stream.getvalue()) == [b"werk", b"fun", b"thuis", b"fun"]
    stream.seek(0)
    assert read_qdc(stream).codes["code"].tolist() == [code for code, _ in rows]


def test_everything_that_cannot_be_written_is_said_at_once_and_nothing_is_written() -> None:
    project = small()
    codings = table(
        exchange.IMPORTED_CODINGS,
        [
            {"document": "D1", "start": 3, "end": 99, "code": "fikser", "coder": "AB", "memo": "a\x0bb"},
            {"document": "D9", "start": 0, "end": 1, "code": "fixer", "coder": "AB"},
        ],
    )
    codes = project.codes.assign(parent=["fikser", "rol"])
    variables = table(exchange.IMPORTED_VARIABLES, [{"variable": "leeftijd", "type": "Integer"}])
    attributes = [{"holder_kind": "document", "holder": "D1", "variable": "leeftijd", "value": "oud"}]
    broken = replace(
        project,
        codings=codings,
        codes=codes,
        variables=variables,
        attributes=table(exchange.IMPORTED_ATTRIBUTES, attributes),
        texts={"D1": "a\ud83d\r\n"},
    )
    stream = io.BytesIO()
    with pytest.raises(StudyError) as caught:
        write_qdpx(stream, broken, origin=ORIGIN)
    assert not stream.getvalue()
    assert str(caught.value) == (
        "10 problems:\n"
        "  codings: memo 'a?b' holds the character U+000B; expected characters that XML can hold. Remove it.\n"
        "  D1: the text holds half a character at position 1; expected Unicode text. Read the transcript again.\n"
        "  D1: the text has Windows line ends; expected LF line ends. Read the transcript again.\n"
        "  codings: document 'D9' is not known.\n"
        "  codings: code 'fixer' is not known. Did you mean 'fikser'?\n"
        "  codings: D1:3-99 is no passage of the text; expected a passage in it.\n"
        "  codings: D9:0-1 is no passage of the text; expected a passage in it.\n"
        "  codes: 'rol' is its own ancestor or deeper than 200 levels; expected a tree of codes.\n"
        "  codes: 'fikser' is its own ancestor or deeper than 200 levels; expected a tree of codes.\n"
        "  attributes: leeftijd of 'D1' is 'oud'; expected a value of kind Integer."
    )


# the form of the standard, from its tables in chapter 7 -------------------------------------------------------------

TEXT_PARTS = ("Description", "PlainTextContent", "PlainTextSelection*", "Coding*", "NoteRef*", "VariableValue*")
TARGET = ((), ("targetGUID",))
FORM = {
    "Project": (("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Sets", "NoteRef*"), ("name",)),
    "Users": (("User*",), ()),
    "User": ((), ("guid",)),
    "CodeBook": (("Codes",), ()),
    "Codes": (("Code*",), ()),
    "Code": (("Description", "NoteRef*", "Code*"), ("guid", "name", "isCodable")),
    "Variables": (("Variable*",), ()),
    "Variable": (("Description",), ("guid", "name", "typeOfVariable")),
    "Cases": (("Case*",), ()),
    "Case": (("Description", "CodeRef*", "VariableValue*", "SourceRef*", "SelectionRef*"), ("guid",)),
    "VariableValue": (("VariableRef", "Value"), ()),
    "Sources": (("TextSource*",), ()),
    "TextSource": (TEXT_PARTS, ("guid",)),
    "Note": (TEXT_PARTS, ("guid",)),
    "PlainTextSelection": (("Description", "Coding*", "NoteRef*"), ("guid", "startPosition", "endPosition")),
    "Coding": (("CodeRef", "NoteRef*"), ("guid",)),
    "Notes": (("Note*",), ()),
    "Sets": (("Set*",), ()),
    "Set": (("Description", "MemberCode*", "MemberSource*", "MemberNote*"), ("guid", "name")),
    **dict.fromkeys(("NoteRef", "CodeRef", "VariableRef", "SourceRef", "SelectionRef"), TARGET),
    **dict.fromkeys(("MemberCode", "MemberSource", "MemberNote"), TARGET),
}
LEAVES = ("Description", "PlainTextContent")
NEVER_EMPTY = ("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Sets", "CodeBook")
GUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")


def check_form(root: etree._Element) -> None:
    """Every element has the children and attributes of the standard, in its order; identifiers are unique."""
    seen: set[str] = set()
    for element in root.iter():
        name = etree.QName(element).localname
        if name in LEAVES or (name.endswith("Value") and name != "VariableValue"):
            assert len(element) == 0
            continue
        children, attributes = FORM[name]
        tags = "".join(f"{etree.QName(child).localname} " for child in element)
        pattern = "".join(f"({part.rstrip('*')} ){'*' if part.endswith('*') else '?'}" for part in children)
        assert re.fullmatch(pattern.replace("(Value )", r"(\w+Value )"), tags), (name, tags)
        assert not (name in NEVER_EMPTY and len(element) == 0)
        assert set(attributes) <= set(element.attrib), name
        for attribute in ("guid", "targetGUID", "creatingUser"):
            assert GUID.fullmatch(element.get(attribute, str(UUID(int=0)))), name
        if "guid" in element.attrib:
            assert element.get("guid") not in seen
            seen.add(str(element.get("guid")))


@given(projects())
@settings(
    max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_what_is_written_is_valid_by_the_schema_of_the_standard(project: CodedProject) -> None:
    beside = Path(__file__).parents[4] / "shared" / "exchange" / "schema" / "Project.xsd"
    schema = Path(os.environ.get("REFI_QDA_SCHEMA", beside))
    if not schema.exists():
        pytest.skip("the standard's Project.xsd is not here; REFI_QDA_SCHEMA can say where it is")
    with zipfile.ZipFile(written(project)) as archive:
        etree.XMLSchema(file=str(schema)).assertValid(etree.fromstring(archive.read("project.qde")))

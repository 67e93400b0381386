"""Damaged, cut and mutated files: whatever comes in, a project or a StudyError comes out, and nothing touches the disk.

The usual run tries a few hundred files; `REFI_QDA_FUZZ=100000 pytest tests/io/test_refi_qda_fuzz.py` tries that many.
"""

from __future__ import annotations

import io
import os
import zipfile
from copy import deepcopy

from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import read_qdc, read_qdpx

FILES = int(os.environ.get("REFI_QDA_FUZZ", "150"))
CODE, NOTE, SOURCE, PASSAGE = (f"{digit * 8}-0000-4000-8000-00000000000{digit}" for digit in "1234")
XML = (
    '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="n" origin="NVivo 12">'
    f'<Users><User guid="{PASSAGE}" name="Anna"/></Users><CodeBook><Codes><Code guid="{CODE}" name="Rol"'
    f' isCodable="true" color="#FF0000"><Description>d</Description><Code guid="{NOTE}" name="Netwerk"'
    f' isCodable="true"/></Code></Codes></CodeBook><Variables><Variable guid="{NOTE}" name="Gemeente"'
    f' typeOfVariable="Text"/></Variables><Cases><Case guid="{CODE}" name="K"><VariableValue><VariableRef'
    f' targetGUID="{NOTE}"/><TextValue>Noord</TextValue></VariableValue><SourceRef targetGUID="{SOURCE}"/>'
    f'<SelectionRef targetGUID="{PASSAGE}"/></Case></Cases><Sources><TextSource guid="{SOURCE}" name="D1"'
    f' plainTextPath="internal://a.txt"><PlainTextSelection guid="{PASSAGE}" name="Hallo" startPosition="3"'
    f' endPosition="8"><Description>m</Description><Coding guid="{CODE}" creatingUser="{PASSAGE}"><CodeRef'
    f' targetGUID="{CODE}"/><NoteRef targetGUID="{NOTE}"/></Coding></PlainTextSelection></TextSource><PDFSource'
    f' guid="{NOTE}" name="P"><PDFSelection guid="{PASSAGE}" page="0" firstX="1" firstY="1" secondX="2" secondY="2">'
    f'<Coding guid="{CODE}"><CodeRef targetGUID="{CODE}"/></Coding></PDFSelection><Representation guid="{CODE}">'
    f'<PlainTextContent>een twee</PlainTextContent><PlainTextSelection guid="{PASSAGE}" startPosition="0"'
    f' endPosition="3"><Coding guid="{CODE}"><CodeRef targetGUID="{CODE}"/></Coding></PlainTextSelection>'
    f'</Representation></PDFSource></Sources><Notes><Note guid="{NOTE}" name="memo"><PlainTextContent>x'
    f'</PlainTextContent></Note></Notes><Links><Link guid="{CODE}" originGUID="{NOTE}" targetGUID="{PASSAGE}"/>'
    f'</Links><Sets><Set guid="{CODE}" name="S"><MemberCode targetGUID="{CODE}"/></Set></Sets></Project>'
)
CODEBOOK = XML.replace("project:1.0", "codebook:1.0").replace("Project", "CodeBook")
TEXT = "\ufeff😀 Hallo\r\nwijk café.\r\n"
PIECES = (
    "</Code>",
    "<Code>",
    '<Code name="x"/>',
    "<Sources/>",
    "<PlainTextSelection/>",
    '<PlainTextSelection startPosition="0" endPosition="5"/>',
    "<Coding/>",
    "<Representation/>",
    "<Transcript><TranscriptSelection/></Transcript>",
    "<Note/>",
    "<NoteRef/>",
    "<Set/>",
    "<Case><SourceRef/></Case>",
    "<VariableValue/>",
    "<!-- x -->",
    "<?x y?>",
    "<![CDATA[<]]>",
    "&amp;",
    "&x;",
    "<!DOCTYPE x>",
    '<x:y xmlns:x="u"/>',
    "\x00",
    "\ud83d",
    "-1",
    "99999999999999999999999",
    '"',
    "{",
    "internal://../a.txt",
    PASSAGE,
    "",
)
ODD = ("", " ", "x", "-1", "0", "3", "8", "1e3", "9" * 25, "²", "nan", PASSAGE, CODE, SOURCE, f"{{{NOTE}}}", "a\nb")
ODD += ("NVivo", "wijkresearch 0.1.0", "C:\\Users\\x", "internal://a.txt", "true", "Integer", "#12", "unknown", "😀")
OUTCOMES = (CodedProject, StudyError)


def outcome(reader: object, stream: io.BytesIO) -> object:
    try:
        return reader(stream)  # type: ignore[operator]
    except StudyError as refusal:
        return refusal


def packed(xml: bytes, text: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/a.txt", text)
    return stream.getvalue()


@st.composite
def mutated(draw: st.DrawFn, whole: str) -> bytes:
    """The text with a few stretches cut out, doubled or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(whole)))
        end = min(len(whole), start + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from(PIECES) | st.just(whole[start:end] * 2) | st.text(max_size=5))
        whole = whole[:start] + piece + whole[end:]
    return whole.encode("utf-8", "surrogatepass")


@st.composite
def rearranged(draw: st.DrawFn, whole: str) -> bytes:
    """Well-formed XML in which elements were taken out, doubled or moved, and attributes changed or taken out."""
    root = etree.fromstring(whole.encode())
    for _ in range(draw(st.integers(1, 6))):
        elements = list(root.iter())
        element, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        change = draw(st.sampled_from(["remove", "copy", "attribute", "attribute", "lose", "text"]))
        above = element.getparent()
        if change == "remove" and above is not None:
            above.remove(element)
        elif change == "copy":
            other.insert(draw(st.integers(0, len(other))), deepcopy(element))
        elif change == "text":
            element.text = draw(st.sampled_from([None, "", " ", "x", "een\ntwee 😀", "\ufeffx"]))
        elif len(element.attrib):
            name = draw(st.sampled_from(sorted(element.attrib)))
            if change == "lose":
                del element.attrib[name]
            else:
                element.set(name, draw(st.sampled_from(ODD)))
    return etree.tostring(root)


def changed_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(content) - 1))
        content = content[:place] + bytes([draw(st.integers(0, 255))]) + content[place + 1 :]
    return content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content


def unhurried(files: int) -> settings:
    return settings(max_examples=examples(files), deadline=None, suppress_health_check=list(HealthCheck))


@given(mutated(XML), st.binary(max_size=40) | mutated(TEXT) | st.just(TEXT.encode()))
@unhurried(FILES // 2)
def test_a_project_with_other_xml_or_text_is_read_or_refused(xml: bytes, text: bytes) -> None:
    assert isinstance(outcome(read_qdpx, io.BytesIO(packed(xml, text))), OUTCOMES)


@given(rearranged(XML), st.sampled_from([TEXT, "", "x", TEXT.replace("\r", "")]))
@unhurried(FILES // 3)
def test_a_project_with_its_parts_rearranged_is_read_or_refused(xml: bytes, text: str) -> None:
    found = outcome(read_qdpx, io.BytesIO(packed(xml, text.encode())))
    assert isinstance(found, OUTCOMES)
    assert not (isinstance(found, StudyError) and "imported_" in str(found)), found
    if isinstance(found, CodedProject):
        for row in found.codings.itertuples():
            assert 0 <= row.start < row.end <= len(found.texts[row.document])
        assert set(found.codings["code"]) <= set(found.codes["code"])


@given(st.data())
@unhurried(FILES)
def test_an_archive_with_other_bytes_is_read_or_refused(data: st.DataObject) -> None:
    content = changed_bytes(data.draw, packed(XML.encode(), TEXT.encode()))
    assert isinstance(outcome(read_qdpx, io.BytesIO(content)), OUTCOMES)


@given(st.binary(max_size=200))
@unhurried(FILES)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert isinstance(outcome(read_qdpx, io.BytesIO(content)), OUTCOMES)
    assert isinstance(outcome(read_qdc, io.BytesIO(content)), OUTCOMES)


@given(mutated(CODEBOOK) | rearranged(CODEBOOK))
@unhurried(FILES // 2)
def test_a_codebook_with_other_xml_is_read_or_refused(xml: bytes) -> None:
    assert isinstance(outcome(read_qdc, io.BytesIO(xml)), OUTCOMES)


def test_the_file_that_is_mutated_is_a_good_one() -> None:
    found = read_qdpx(io.BytesIO(packed(XML.encode(), TEXT.encode())))
    assert [found.texts[row.document][row.start : row.end] for row in found.codings.itertuples()] == ["Hallo", "een"]

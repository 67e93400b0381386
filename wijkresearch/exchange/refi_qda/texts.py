"""The sources of a project: texts, PDFs with their text, transcripts; pictures, sound and film are only counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from wijkresearch.exchange.refi_qda.archive import Archive, CountedStream
from wijkresearch.exchange.refi_qda.elements import Marks, ParsedNote, ParsedProject, ParsedText
from wijkresearch.exchange.refi_qda.evidence import Evidence
from wijkresearch.exchange.refi_qda.identifiers import made_guid, normal_guid, without_home
from wijkresearch.exchange.refi_qda.marking import Marker, local_name, text_of
from wijkresearch.exchange.refi_qda.positions import NO_TEXT, TextLayout
from wijkresearch.exchange.refi_qda.sources import read_layout

MEDIA = ("PictureSource", "AudioSource", "VideoSource")
KNOWN = {
    "Description",
    "PlainTextContent",
    "PlainTextSelection",
    "Coding",
    "NoteRef",
    "VariableValue",
    "SyncPoint",
    "TranscriptSelection",
    "Representation",
    "Transcript",
    "TextDescription",
}


class TextReader:
    """Takes the texts out of the stream of elements, one source at a time, and lets each vote on positions."""

    def __init__(
        self, namespace: str, project: ParsedProject, archive: Archive, evidence: Evidence, stream: CountedStream
    ) -> None:
        self._space = f"{{{namespace}}}"
        self._project = project
        self._archive = archive
        self._evidence = evidence
        self._stream = stream
        self._marker = Marker(namespace, project.code_index, project.user_index, project.skipped)
        self._representation: ParsedText | None = None
        self._transcripts: list[ParsedText] = []

    def handlers(self) -> dict[str, Callable[[etree._Element], None]]:
        """What to do at the end of which element."""
        return {
            "PlainTextSelection": self._read_selection,
            "TextSource": self._read_text_source,
            "Representation": self._read_representation,
            "TextDescription": self._skip_text,
            "Transcript": self._read_transcript,
            "PDFSource": self._read_pdf,
            **dict.fromkeys(MEDIA, self._read_media),
        }

    def read_note(self, element: etree._Element) -> None:
        """A note with its text; marks in notes are counted and left."""
        self._count_left_marks(self._marker.take(), "Coding in a note")
        layout, trouble, doubt = self._layout(element)
        title = element.get("name") or ""
        text = layout.text or text_of(element.find(f"{self._space}Description"))
        guid = normal_guid(element.get("guid")) or made_guid("note", title, text)
        self._say(f"note '{title}'", trouble if not text and trouble.startswith("its") else "", doubt)
        author = self._project.user_index.number(element.get("creatingUser"))
        self._project.notes.append(ParsedNote(guid, title, text, author))

    def _read_selection(self, element: etree._Element) -> None:
        self._marker.add_selection(element)
        element.clear()

    def _read_text_source(self, element: etree._Element) -> None:
        self._keep(self._read_text(element, "text", self._marker.take()))
        self._done(element)

    def _read_representation(self, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag == f"{self._space}PDFSource":
            self._representation = self._read_text(element, "pdf", self._marker.take(), keep_guids=True)
        else:
            self._skip_text(element)
        element.clear()

    def _skip_text(self, element: etree._Element) -> None:
        self._project.skipped[local_name(element, self._space)] += 1
        self._count_left_marks(self._marker.take(), f"Coding in a {local_name(element, self._space)}")
        element.clear()

    def _read_pdf(self, element: etree._Element) -> None:
        text, self._representation = self._representation, None
        areas = list(element.iterchildren(f"{self._space}PDFSelection"))
        if text is None:
            self._project.skipped["PDFSource without text"] += 1
            self._project.without_text.add(normal_guid(element.get("guid")))
            self._count_codings(areas, "Coding of an area in a PDF")
            self._say(self._name(element), "the PDF comes without its text, so it has no passages", "")
        else:
            self._merge_twins(text, areas)
            text.marks.forget_names()
            outer = self._read_around(element)
            self._keep(
                replace(
                    text,
                    guid=normal_guid(element.get("guid")),
                    name=self._name(element),
                    memo=outer.memo or text.memo,
                    notes=[*outer.notes, *text.notes],
                    attributes=[*outer.attributes, *text.attributes],
                    whole=[*outer.whole, *text.whole],
                )
            )
        self._done(element)

    def _merge_twins(self, text: ParsedText, areas: list[etree._Element]) -> None:
        """ATLAS.ti writes a coding in a PDF as an area and as a passage under one identifier: that is one coding."""
        codes: dict[str, set[int]] = {}
        by_selection = [normal_guid(guid) for guid in text.marks.guids]
        for selection, code in zip(text.marks.selections, text.marks.codes, strict=True):
            codes.setdefault(by_selection[selection], set()).add(code)
        for area in areas:
            known = codes.get(normal_guid(area.get("guid")), set())
            for coding in area.iterchildren(f"{self._space}Coding"):
                twin = self._marker.read_coding(coding, None)[0] in known
                self._project.skipped["PDF coding written twice" if twin else "Coding of an area in a PDF"] += 1

    def _read_media(self, element: etree._Element) -> None:
        name = local_name(element, self._space)
        kind = name.removesuffix("Source")
        transcripts, self._transcripts = self._transcripts, []
        self._count_left_marks(self._marker.take(), f"Coding in a {name}")
        self._project.skipped[name] += 1
        self._count_codings(list(element.iterchildren(f"{self._space}{kind}Selection")), f"Coding in a {name}")
        around = self._read_around(element)
        self._project.skipped[f"Coding in a {name}"] += len(around.whole)
        for transcript in transcripts:
            name = transcript.name or self._name(element)
            self._keep(replace(transcript, name=name, attributes=around.attributes, recording=around.guid))
        self._project.without_text.add(around.guid)
        self._done(element)

    def _read_transcript(self, element: etree._Element) -> None:
        """A transcript: its selections run from one point in time to another, and points have a place in the text."""
        self._count_left_marks(self._marker.take(), "Coding in a Transcript")
        points = {
            normal_guid(point.get("guid")): point.get("position")
            for point in element.iterchildren(f"{self._space}SyncPoint")
        }
        for selection in element.iterchildren(f"{self._space}TranscriptSelection"):
            for edge, attribute in (("startPosition", "fromSyncPoint"), ("endPosition", "toSyncPoint")):
                selection.set(edge, points.get(normal_guid(selection.get(attribute))) or "")
            self._marker.add_selection(selection)
        self._transcripts.append(self._read_text(element, "transcript", self._marker.take()))
        element.clear()

    def _read_text(self, element: etree._Element, kind: str, marks: Marks, *, keep_guids: bool = False) -> ParsedText:
        layout, trouble, doubt = self._layout(element)
        name = without_home(element.get("name") or "")
        self._say(f"'{name}'", "", doubt)
        if element.get("richTextPath"):
            self._project.skipped["Formatted text (richTextPath)"] += 1
        self._evidence.add(name, layout, marks.starts, marks.ends, marks.names)
        if not keep_guids:
            marks.forget_names()
        around = self._read_around(element)
        return replace(around, kind=kind, layout=layout, trouble=trouble, marks=marks)

    def _read_around(self, element: etree._Element) -> ParsedText:
        """What is said of a source as a whole."""
        for child in element:
            name = local_name(child, self._space)
            if name and name not in KNOWN and not name.endswith("Selection"):
                self._project.skipped[name] += 1
        return ParsedText(
            guid=normal_guid(element.get("guid")),
            name=self._name(element),
            kind="text",
            layout=NO_TEXT,
            trouble="",
            marks=Marks(),
            memo=text_of(element.find(f"{self._space}Description")),
            notes=[reference.get("targetGUID") or "" for reference in element.iterchildren(f"{self._space}NoteRef")],
            attributes=list(read_values(element, self._space)),
            whole=[self._marker.read_coding(coding, None) for coding in element.iterchildren(f"{self._space}Coding")],
        )

    def _layout(self, element: etree._Element) -> tuple[TextLayout, str, str]:
        inline = element.find(f"{self._space}PlainTextContent")
        return read_layout(
            self._archive,
            self._name(element),
            None if inline is None else "".join(str(part) for part in inline.itertext()),
            element.get("plainTextPath"),
            line_ends_unsure=self._stream.carriage_returns,
        )

    def _keep(self, text: ParsedText) -> None:
        self._project.texts.append(text)

    def _done(self, element: etree._Element) -> None:
        """Forget a source that was read, and whatever stood before it."""
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]

    def _name(self, element: etree._Element) -> str:
        return without_home(element.get("name") or "")

    def _say(self, where: str, trouble: str, doubt: str) -> None:
        if trouble or doubt:
            self._project.flagged.append((where, trouble or doubt))

    def _count_codings(self, selections: list[etree._Element], what: str) -> None:
        found = sum(1 for selection in selections for _ in selection.iterchildren(f"{self._space}Coding"))
        if found:
            self._project.skipped[what] += found

    def _count_left_marks(self, marks: Marks, what: str) -> None:
        found = len(marks.codes) + sum(len(bad.codings) for bad in marks.bad)
        if found:
            self._project.skipped[what] += found


def read_values(element: etree._Element, space: str) -> Iterator[tuple[str, str]]:
    """The values of variables in a source or case: the variable's identifier and the value as it is written."""
    for value in element.iterchildren(f"{space}VariableValue"):
        reference = value.find(f"{space}VariableRef")
        guid = normal_guid(reference.get("targetGUID")) if reference is not None else ""
        written = next((text_of(child) for child in value if isinstance(child.tag, str) and child is not reference), "")
        if guid and written:
            yield guid, written

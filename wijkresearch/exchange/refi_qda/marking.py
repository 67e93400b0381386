"""Selections and codings in a text: the part of a project file that is large, and so the part that must be fast."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from wijkresearch.exchange.refi_qda.elements import LARGEST, NOBODY, BadMark, Index, Marks


def whole_number(written: str | None) -> int | None:
    """The whole number, or nothing when it is none or larger than any text is long."""
    if written is None or not written.isascii() or "_" in written or len(written) > 12:
        return None
    try:
        number = int(written)
    except ValueError:
        return None
    return number if -LARGEST < number < LARGEST else None


def text_of(element: etree._Element | None) -> str:
    """The text of an element as it stands, or an empty string when there is nothing but white space."""
    written = element.text if element is not None else None
    return written if written and not written.isspace() else ""


def local_name(element: etree._Element, space: str) -> str:
    """The name of an element of the standard (whose tags begin with `space`), or of another with its prefix."""
    if not isinstance(element.tag, str):
        return ""
    if element.tag.startswith(space):
        return element.tag[len(space) :]
    return f"{element.prefix or 'other'}:{etree.QName(element).localname}"


class Marker:
    """Collects the selections and codings of the text that is being read."""

    def __init__(self, namespace: str, codes: Index, users: Index, skipped: Counter[str]) -> None:
        self._space = f"{{{namespace}}}"
        self._coding = f"{self._space}Coding"
        self._code_ref = f"{self._space}CodeRef"
        self._note_ref = f"{self._space}NoteRef"
        self._description = f"{self._space}Description"
        self._codes = codes
        self._users = users
        self._skipped = skipped
        self.marks = Marks()

    def take(self) -> Marks:
        """The marks since the last time: those of the text that just ended."""
        marks, self.marks = self.marks, Marks()
        return marks

    def add_selection(self, element: etree._Element) -> None:
        """Take down a selection with everything in it."""
        start, end = whole_number(element.get("startPosition")), whole_number(element.get("endPosition"))
        if start is None or end is None:
            self._add_bad(element, element.get("startPosition") or "", element.get("endPosition") or "")
        else:
            self.add_mark(element, start, end)

    def add_mark(self, element: etree._Element, start: int, end: int) -> None:
        """Take down what is said in a selection that runs from `start` to `end`."""
        marks = self.marks
        selection = len(marks.starts)
        marks.starts.append(start)
        marks.ends.append(end)
        marks.guids.append(element.get("guid"))
        marks.names.append(element.get("name"))
        maker = element.get("creatingUser")
        for child in element:
            if child.tag == self._coding:
                self._add_coding(child, selection, maker)
            else:
                self._add_remark(child, selection)

    def _add_coding(self, coding: etree._Element, selection: int, maker: str | None) -> None:
        marks = self.marks
        code, user = self.read_coding(coding, maker)
        if len(coding) > 1:
            references = [child.get("targetGUID") or "" for child in coding.iterchildren(self._note_ref)]
            marks.notes += [(selection, len(marks.codes), guid) for guid in references]
        marks.selections.append(selection)
        marks.codes.append(code)
        marks.users.append(user)

    def read_coding(self, coding: etree._Element, maker: str | None) -> tuple[int, int]:
        """The code and the coder of one coding; without a coder of its own, whoever made the selection."""
        reference = coding.find(self._code_ref) if len(coding) != 1 else coding[0]
        named = reference is not None and reference.tag == self._code_ref
        code = self._codes.number(reference.get("targetGUID")) if named and reference is not None else NOBODY
        return code, self._users.number(coding.get("creatingUser") or maker)

    def _add_remark(self, child: etree._Element, selection: int) -> None:
        if child.tag == self._description:
            memo = text_of(child)
            if memo:
                self.marks.memos[selection] = memo
        elif child.tag == self._note_ref:
            self.marks.notes.append((selection, NOBODY, child.get("targetGUID") or ""))
        elif isinstance(child.tag, str):
            self._skipped[local_name(child, self._space)] += 1

    def _add_bad(self, element: etree._Element, start: str, end: str) -> None:
        maker = element.get("creatingUser")
        codings = [self.read_coding(coding, maker) for coding in element.iterchildren(self._coding)]
        memo = text_of(element.find(self._description))
        self.marks.bad.append(BadMark(start[:20], end[:20], codings, memo))

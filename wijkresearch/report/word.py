"""The report as a Word document that a student goes on writing in: headings, numbered captions, a table of contents.

Tables follow APA style: a rule above and below the heading row and below the last row, no vertical lines, the number in
bold above the title. Captions are fields, so that numbers and the table of contents follow when something is moved. A
table that is too wide for an upright page stands on a page on its side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from wijkresearch.report.blocks import (
    SIGNS,
    Block,
    Branch,
    Bullets,
    Contents,
    Figure,
    Finding,
    Heading,
    Links,
    Paragraph,
    Passages,
    Pointer,
    Quote,
    Quotes,
    Strips,
    TableBlock,
    Tree,
    number_blocks,
    on_paper,
    split_bold,
)
from wijkresearch.report.words import CARD, MARKS, WORDS

SHORT_SIDE, LONG_SIDE, MARGIN = Cm(21), Cm(29.7), Cm(2.2)
WIDTH, TALLEST = SHORT_SIDE - 2 * MARGIN, Cm(21)
"""Room for a picture or a table: the width of the text, and a height that leaves place for a caption."""
CHARACTER, PADDING = Cm(0.18), Cm(0.12)
"""How wide a letter of a table is at most, on average, and the white on either side of a cell."""
STRIP = (0.26, 0.32, 0.42)
"""How a strip of people divides the width: the case, the marks, and what they come to."""
INDENT = Cm(0.8)
LONGEST = 60
"""A text with more characters than this stands on more lines, however wide its column."""
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
LINK = RGBColor(0x00, 0x53, 0x8A)
RULE = {"val": "single", "sz": "8", "space": "0", "color": "000000"}


def report_document(blocks: Iterable[Block], *, title: str, language: str, on_its_side: bool = False) -> Any:
    """The report as a python-docx document, without author or date in its properties.

    Args:
        blocks: the report.
        title: title in the document's properties.
        language: `nl` or `en`.
        on_its_side: is the whole document on pages on their side?
    """
    listed = on_paper(blocks)
    writer = _Writer(title, language, number_blocks(listed), on_its_side=on_its_side)
    for block in listed:
        writer.write(block)
    return writer.document


class _Writer:
    """Adds blocks to a document, counting tables and figures."""

    def __init__(self, title: str, language: str, named: Mapping[str, tuple[str, int]], *, on_its_side: bool) -> None:
        self.document = Document()
        self.on_its_side = on_its_side
        self.named = named
        self.words, self.card, self.marks = WORDS[language], CARD[language], MARKS[language]
        self.counts = {"table": 0, "figure": 0}
        self.bookmarks = 0
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, "", ""
        properties.language = LANGUAGES[language]
        self._set_styles(language)
        section = self.document.sections[0]
        _lay(section, on_its_side=on_its_side)
        section.left_margin = section.right_margin = MARGIN
        section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_field(section.footer.paragraphs[0], "PAGE", "1")

    def _set_styles(self, language: str) -> None:
        """One typeface, the language of the spelling checker, and captions that are read as text."""
        styles = self.document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
        for mark in styles.element.iter(qn("w:lang")):
            mark.set(qn("w:val"), LANGUAGES[language])
        caption = styles["Caption"]
        caption.font.bold, caption.font.size, caption.font.color.rgb = False, Pt(10), RGBColor(0, 0, 0)
        caption.paragraph_format.keep_with_next = True

    @singledispatchmethod
    def write(self, block: object) -> None:
        """Add one block."""
        raise TypeError(type(block))

    @write.register
    def _(self, block: Heading) -> None:
        heading = self.document.add_heading(block.text, 0 if block.level == 1 else block.level - 1)
        if block.name:
            self._bookmark(heading, block.name)

    @write.register
    def _(self, block: Contents) -> None:
        self.document.add_paragraph().add_run(block.title).bold = True
        entries = [self.document.add_paragraph(text) for _, text in block.chapters]
        for entry, (name, _) in zip(entries, block.chapters, strict=True):
            entry.paragraph_format.space_after = Pt(0 if entry is not entries[-1] else 10)
            _link_paragraph(entry, name)
        if entries:
            _open_field(entries[0], 'TOC \\o "1-1" \\h \\z \\u')
            _add_mark(entries[-1], "end")

    @write.register
    def _(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph(style="Intense Quote" if block.notice else None)
        _add_rich(paragraph, block.text)

    @write.register
    def _(self, block: Pointer) -> None:
        paragraph = self.document.add_paragraph()
        for piece, named in block.pieces():
            if named:
                kind, number = self.named[piece]
                _add_field(paragraph, f"REF {_bookmark_name(piece)} \\h", f"{self.words[kind]} {number}")
            else:
                paragraph.add_run(piece)

    @write.register
    def _(self, block: Bullets) -> None:
        for item in block.items:
            _add_rich(self.document.add_paragraph(style="List Bullet"), item)

    @write.register
    def _(self, block: Links) -> None:
        for line in block.printed():
            self.document.add_paragraph(line)

    @write.register
    def _(self, block: Figure) -> None:
        shape = self.document.add_picture(BytesIO(block.png), width=WIDTH)
        if shape.height > TALLEST:
            shape.width, shape.height = int(shape.width * TALLEST / shape.height), TALLEST
        shape._inline.docPr.set("descr", block.alt)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption("figure", block.caption, block.name)

    @write.register
    def _(self, block: TableBlock) -> None:
        widths = _column_widths(block, on_its_side=self.on_its_side)
        turned = sum(widths) > WIDTH and not self.on_its_side
        if turned:
            self._turn_page(on_its_side=True)
        self._caption("table", block.caption, block.name)
        table = self.document.add_table(rows=1, cols=len(block.headings))
        _mark_heading_row(table.rows[0])
        for place, (cell, heading) in enumerate(zip(table.rows[0].cells, block.headings, strict=True)):
            _fill_cell(cell, heading, bold=True, right=place in block.numeric)
        for place, row in enumerate(block.rows):
            _add_row(table, row, place, block)
        _set_widths(table, widths)
        _rule_table(table)
        note = self.document.add_paragraph()
        note.paragraph_format.space_before = Pt(3)
        if block.note:
            note.add_run(f"{self.words['note']} ").italic = True
        _add_rich(note, " ".join(filter(None, (block.note, block.source))))
        if turned:
            self._turn_page(on_its_side=False)

    def _turn_page(self, *, on_its_side: bool) -> None:
        """What follows stands on a new page, upright or on its side."""
        _lay(self.document.add_section(WD_SECTION.NEW_PAGE), on_its_side=on_its_side)

    @write.register
    def _(self, block: Passages) -> None:
        self._bookmark(self.document.add_heading(block.title, 2), block.name)
        for who, stance, silent, quoted in block.speakers():
            paragraph = self.document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{who}, ")
            paragraph.add_run(stance).italic = True
            paragraph.add_run(f": {', '.join(silent)}")
            for segment, words in quoted:
                paragraph.add_run(f" “{words}” ({segment})")

    @write.register
    def _(self, block: Strips) -> None:
        table = self.document.add_table(rows=0, cols=3)
        for strip in block.strips:
            cells = table.add_row().cells
            _fill_cell(cells[0], strip.place)
            _fill_cell(cells[1], strip.signs())
            _fill_cell(cells[2], f"{strip.counted}{strip.said and f' **{strip.said}**'}")
        _set_widths(table, [int(WIDTH * share) for share in STRIP])
        key = [f"{sign} {self.marks[block.unit][state]}" for sign, state in block.key()]
        key += [f"{SIGNS[shape][1]} {label}" for shape, label in block.perspectives()]
        self._small("   ".join(key))

    @write.register
    def _(self, block: Quotes) -> None:
        for quote in block.quotes:
            self._quote(quote)

    def _quote(self, quote: Quote) -> None:
        paragraph = self.document.add_paragraph(f"‘{quote.words}’ ")
        paragraph.paragraph_format.left_indent = INDENT
        paragraph.paragraph_format.keep_together = True
        paragraph.add_run(f"{quote.who} · {quote.segment}").font.size = Pt(9)

    def _small(self, text: str) -> None:
        if text:
            self.document.add_paragraph().add_run(text).font.size = Pt(8.5)

    @write.register
    def _(self, block: Tree) -> None:
        self._branch(block.root, 0)

    def _branch(self, branch: Branch, depth: int) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = int(INDENT * depth)
        paragraph.paragraph_format.space_after = Pt(2)
        _add_rich(paragraph, f"**{branch.said}** {branch.text}")
        for part in branch.parts:
            self._branch(part, depth + 1)

    @write.register
    def _(self, block: Finding) -> None:
        self._bookmark(self.document.add_heading(f"{block.claim} {block.text}", 3), block.name)
        for said in (f"**{block.headline}**", f"**{self.card['rule']}** {' '.join(block.rule)}" if block.rule else ""):
            if said:
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.keep_with_next = True
                _add_rich(paragraph, said)
        self.write(block.strips)
        self.write(Quotes(block.quotes))
        _add_rich(self.document.add_paragraph(), f"**{self.card['against_heading']}.** {' '.join(block.against)}")
        self.write(Quotes(block.opposed))
        _add_rich(self.document.add_paragraph(), f"**{self.card['tips_heading']}.** {' '.join(block.tips)}")
        for link, said in block.links:
            _link_paragraph(self.document.add_paragraph(said), link[1:])

    def _bookmark(self, paragraph: Any, name: str) -> None:
        """A place in the document that links lead to."""
        self._begin_bookmark(paragraph, name)
        self._end_bookmark(paragraph)

    def _begin_bookmark(self, paragraph: Any, name: str) -> None:
        self.bookmarks += 1
        paragraph._p.append(_mark("w:bookmarkStart", id=str(self.bookmarks), name=_bookmark_name(name)))

    def _end_bookmark(self, paragraph: Any) -> None:
        paragraph._p.append(_mark("w:bookmarkEnd", id=str(self.bookmarks)))

    def _caption(self, kind: str, text: str, name: str) -> None:
        """A caption; its label is a bookmark, so that the text of the report and of who writes on can refer to it."""
        self.counts[kind] += 1
        word = self.words[kind]
        paragraph = self.document.add_paragraph(style="Caption")
        if name:
            self._begin_bookmark(paragraph, name)
        paragraph.add_run(f"{word} ").bold = True
        _add_field(paragraph, f"SEQ {word} \\* ARABIC", str(self.counts[kind]))
        if name:
            self._end_bookmark(paragraph)
        paragraph.add_run(f"\n{text}" if kind == "table" else f"  {text}").italic = True


def _mark(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _add_rich(paragraph: Any, text: str) -> None:
    for piece, bold in split_bold(text):
        paragraph.add_run(piece).bold = bold or None


def _add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A Word field with what it shows until Word brings it up to date."""
    _add_mark(paragraph, "begin")
    _add_instruction(paragraph, instruction)
    _add_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _add_mark(paragraph, "end")


def _open_field(paragraph: Any, instruction: str) -> None:
    """Begin a field before what stands in a paragraph already; a mark `end` closes it."""
    runs = [_add_mark(paragraph, "begin"), _add_instruction(paragraph, instruction), _add_mark(paragraph, "separate")]
    first = next(child for child in paragraph._p if child.tag != qn("w:pPr"))
    for run in runs:
        first.addprevious(run._r)


def _add_mark(paragraph: Any, kind: str) -> Any:
    """The `begin`, `separate` or `end` of a field, in a run of its own."""
    run = paragraph.add_run()
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)
    return run


def _add_instruction(paragraph: Any, instruction: str) -> Any:
    run = paragraph.add_run()
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = instruction
    run._r.append(element)
    return run


def _bookmark_name(name: str) -> str:
    """Word allows letters, digits and underscores in the name of a bookmark, and no digit first."""
    allowed = name.replace("-", "_")
    return f"_{allowed}" if allowed[:1].isdigit() else allowed


def _add_row(table: Any, row: tuple[str, ...], at: int, block: TableBlock) -> None:
    added = table.add_row()
    cells = added.cells
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
        _fill_cell(cell, text, right=place in block.numeric)
        if link := block.links.get((at, place)):
            _link_paragraph(cell.paragraphs[0], link[1:])


def _link_paragraph(paragraph: Any, name: str) -> None:
    """Make the text of a paragraph a link to a bookmark."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _bookmark_name(name))
    for run in paragraph.runs:
        run.font.color.rgb, run.font.underline = LINK, True
        link.append(run._r)
    paragraph._p.append(link)


def _lay(section: Any, *, on_its_side: bool) -> None:
    """Lay the pages of a section upright or on their side."""
    section.orientation = WD_ORIENT.LANDSCAPE if on_its_side else WD_ORIENT.PORTRAIT
    sides = (LONG_SIDE, SHORT_SIDE) if on_its_side else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = sides


def _column_widths(block: TableBlock, *, on_its_side: bool = False) -> list[int]:
    """Columns with room for their longest word that fill the page, or the page on its side; sentences get the rest."""
    lengths = block.column_lengths()
    least = [CHARACTER * (word + 1) + 2 * PADDING for word, _ in lengths]
    longer = [1 + min(text, LONGEST) - min(word, LONGEST) for word, text in lengths]
    room = WIDTH if sum(least) <= WIDTH and not on_its_side else LONG_SIDE - 2 * MARGIN
    over = max(room - sum(least), 0)
    return [int(width + over * more / sum(longer)) for width, more in zip(least, longer, strict=True)]


def _set_widths(table: Any, widths: list[int]) -> None:
    _set_padding(table)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _set_padding(table: Any) -> None:
    """The white on either side of what a cell holds."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(int(PADDING.twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _fill_cell(cell: Any, text: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    _add_rich(paragraph, text)
    paragraph.paragraph_format.space_after = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in paragraph.runs:
        run.font.size = Pt(9)
        run.bold = bold or run.bold


def _mark_heading_row(row: Any) -> None:
    """Say that a row is a heading, so that Word repeats it on the next page and a screen reader calls it one."""
    for name in ("w:cantSplit", "w:tblHeader"):
        row._tr.get_or_add_trPr().append(OxmlElement(name))
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _rule_table(table: Any) -> None:
    rows = table.rows
    for cell in rows[0].cells:
        _rule_cell(cell, "top", "bottom")
    for cell in rows[-1].cells:
        _rule_cell(cell, "bottom")


def _rule_cell(cell: Any, *sides: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in RULE.items():
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)

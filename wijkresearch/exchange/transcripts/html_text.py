"""The text of an HTML page as Taguette keeps it, and the way from its positions (bytes of UTF-8) to characters.

Taguette counts the bytes of the text between tags. Where a paragraph ends without a line break between the tags, the
text gets one, so that words do not run together; positions follow. White space before the first tag is not counted, as
its parser (html5lib) drops it, nor a line end right after `<pre>`; all other white space is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

from wijkresearch.exchange.transcripts.canonical import PositionMap, canonical

BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr",
}  # fmt: skip
UNSEEN = {"script", "style", "head", "title"}


@dataclass(frozen=True)
class HtmlText:
    """The canonical text of a page, and where each byte of its source text is in it."""

    text: str = field(repr=False)
    _bytes: tuple[int, ...] = field(repr=False)
    _shown: tuple[int, ...] = field(repr=False)
    _positions: PositionMap = field(repr=False)

    def passage(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of a passage that is given in bytes; a cut letter is taken in whole."""
        first = max(bisect_right(self._bytes, start) - 1, 0)
        last = min(bisect_left(self._bytes, end), len(self._bytes) - 1)
        after = self._shown[last - 1] + 1 if last else 0
        return self._positions.passage(self._shown[first], after)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, bool]] = []
        self.unseen = 0
        self.begun = False
        self.last = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        self.begun, self.last = True, tag
        self.unseen += tag in UNSEEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN and self.unseen > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        data = data.replace("\r\n", "\n").replace("\r", "\n")
        counted = data.removeprefix("\n") if self.last == "pre" else data if self.begun else data.lstrip()
        self.begun, self.last = self.begun or bool(counted), ""
        if not self.unseen and counted:
            self.parts.append((counted, True))

    def _break(self, tag: str) -> None:
        if tag in BLOCKS and self.parts and not self.parts[-1][0].endswith("\n"):
            self.parts.append(("\n", False))


def read_html(source: str) -> HtmlText:
    r"""The text of a page, with a line for each paragraph.

    >>> page = read_html("<p>Eén <b>loket</b></p><p>dicht</p>")
    >>> page.text, page.passage(5, 10)
    ('Eén loket\ndicht', (4, 9))
    """
    reader = _Reader()
    last = source.rfind(">") + 1
    # html.parser needs minutes for a long row of tags that never end
    reader.feed(source[:last] + source[last:].replace("<", "&lt;"))
    reader.close()
    whole = "".join(part for part, _ in reader.parts)
    text = whole.lstrip()
    before = len(whole) - len(text)
    counted = [character for part, own in reader.parts for character in (part if own else [])]
    shown = [
        position - before for (part, own), begin in zip(reader.parts, _begins(reader.parts), strict=True) if own
        for position in range(begin, begin + len(part))
    ]  # fmt: skip
    sizes = [len(character.encode("utf-8", "surrogatepass")) for character in counted]
    made = canonical(text)
    return HtmlText(made.text, (0, *accumulate(sizes)), (*shown, len(text)), made.positions)


def _begins(parts: list[tuple[str, bool]]) -> list[int]:
    return [0, *accumulate(len(part) for part, _ in parts)][: len(parts)]

r"""The text of .rtf files as a reader sees it: without deleted, moved and hidden text, comments, notes and headers.

striprtf 0.0.35 leaves notes, comments and headers out but keeps deleted (`\deleted`), moved (`\mvf`) and hidden (`\v`)
text, so that is taken out before. Whatever is left out is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from striprtf.striprtf import destinations, rtf_to_text

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\(?:'[0-9a-fA-F]{2}|.)|[{}]|[^\\{}]+|\\", re.DOTALL
)
UNSEEN = {"deleted": "deleted passages", "mvf": "moved passages", "v": "hidden passages"}
APART = {"annotation": "comments", "footnote": "footnotes"} | dict.fromkeys(
    (f"{place}{page}" for place in ("header", "footer") for page in ("", "l", "r", "f")), "page headers and footers"
)
PRINTING = {
    "u", "tab", "line", "emdash", "endash", "emspace", "enspace", "qmspace", "bullet", "lquote", "rquote", "ldblquote",
    "rdblquote",
}  # fmt: skip
ROW_END = re.compile(r"\|(?:\n|\Z)")


@dataclass(frozen=True)
class _Group:
    """What holds within a pair of braces: which text is not seen, and what a group that is no text is counted as."""

    unseen: frozenset[str] = frozenset()
    destination: bool = False
    apart: str = ""


class _Sieve:
    """Takes unseen text out of RTF and counts its passages."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.left_out: Counter[str] = Counter()
        self.groups = [_Group()]
        self.passage: frozenset[str] = frozenset()

    def take(self, part: str, word: str, number: str) -> None:
        group = self.groups[-1]
        if part == "{":
            self.groups.append(group)
        elif part == "}":
            self._close()
        elif part == r"\*" or word:
            self._control(word, number)
        elif group.apart and any(map(str.isalpha, part)):
            self._count_apart(group.apart)
        if self._is_seen(part, word):
            self.kept.append(part)

    def _close(self) -> None:
        if len(self.groups) > 1:
            self.groups.pop()

    def _count_apart(self, kind: str) -> None:
        """Count what is no text at its first letter, once for all groups that it is made of."""
        self.left_out[kind] += 1
        depth = len(self.groups) - 1
        while self.groups[depth].apart:
            self.groups[depth] = replace(self.groups[depth], apart="")
            depth -= 1

    def _control(self, word: str, number: str) -> None:
        group = self.groups[-1]
        if word in UNSEEN:
            kind = frozenset({UNSEEN[word]})
            group = replace(group, unseen=group.unseen - kind if number == "0" else group.unseen | kind)
        elif word == "plain":
            group = replace(group, unseen=frozenset())
        elif not word or word in destinations:
            group = replace(group, destination=True, apart=APART.get(word, group.apart))
        self.groups[-1] = group

    def _is_seen(self, part: str, word: str) -> bool:
        group = self.groups[-1]
        is_text = (word in PRINTING or not word) and part not in ("{", "}", r"\*")
        if group.destination or not is_text:
            return True
        if part.strip():
            self.left_out.update(group.unseen - self.passage)
            self.passage = group.unseen
        return not group.unseen


def read_rich_text(rtf: str) -> tuple[str, Counter[str], list[list[tuple[int, int]]]]:
    """The text of RTF, how much of what was left out, and the cells of each row of its tables as places in the text.

    Raises:
        ValueError: what striprtf raises on damaged control words, in one of many classes.
    """
    sieve = _Sieve()
    for token in _tokens(rtf):
        sieve.take(token[0], token["word"] or "", token["number"] or "")
    # striprtf returns an emoji as two halves of a UTF-16 pair
    text = (
        rtf_to_text("".join(sieve.kept), errors="strict").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    return text, sieve.left_out, list(_rows(text)) if r"\cell" in rtf else []


def _tokens(rtf: str) -> Iterator[re.Match[str]]:
    """The parts of RTF, without binary data, in which braces mean nothing."""
    position = 0
    while token := TOKEN.match(rtf, position):
        position = token.end()
        if token["word"] == "bin":
            position += max(0, int(token["number"] or 0))
        else:
            yield token


def _rows(text: str) -> Iterator[list[tuple[int, int]]]:
    """The cells of each row: striprtf ends each cell with a bar and each row with a line end."""
    begin = 0
    for end in ROW_END.finditer(text):
        above = text[begin : text.index("|", begin)].rstrip()
        goes_on = begin and "\n\n" not in above
        first = begin if goes_on else begin + above.rfind("\n") + 1
        bars = [first + bar.start() for bar in re.finditer(r"\|", text[first : end.start() + 1])]
        yield list(zip([first, *(bar + 1 for bar in bars)], bars, strict=False))
        begin = end.end()

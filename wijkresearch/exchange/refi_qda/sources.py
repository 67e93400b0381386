"""The texts of a project: where their words are, in which encoding, and what to say when they are not there."""

from __future__ import annotations

import codecs

from wijkresearch.exchange.refi_qda.archive import Archive
from wijkresearch.exchange.refi_qda.positions import NO_TEXT, TextLayout, lay_out

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")


def decode_text(content: bytes) -> tuple[str, str]:
    """The text with its byte-order mark, and a sentence on the encoding where a person should look at it.

    A byte-order mark decides; otherwise UTF-8 as the standard prescribes, then UTF-16 without a mark, then
    Windows-1252. Bytes are never replaced.

    Raises:
        ValueError: it is no text in any of these.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            doubt = "" if encoding == "utf-8" else f"is {encoding[:6].upper()}, not UTF-8; read as such"
            return content.decode(encoding), doubt
    if content.startswith(NOT_TEXT):
        raise ValueError("a document of another kind")
    guessed = _utf16_without_mark(content)
    if guessed:
        return content.decode(guessed), "is UTF-16 without a mark; read as such"
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return content.decode("cp1252"), "is not UTF-8; read as Windows-1252: check é and ë"


def _utf16_without_mark(content: bytes) -> str:
    if len(content) < 4 or len(content) % 2 or b"\0" not in content:
        return ""
    enough = len(content) * 0.2
    if content[1::2].count(0) > enough:
        return "utf-16-le"
    return "utf-16-be" if content[0::2].count(0) > enough else ""


def read_layout(
    archive: Archive, name: str, inline: str | None, reference: str | None, *, line_ends_unsure: bool
) -> tuple[TextLayout, str, str]:
    """The layout of a text, what is wrong when there is none, and what to check about its encoding.

    Args:
        archive: where the texts are.
        name: name of the source, for messages.
        inline: the text where it stands in the XML itself.
        reference: what the XML points to.
        line_ends_unsure: could the XML parser have joined CRLF to LF?
    """
    if not reference:
        if inline is None:
            return NO_TEXT, "the project gives no plain text of it", ""
        return lay_out(inline, line_ends_unsure=line_ends_unsure), "", ""
    content = archive.read_text(reference, name)
    if content is None:
        return NO_TEXT, "its text is not in the archive", ""
    try:
        raw, doubt = decode_text(content)
    except ValueError:
        return NO_TEXT, "its plain text is no text that can be read", ""
    return lay_out(raw), "", doubt

"""Subtitles in TTML (.ttml, .dfxp): each paragraph, by its agent where one is named.

A time counts from the beginning of what it stands in; it is a clock (`00:00:01.5`, `00:00:01:12` with frames) or a
number with a unit (`1.5s`, `36f`, `15000t`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import Said, in_seconds, piece, said

CLOCK = re.compile(r"(?P<clock>\d{2,}:\d{2}:\d{2}(?:\.\d+)?)(?::(?P<frames>\d{2,})(?:\.\d+)?)?")
OFFSET = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>h|ms|m|s|f|t)")
UNSEEN = ("metadata", "agent", "desc", "title", "set")
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
USUAL_FRAMES = 30.0


def read_ttml(root: etree._Element) -> Said:
    """What was said in the paragraphs."""
    names = {agent.get(XML_ID, ""): agent.findtext("{*}name") or "" for agent in root.iter("{*}agent")}
    units = _units(root)
    paragraphs = (list(_texts(paragraph)) for paragraph in root.iter("{*}p"))
    return said("subtitles", *(_pieces(texts, names, units) for texts in paragraphs))


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every stretch of text with the element that it stands in, in the order of reading."""
    yield element, " " if etree.QName(element).localname == "br" else element.text or ""
    for child in element.iterchildren(tag=etree.Element):
        if etree.QName(child).localname not in UNSEEN:
            yield from _texts(child)
        yield element, child.tail or ""


def _pieces(texts: list[tuple[etree._Element, str]], names: dict[str, str], units: dict[str, float]) -> list[Piece]:
    """Stretches of one agent after each other are one piece; white space is of whoever spoke before it."""
    pieces: list[tuple[str, str, float | None]] = []
    for element, words in texts:
        agent = _agent(element, names)
        if pieces and (not words.strip() or agent == pieces[-1][0]):
            speaker, before, seconds = pieces[-1]
            pieces[-1] = (speaker, before + words, seconds)
        elif words.strip():
            pieces.append((agent, words, _begin(element, units)))
    return [piece(*one) for one in pieces] or [piece("", "")]


def _agent(element: etree._Element, names: dict[str, str]) -> str:
    above = (_attribute(one, "agent") for one in (element, *element.iterancestors()))
    agents = next(filter(None, above), "")
    return ", ".join(names.get(agent) or agent for agent in agents.split())


def _begin(element: etree._Element, units: dict[str, float]) -> float | None:
    begins = [_seconds(one.get("begin", ""), units) for one in (element, *element.iterancestors()) if one.get("begin")]
    known = [begin for begin in begins if begin is not None]
    return round(sum(known), 3) if known and len(known) == len(begins) else None


def _seconds(time: str, units: dict[str, float]) -> float | None:
    offset, clock = OFFSET.fullmatch(time), CLOCK.fullmatch(time)
    if offset:
        return in_seconds(float(offset["number"]) * units[offset["unit"]])
    if clock is None:
        return None
    hours, minutes, seconds = (float(part) for part in clock["clock"].split(":"))
    return in_seconds(hours * 3600 + minutes * 60 + seconds + float(clock["frames"] or 0) * units["f"])


def _units(root: etree._Element) -> dict[str, float]:
    """How many seconds each unit lasts; a frame and a tick as the file says."""
    times, parts = 1.0, 1.0
    with suppress(ValueError):
        times, parts = (float(part) for part in _attribute(root, "frameRateMultiplier").split())
    frames = _positive(_attribute(root, "frameRate"), USUAL_FRAMES) * times / (parts or 1.0)
    usual = frames if _attribute(root, "frameRate") else 1.0
    ticks = _positive(_attribute(root, "tickRate"), usual)
    return {"h": 3600, "m": 60, "s": 1, "ms": 0.001, "f": 1 / (frames or USUAL_FRAMES), "t": 1 / (ticks or 1.0)}


def _positive(number: str, otherwise: float) -> float:
    return float(number) if re.fullmatch(r"\d{1,9}", number) and int(number) else otherwise


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname == name), "")

"""Transcripts in XML, recognised by the element that everything is in, never by the name of the file."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import parse_xml
from wijkresearch.exchange.transcripts.elan import read_elan
from wijkresearch.exchange.transcripts.exmaralda import read_exmaralda
from wijkresearch.exchange.transcripts.folia import read_folia
from wijkresearch.exchange.transcripts.structured import Said
from wijkresearch.exchange.transcripts.ttml import read_ttml

ROOTS: dict[str, Callable[[etree._Element], Said]] = {
    "ANNOTATION_DOCUMENT": read_elan,
    "basic-transcription": read_exmaralda,
    "FoLiA": read_folia,
    "tt": read_ttml,
}


def read_xml(content: bytes, where: str) -> Said:
    """What was said in an XML file.

    Raises:
        StudyError: it is no XML, has a document type, or is of no form that is known.
    """
    root = parse_xml(content, where)
    reader = ROOTS.get(etree.QName(root).localname)
    if reader is None:
        expected = f"one of the elements {', '.join(ROOTS)} around everything"
        raise StudyError(Problem(where, "this XML is no transcript of a form that is known here", expected))
    return reader(root)

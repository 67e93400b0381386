"""Files of oTranscribe (.otr): JSON around a page of HTML, with a time stamp wherever the writer put one.

The text is the one that oTranscribe shows: a line a paragraph, each time stamp where it stands. Who speaks is found as
in a text file.
"""

from __future__ import annotations

import html
import re

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts.json_files import parse_json

LINE = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def read_otr(content: str, where: str) -> str:
    """The text of a file of oTranscribe.

    Raises:
        StudyError: it is no JSON, or has no text.
    """
    page = parse_json(content, where).get("text")
    if not isinstance(page, str):
        raise StudyError(Problem(where, "the JSON holds no text", "a file of oTranscribe, with its text under 'text'"))
    lines = LINE.sub("\n", " ".join(page.split("\n"))).split("\n")
    shown = (html.unescape(TAG.sub("", line)).strip(" ") for line in lines)
    return "\n".join(line for line in shown if line.strip())

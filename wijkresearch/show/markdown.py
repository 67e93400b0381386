"""Sentences as a notebook shows them: their bold, lists and quotes are ours, and what people typed is text.

An image in Markdown is fetched as soon as a notebook is opened, so that somebody else learns who reads it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.display import Markdown

BEGINS = re.compile(r"(\\.)|([\[\]<])", re.DOTALL)
"""A sign that is text already, or one that begins an image, a link or HTML, which no sentence of ours has."""
SIGNS = frozenset("\\`*_[]#|~$")


def show_said(said: str) -> Markdown:
    r"""A sentence in Markdown in which an image, a link and HTML are shown as they were typed.

    >>> show_said("**Let op** ![x](http://example.org/x.png)").data
    '**Let op** !\\[x\\](http://example.org/x.png)'

    Args:
        said: what a function of `show` says.
    """
    from IPython.display import Markdown  # noqa: PLC0415 - only in a notebook

    return Markdown(BEGINS.sub(lambda found: found[1] or f"\\{found[2]}", said))


def plain(words: str) -> str:
    """Words in which Markdown and HTML see no mark-up."""
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in escape(words, quote=False))

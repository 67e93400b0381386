"""Identifiers as the standard has them: 8-4-4-4-12 hexadecimal digits, in any case, with or without braces."""

from __future__ import annotations

import re
import uuid

NAMESPACE = uuid.UUID("6f1c2a0e-8f5b-5d7c-9a55-2f1f3f3b8d10")
PATTERN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOME = re.compile(r"(?i)(?:[a-z]:)?[\\/]+(?:users|home|documents and settings|gebruikers)[\\/]+[^\\/]+")


def normal_guid(written: str | None) -> str:
    """The identifier in lower case without braces and spaces, so that two ways to write it are one.

    >>> normal_guid("{AAAAAAAA-0000-4000-8000-00000000000F}")
    'aaaaaaaa-0000-4000-8000-00000000000f'
    """
    return (written or "").strip().strip("{}").lower()


def written_guid(guid: str) -> str:
    """The identifier as it is written in files: upper case without braces, which every program reads."""
    return guid.upper()


def made_guid(*parts: object) -> str:
    """An identifier made from what it stands for: the same parts give the same identifier.

    >>> made_guid("code", "fikser") == made_guid("code", "fikser") != made_guid("code", "netwerker")
    True
    """
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts)))


def is_guid(guid: str) -> bool:
    """Is this an identifier as the standard has them, in lower case without braces?"""
    return PATTERN.fullmatch(guid) is not None


def without_home(text: str) -> str:
    r"""The text without the home folder of whoever exported it, which holds a person's name.

    >>> without_home(r"C:\Users\jansen\Interview 1.docx")
    'Interview 1.docx'
    """
    return HOME.sub("", text).lstrip("\\/") if HOME.search(text) else text

"""The language in which problems are told: that of the study, found without reading the study, which may be broken."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Collection
from pathlib import Path

from wijkresearch.errors import StudyError, Tell
from wijkresearch.io.store import find_root, list_studies
from wijkresearch.words import LANGUAGES
from wijkresearch.words.problems import problems_in

CHOSEN = "WIJK_LANGUAGE"
"""Where somebody may set the language of problems: `nl` or `en`."""
SPOKEN = re.compile(rb"^language:[ \t]*[\"']?(\w+)", re.MULTILINE)
BY_DEFAULT = "nl"
"""The language of a study that does not say it."""


def tell_problems(*named: str, root: Path | None = None) -> Tell:
    """What tells problems in the language of a study.

    Args:
        named: words among which the name of the study may be, such as what was typed after `wijk`.
        root: the project's folder; found from the working folder by default.
    """
    try:
        return problems_in(language_of_problems(root or find_root(), named))
    except (StudyError, OSError):
        return problems_in(_chosen() or _of_system())


def language_of_problems(root: Path, named: Collection[str] = ()) -> str:
    """`WIJK_LANGUAGE`, or else the language of the study that is named, of any study, or of the system.

    Args:
        root: the project's folder.
        named: words among which the name of the study may be.
    """
    studies = list_studies(root)
    asked = [study for study in studies if study in named] or studies
    spoken = {_of_study(root / "data" / "raw" / study / "study.yml") for study in asked}
    of_studies = next((language for language in LANGUAGES if language in spoken), "")
    return _chosen() or of_studies or _of_system()


def _chosen() -> str:
    chosen = os.environ.get(CHOSEN, "")
    return chosen if chosen in LANGUAGES else ""


def _of_study(file: Path) -> str:
    """The language that a study.yml names; empty for a file that cannot be opened."""
    try:
        found = SPOKEN.search(file.read_bytes())
    except OSError:
        return ""
    return found[1].decode() if found else BY_DEFAULT


def _of_system() -> str:
    name = (locale.getlocale()[0] or "").lower()
    return "nl" if name.startswith(("nl", "dutch")) else "en"

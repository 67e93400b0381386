"""What is put on a page when something that it rests on is no longer the same, and taken off when it is again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from wijkresearch.io.store import reports_folder, write_text
from wijkresearch.words import catalogue, text

MARKS = text("stale", "mark")
NOTICES = text("stale", "notice")
UNREADABLE = text("stale", "unreadable")
"""What stands above a page of a study that can no longer be read."""
REASONS = catalogue("stale.reasons")
LANGUAGE = re.compile(r'<html lang="(\w+)">')
NOTICE = re.compile(r'<p class="notice stale">.*?</p>\n', re.DOTALL)
MARK = re.compile(r" <mark>[^<]*</mark>")


def say_stale(stale: pd.DataFrame) -> dict[str, str]:
    """Language to the sentence above a page: which verdicts no longer hold, and why; empty when all of them do.

    Args:
        stale: STALE_VERDICTS.
    """
    if stale.empty:
        return {}
    own = stale[stale["kind"] != "part"].drop_duplicates(["kind", "item"])
    claims = ", ".join(stale["claim"].drop_duplicates())
    reasons = {
        language: "; ".join(words[row.kind].format(item=row.item) for row in own.itertuples())
        for language, words in REASONS.items()
    }
    return {language: text.format(reasons=reasons[language], claims=claims) for language, text in NOTICES.items()}


def mark_page(content: str, notices: Mapping[str, str], *, claims: Collection[str] = ()) -> str:
    r"""The page with the notice under its title and a mark beside each of the claims, in place of earlier ones.

    Args:
        content: a page of the report.
        notices: language to what stands above the page; without any, the page as it was made.
        claims: ids of the claims to mark, where they head a row of a table, a finding or an item of a list.

    >>> page = '<html lang="nl"><h1>Titel</h1>\n<th scope="row">C1</th>'
    >>> print(mark_page(page, {"nl": "Verouderd."}, claims=["C1"]))
    <html lang="nl"><h1>Titel</h1>
    <p class="notice stale">Verouderd.</p>
    <th scope="row">C1 <mark>verouderd</mark></th>
    """
    made = MARK.sub("", NOTICE.sub("", content))
    language = LANGUAGE.search(made)
    if not notices or language is None:
        return made
    notice = f'</h1>\n<p class="notice stale">{notices[language[1]]}</p>\n'
    marked = made.replace("</h1>\n", notice, 1)
    names = "|".join(re.escape(claim) for claim in claims)
    heads = re.compile(
        rf'(<th scope="row">(?:<a [^>]*>)?(?:{names})(?:</a>)?|<span class="claim">(?:{names})|'
        rf"<li><strong>(?:{names})</strong>)(?=[< ])"
    )
    return heads.sub(rf"\1 <mark>{MARKS[language[1]]}</mark>", marked) if claims else marked


def mark_pages(root: Path, results: str, notices: Mapping[str, str], *, claims: Collection[str] = ()) -> list[Path]:
    """Put a notice above every page of the results and a mark beside the claims, or take them off; what was written.

    Args:
        root: the project's folder.
        results: the folder of the results.
        notices: language to what stands above the pages; without any, the pages become what the run made.
        claims: ids of the claims to mark.
    """
    written = []
    for path in sorted(reports_folder(results, root).glob("*.html")):
        before = path.read_text(encoding="utf-8")
        after = mark_page(before, notices, claims=claims)
        if after != before:
            written.append(write_text(path, after))
    return written

"""Marks the pages of the last report when what they rest on has changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from wijkresearch.io.store import reports_folder, write_text
from wijkresearch.show.stale import mark_page


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

"""The entry to a study's results: a page that links to everything that a run left."""

from __future__ import annotations

from html import escape
from pathlib import Path

from wijkresearch.io.store import reports_folder, write_text


def publish(root: Path, study: str) -> list[Path]:
    """Write `reports/<study>/index.html`, with a link to each executed notebook, and return what was written."""
    folder = reports_folder(study, root)
    links = "\n".join(
        f'<li><a href="{escape(path.name)}">{escape(path.stem)}</a></li>' for path in sorted(folder.glob("*.ipynb"))
    )
    page = f"""<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(study)}</title></head>
<body><main><h1>{escape(study)}</h1>
<ul>
{links}
</ul></main></body>
</html>
"""
    return [write_text(folder / "index.html", page)]

"""Pages that stand on their own: one style, readable on a phone and in print, and no request to anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import mistune
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from wijkresearch.report.templating import render
from wijkresearch.words import say, text

ARITHMETIC = "arithmetic"
"""The tag of a cell in which a reader follows how the central result comes about."""
CODE = HtmlFormatter(nowrap=False, noclasses=False)
OVERVIEW = text("pages", "overview")
MARKDOWN = mistune.create_markdown(escape=True, plugins=["table"])


def page(body: str, *, title: str, language: str = "nl", home: str = "") -> str:
    """A whole HTML page around its body.

    Args:
        body: HTML of the page's content.
        title: title of the page.
        language: language of the page.
        home: where the link back to the entry leads; no link when empty.
    """
    return template_page("page.html", body=body, title=title, language=language, home=home)


def template_page(template: str, *, title: str, language: str = "nl", home: str = "", **values: object) -> str:
    """A page made with a template that fills in the whole page.

    Args:
        template: its name.
        title: title of the page.
        language: language of the page.
        home: where the link back to the entry leads; no link when empty.
        values: what the template asks for besides.
    """
    values |= {"title": title, "language": language, "home": home, "overview": OVERVIEW[language]}
    return f"{render(template, **values)}\n"


def notebook_page(notebook: Mapping[str, Any]) -> str:
    """An executed notebook as a page: prose and outcomes in the open, code folded away.

    Args:
        notebook: the notebook as JSON.
    """
    headings = [""]
    for cell in notebook["cells"]:
        headings.append(_last_heading(cell) or headings[-1])
    cells = [_cell(cell, heading) for cell, heading in zip(notebook["cells"], headings[1:], strict=True)]
    style = CODE.get_style_defs(".highlight")
    title = notebook_title(notebook)
    return template_page(
        "notebook.html", title=title, home="index.html", cells=cells, code_style=style, code_word="code"
    )


def notebook_title(notebook: Mapping[str, Any]) -> str:
    """The first heading of a notebook."""
    sources = (_joined(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    headings = [line.removeprefix("# ") for source in sources for line in source.splitlines() if line.startswith("# ")]
    return headings[0] if headings else ""


def notebook_lead(notebook: Mapping[str, Any]) -> str:
    """The first sentence under the first heading of a notebook."""
    source = next(_joined(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    paragraphs = [part for part in source.split("\n\n") if not part.startswith("#")]
    return paragraphs[0].split("? ")[0] + "?" if paragraphs and "? " in paragraphs[0] else ""


def index_page(
    title: str,
    *,
    groups: Iterable[tuple[str, str, list[tuple[str, str, str]]]],
    facts: Iterable[str],
    **values: Any,
) -> str:
    """The entry to a study's results.

    Args:
        title: title of the study.
        groups: what a reader wants: a name, a heading, and file, name and one sentence for every page that gives it.
        facts: what was run, a line each.
        values: what stands on the first screen: `entry`, `links`, `notice`, `left_out`, `words` and `marks`.
    """
    ran = say("pages", "ran")
    return template_page("index.html", title=title, groups=groups, facts=facts, facts_heading=ran, **values)


def markdown_html(text: str) -> str:
    """Markdown as HTML; raw HTML in it is escaped."""
    return str(MARKDOWN(text))


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _last_heading(cell: Mapping[str, Any]) -> str:
    lines = _joined(cell["source"]).splitlines() if cell["cell_type"] == "markdown" else []
    headings = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    return headings[-1] if headings else ""


def _cell(cell: Mapping[str, Any], heading: str) -> dict[str, Any]:
    """The code of a cell and what it shows, as HTML; prose shows itself, and arithmetic to follow is open."""
    source = _joined(cell["source"])
    if cell["cell_type"] == "markdown":
        return {"code": "", "open": False, "shown": markdown_html(source)}
    outputs = [_output(output, heading) for output in cell.get("outputs", [])]
    code, is_open = highlight(source, PythonLexer(), CODE), ARITHMETIC in cell.get("metadata", {}).get("tags", [])
    return {"code": code, "open": is_open, "shown": render("outputs.html", outputs=outputs)}


def _output(output: Mapping[str, Any], heading: str) -> tuple[str, str, str]:
    """What a cell shows: a picture, a table, a sentence, or the message of an error; nothing else is passed on.

    Returns its kind, its content, and of a picture what it shows.
    """
    if output["output_type"] == "error":
        return "error", f"{output['ename']}: {output['evalue']}", ""
    content = output.get("data", {})
    if "image/png" in content:
        return "picture", _joined(content["image/png"]).strip(), _alt(output, heading)
    if "text/html" in content:
        return "table", _joined(content["text/html"]), ""
    return "prose", markdown_html(_joined(content.get("text/markdown", ""))), ""


def _alt(output: Mapping[str, Any], heading: str) -> str:
    """What a picture shows: as the notebook says, or else the heading that it stands under."""
    return str(output.get("metadata", {}).get("alt", say("pages", "figure_beside", heading=heading)))

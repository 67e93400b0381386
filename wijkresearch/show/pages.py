"""Pages that stand on their own: one style, readable on a phone and in print, and no request to anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import mistune
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from wijkresearch.words import say, text

CODE = HtmlFormatter(nowrap=False, noclasses=False)
OVERVIEW = text("pages", "overview")
MARKDOWN = mistune.create_markdown(escape=True, plugins=["table"])

STYLE = """
:root { --ink: #222; --quiet: #595959; --line: #d8d8d8; --soft: #f5f5f2; --link: #00538a; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 17px/1.6 Georgia, "Times New Roman", serif; }
main, header, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.1rem; }
header { padding-top: 1.2rem; } footer { padding: 2rem 1.1rem; color: var(--quiet); font-size: .85rem; }
h1, h2, h3, nav, table, summary, figcaption, caption, .note, header, footer { font-family: system-ui, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.25; overflow-wrap: break-word; hyphens: auto; }
h2 { font-size: 1.3rem; margin-top: 2.4rem; } h3 { font-size: 1.05rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #e69f00; }
blockquote, .notice { margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid #e69f00; background: var(--soft); }
blockquote p { margin: .2rem 0; }
nav ol { padding-left: 1.2rem; font-size: .95rem; }
.wide { overflow-x: auto; }
@media (min-width: 60rem) { .wide { width: 60rem; margin-left: -8.1rem; } }
.picture img { display: block; width: 100%; max-width: none; min-width: 38rem; }
table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0 .3rem; width: 100%; }
caption { text-align: left; padding-bottom: .4rem; color: var(--ink); } tbody th { font-weight: inherit; }
td.long { min-width: 15rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 1.5px solid var(--ink); } table { border-top: 1.5px solid var(--ink); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.note { font-size: .8rem; color: var(--quiet); margin-top: 0; }
figure { margin: 1.4rem 0; } img { max-width: 100%; height: auto; } figcaption { font-size: .85rem; }
details { margin: .6rem 0; font-size: .9rem; } summary { cursor: pointer; color: var(--link); }
.code summary { font-size: .75rem; color: var(--quiet); }
pre { overflow-x: auto; background: var(--soft); padding: .7rem; }
pre, code { font-family: ui-monospace, Consolas, monospace; font-size: .8rem; }
.cards { display: grid; gap: .8rem; padding: 0; list-style: none; }
.cards { grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
.cards li { border: 1px solid var(--line); padding: .8rem 1rem; } .cards a { font-weight: 600; }
@media print { body { font-size: 10.5pt; } nav, header, .code { display: none; }
  main { max-width: none; } .wide { width: auto; margin-left: 0; overflow: visible; } td.long { min-width: 0; }
  a { color: inherit; text-decoration: none; } .picture img { min-width: 0; max-height: 22cm; object-fit: contain; }
  details::details-content { content-visibility: visible; block-size: auto; }
  figure, tr, blockquote, li { break-inside: avoid; } h1, h2, h3, summary, caption { break-after: avoid; } }
"""


def page(body: str, *, title: str, language: str = "nl", home: str = "") -> str:
    """A whole HTML page around its body.

    Args:
        body: HTML of the page's content.
        title: title of the page.
        language: language of the page.
        home: where the link back to the entry leads; no link when empty.
    """
    back = f'<header><a href="{escape(home)}">← {OVERVIEW[language]}</a></header>' if home else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{back}<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def scrolling(content: str, label: str, *, kind: str = "wide") -> str:
    """Content that may be wider than the page, which a keyboard can scroll as well.

    Args:
        content: HTML of a table or a picture.
        label: what a screen reader calls it; each on a page is called differently.
        kind: classes of `STYLE`.
    """
    return f'<div class="{kind}" tabindex="0" role="region" aria-label="{escape(label)}">{content}</div>'


def notebook_page(notebook: Mapping[str, Any], *, home: str = "index.html") -> str:
    """An executed notebook as a page: prose and outcomes in the open, code folded away.

    Args:
        notebook: the notebook as JSON.
        home: where the link back to the entry leads.
    """
    headings = [""]
    for cell in notebook["cells"]:
        headings.append(_last_heading(cell) or headings[-1])
    parts = [_cell(cell, heading) for cell, heading in zip(notebook["cells"], headings[1:], strict=True)]
    style = f"<style>{CODE.get_style_defs('.highlight')}</style>"
    return page(style + "\n".join(parts), title=notebook_title(notebook), home=home)


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


def index_page(title: str, *, lead: str, cards: Iterable[tuple[str, str, str]], facts: Iterable[str]) -> str:
    """The entry to a study's results.

    Args:
        title: title of the study.
        lead: HTML above the cards: notice and answer.
        cards: file, name and one sentence for every page.
        facts: what was run, a line each.
    """
    listed = "".join(
        f'<li><a href="{escape(file)}">{escape(name)}</a><br>{escape(sentence)}</li>' for file, name, sentence in cards
    )
    told = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    ran = f"<h2>{escape(say('pages', 'ran'))}</h2><ul>{told}</ul>"
    body = f'<h1>{escape(title)}</h1>{lead}<ul class="cards">{listed}</ul>{ran}'
    return page(body, title=title)


def markdown_html(text: str) -> str:
    """Markdown as HTML; raw HTML in it is escaped."""
    return str(MARKDOWN(text))


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _last_heading(cell: Mapping[str, Any]) -> str:
    lines = _joined(cell["source"]).splitlines() if cell["cell_type"] == "markdown" else []
    headings = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    return headings[-1] if headings else ""


def _cell(cell: Mapping[str, Any], heading: str) -> str:
    source = _joined(cell["source"])
    if cell["cell_type"] == "markdown":
        return markdown_html(source)
    code = highlight(source, PythonLexer(), CODE)
    shown = "\n".join(_output(output, heading) for output in cell.get("outputs", []))
    return f'<details class="code"><summary>code</summary>{code}</details>{shown}'


def _output(output: Mapping[str, Any], heading: str) -> str:
    """What a cell shows: a picture, a table, a sentence, or the message of an error; nothing else is passed on."""
    if output["output_type"] == "error":
        return f'<p class="notice">{escape(output["ename"])}: {escape(output["evalue"])}</p>'
    content = output.get("data", {})
    if "image/png" in content:
        source = f"data:image/png;base64,{_joined(content['image/png']).strip()}"
        return f'<figure><img src="{source}" alt="{escape(_alt(output, heading))}"></figure>'
    if "text/html" in content:
        return f'<div class="wide" tabindex="0">{_joined(content["text/html"])}</div>'
    if "text/markdown" in content:
        return markdown_html(_joined(content["text/markdown"]))
    return ""


def _alt(output: Mapping[str, Any], heading: str) -> str:
    """What a picture shows: as the notebook says, or else the heading that it stands under."""
    return str(output.get("metadata", {}).get("alt", say("pages", "figure_beside", heading=heading)))

"""Pages that stand on their own: one style, readable on a phone and in print, and no request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

import mistune
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

import wijkresearch
from wijkresearch.report.templating import render
from wijkresearch.show.reading import notice_of
from wijkresearch.words import catalogue, lists, say, text

ARITHMETIC = "arithmetic"
"""The tag of a cell in which a reader follows how the central result comes about."""
CERTIFICATE = "nagemaakt.html"
"""The page that says when, on what and from which commit everything was made: no other page depends on these."""
CODE = HtmlFormatter(nowrap=False, noclasses=False)
OVERVIEW = text("pages", "overview")
FRAME = catalogue("frame")
BADGES = lists("frame.badges")
MARK_UP = re.compile(r"<[^>]*>")

Contents = Sequence[tuple[str, str]]
"""The sections of a page that a reader can jump to: the anchor and the text of each."""
Steps = Sequence[tuple[str, str, str]]
"""Pages before and after this one: `before` or `after`, the file, and what it is called."""


@dataclass(frozen=True)
class About:
    """What every page says of the study that it belongs to, in its bar and in its footer.

    Attributes:
        title: title of the study.
        authors: who carried the study out, as they want to be cited; empty when the study does not say.
        source: where it was published.
        notice: what a reader must know of the material; empty when there is nothing to say.
        made_up: was the material made up?
        answer: the answer to the main question, in short; empty where there is none.
        standing: the verdict on it, with the cases in which it holds.
    """

    title: str = ""
    authors: str = ""
    source: str = ""
    notice: str = ""
    made_up: bool = False
    answer: str = ""
    standing: str = ""


NO_STUDY = About()


def about_study(settings: Mapping[str, Any], language: str = "nl") -> About:
    """What the pages of a study say of it.

    Args:
        settings: what study.yml says.
        language: `nl` or `en`.
    """
    suffix = "" if language == "nl" else f"_{language}"
    title, source = (str(settings.get(f"{name}{suffix}") or settings.get(name, "")) for name in ("title", "source"))
    return About(
        title=title,
        authors=str(settings.get("authors", "")),
        source="" if source == "–" else f"{source[:1].upper()}{source[1:]}",
        notice=notice_of(settings, language),
        made_up=settings.get("origin") == "reconstruction",
    )


def page(body: str, *, title: str, language: str = "nl", home: str = "", **frame: Any) -> str:
    """A whole HTML page around its body.

    Args:
        body: HTML of the page's content.
        title: title of the page.
        language: language of the page.
        home: where the link back to the entry leads; no link when empty.
        frame: what else `template_page` puts around a page.
    """
    return template_page("page.html", body=body, title=title, language=language, home=home, **frame)


def template_page(  # noqa: PLR0913 - what stands around a page, each by its name
    template: str,
    *,
    title: str,
    language: str = "nl",
    home: str = "",
    here: str = "",
    about: About = NO_STUDY,
    contents: Contents = (),
    steps: Steps = (),
    kind: str = "",
    **values: object,
) -> str:
    """A page made with a template that fills in the whole page.

    Args:
        template: its name.
        title: title of the page.
        language: language of the page.
        home: where the link back to the entry leads; no link when empty.
        here: what the page is called beside that link; its title when empty.
        about: the study that it belongs to.
        contents: its sections; they are listed where there is more than one.
        steps: the pages before and after it.
        kind: the class of the page, such as `portrait` for one that is printed on one sheet.
        values: what the template asks for besides.
    """
    badge = BADGES[language]["made_up" if about.made_up else "remark"]
    values |= {"title": title, "language": language, "home": home, "here": here, "about": about, "kind": kind}
    values |= {"contents": contents, "steps": steps, "overview": OVERVIEW[language], "words": FRAME[language]}
    return f"{render(template, badge=badge, colophon=list(_colophon(about, language)), **values)}\n"


def _colophon(about: About, language: str) -> Iterator[tuple[str, str, str, str, str]]:
    """What stands below every page: what it is called, what is said of it, and a link with what follows it."""
    words, version = FRAME[language], wijkresearch.__version__
    told = ". ".join(part.removesuffix(".") for part in (about.authors, about.title, about.source) if part)
    yield words["study"], f"{told}.", "", "", ""
    if about.notice:
        yield words["made_up" if about.made_up else "remark"], about.notice, "", "", ""
    yield words["made_with"], words["when"].format(version=version), CERTIFICATE, words["certificate"], words["why"]
    yield words["cite"], words["cited"].format(told=told, version=version), "", "", ""


class _Prose(mistune.HTMLRenderer):
    """HTML of prose: headings of the second level can be jumped to, raw HTML is escaped, and images are words."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self.contents: dict[str, str] = {}

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - as mistune calls it
        """What an image shows, in words: a page makes no request to anywhere."""
        return text

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """A heading; one of the second level with its anchor, which no other on the page has."""
        if level == 2:
            said = unescape(MARK_UP.sub("", text))
            stem = re.sub(r"\W+", "-", said.lower()).strip("-")
            anchor = stem if stem and stem not in self.contents else f"{stem}-{len(self.contents)}"
            self.contents[anchor] = said
            attrs["id"] = anchor
        return super().heading(text, level, **attrs)


def notebook_pages(notebooks: Mapping[str, Mapping[str, Any]], *, about: About = NO_STUDY) -> dict[str, str]:
    """Every executed notebook as a page, by its file, each with the way to the one before it and the one after it.

    Args:
        notebooks: stem to the notebook as JSON, in order.
        about: the study that they belong to.
    """
    files = {f"{stem}.html": notebook for stem, notebook in notebooks.items()}
    listed = [(file, notebook_title(notebook)) for file, notebook in files.items()]
    beside = zip([None, *listed[:-1]], [*listed[1:], None], strict=True)
    steps = ([(kind, *step) for kind, step in zip(("before", "after"), pair, strict=True) if step] for pair in beside)
    around = zip(files.items(), steps, strict=True)
    return {file: notebook_page(notebook, about=about, steps=near) for (file, notebook), near in around}


def notebook_page(notebook: Mapping[str, Any], *, about: About = NO_STUDY, steps: Steps = ()) -> str:
    """An executed notebook as a page: prose and outcomes in the open, code folded away.

    Args:
        notebook: the notebook as JSON.
        about: the study that it belongs to.
        steps: the notebooks before and after it.
    """
    headings = [""]
    for cell in notebook["cells"]:
        headings.append(_last_heading(cell) or headings[-1])
    prose = _Prose()
    markdown = mistune.create_markdown(renderer=prose, plugins=["table"])
    cells = [_cell(cell, heading, markdown) for cell, heading in zip(notebook["cells"], headings[1:], strict=True)]
    return template_page(
        "notebook.html",
        title=notebook_title(notebook),
        home="index.html",
        about=about,
        steps=steps,
        contents=list(prose.contents.items()),
        cells=cells,
        code_style=CODE.get_style_defs(".highlight"),
        code_word="code",
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
    about: About = NO_STUDY,
    **values: Any,
) -> str:
    """The entry to a study's results.

    Args:
        title: title of the study.
        groups: what a reader wants: a name, a heading, and file, name and one sentence for every page that gives it.
        facts: what was run, a line each.
        about: the study.
        values: what stands on the first screen: `entry`, `links`, `notice`, `left_out`, `said` and `marks`.
    """
    told = {"groups": groups, "facts": facts, "facts_heading": say("pages", "ran"), **values}
    return template_page("index.html", title=title, about=about, **told)


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _last_heading(cell: Mapping[str, Any]) -> str:
    lines = _joined(cell["source"]).splitlines() if cell["cell_type"] == "markdown" else []
    headings = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    return headings[-1] if headings else ""


def _cell(cell: Mapping[str, Any], heading: str, markdown: mistune.Markdown) -> dict[str, Any]:
    """The code of a cell and what it shows, as HTML; prose shows itself, and arithmetic to follow is open."""
    source = _joined(cell["source"])
    if cell["cell_type"] == "markdown":
        return {"code": "", "open": False, "shown": str(markdown(source))}
    outputs = [_output(output, heading, markdown) for output in cell.get("outputs", [])]
    code, is_open = highlight(source, PythonLexer(), CODE), ARITHMETIC in cell.get("metadata", {}).get("tags", [])
    return {"code": code, "open": is_open, "shown": render("outputs.html", outputs=outputs)}


def _output(output: Mapping[str, Any], heading: str, markdown: mistune.Markdown) -> tuple[str, str, str]:
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
    return "prose", str(markdown(_joined(content.get("text/markdown", "")))), ""


def _alt(output: Mapping[str, Any], heading: str) -> str:
    """What a picture shows: as the notebook says, or else the heading that it stands under."""
    return str(output.get("metadata", {}).get("alt", say("pages", "figure_beside", heading=heading)))

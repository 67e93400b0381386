"""Templates lay out and nothing else: they hold no words, and what is put into them is escaped."""

import re
from importlib.resources import files

import pytest
from jinja2 import UndefinedError

from wijkresearch.report.templating import render

TEMPLATES = sorted(
    (path for path in files("wijkresearch.report").joinpath("templates").iterdir() if path.name.endswith(".html")),
    key=lambda path: path.name,
)
MADE_HERE = {"body", "cell.code", "cell.shown", "code_style", "content", "different", "lead", "table", "times"}
"""What is HTML already: made by other templates, by the highlighter of code, or by pandas in a notebook."""

every_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)


def test_what_is_put_into_a_template_is_escaped():
    made = render("checklist.html", caption="a < b", headings=('"x"',), rows=[("<i>", "'", "&", "")])
    assert "a &lt; b" in made
    assert "<i>" not in made
    assert ">&amp;<" in made


def test_a_template_that_misses_a_value_is_refused():
    with pytest.raises(UndefinedError):
        render("checklist.html", caption="", headings=())


@every_template
def test_a_template_holds_no_words_that_a_reader_sees(template):
    written = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"[^\W\d]+", re.sub(r'[\w-]+="[^"]*"|<[^>]*>', "", written)) == []


@every_template
def test_only_html_that_was_made_here_is_put_in_as_it_is(template):
    assert {*re.findall(r"([\w.]+)\s*\|\s*safe", template.read_text(encoding="utf-8"))} <= MADE_HERE

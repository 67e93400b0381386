"""What people typed is text in a notebook and on its page, whatever it would be in Markdown or HTML."""

import json
from pathlib import Path

import mistune
import pytest
from lxml import html

from wijkresearch.report.pages import notebook_page
from wijkresearch.show.markdown import plain, show_said
from wijkresearch.show.reading import say_notice

MARKED_UP = (
    "![x](http://example.org/x.png)",
    "<img src='http://example.org/x.png'>",
    "[hier](http://example.org)",
    r"\\[hier](http://example.org)",
    "![x][1]\n\n[1]: http://example.org/x.png",
)


def shown(said):
    """What a notebook shows of a sentence, with HTML and links as JupyterLab follows them."""
    return html.fromstring(f"<div>{mistune.html(said)}</div>")


@pytest.mark.parametrize("typed", MARKED_UP)
def test_what_looks_like_an_image_or_a_link_is_shown_as_typed(typed):
    made = shown(show_said(f"**Let op:** {typed}").data)
    assert [element.tag for element in made.iter() if element.tag in ("img", "a")] == []
    assert made.find(".//strong").text == "Let op:"


@pytest.mark.parametrize("typed", [*MARKED_UP[:4], "5 * 3 * 2", "_a_ ~~b~~ # c | d", "`code` & meer", "a < b > c"])
def test_plain_words_are_the_words_themselves(typed):
    made = shown(f"> {plain(typed)}")
    assert made.text_content().strip() == typed
    assert {element.tag for element in made.iter()} == {"div", "blockquote", "p"}


def test_the_notice_of_a_study_is_text_on_the_page_of_a_notebook():
    said = say_notice({"notice": " ".join(MARKED_UP[:3])}, "voorbeeld")
    cells = [
        {"cell_type": "markdown", "source": "# Stap"},
        {
            "cell_type": "code",
            "source": "",
            "outputs": [{"output_type": "display_data", "data": {"text/markdown": show_said(said).data}}],
        },
    ]
    made = html.fromstring(notebook_page({"cells": cells}))
    assert not list(made.iter("img"))
    assert "example.org" not in " ".join(made.xpath("//@href"))
    assert MARKED_UP[0] in made.text_content()


def test_no_page_asks_for_an_image_that_a_cell_names():
    cells = [{"cell_type": "markdown", "source": "# Stap\n\n![een kaart](http://example.org/x.png)"}]
    made = html.fromstring(notebook_page({"cells": cells}))
    assert not list(made.iter("img"))
    assert "een kaart" in made.text_content()


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[2].glob("notebooks/0*.ipynb")), ids=lambda path: path.stem
)
def test_every_notebook_shows_its_sentences_so(path):
    code = ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]
    assert not [source for source in code if "Markdown(" in source]

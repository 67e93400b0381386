import pandas as pd
import pytest

from wijkresearch.report.blocks import Strips
from wijkresearch.report.content import compose_report
from wijkresearch.report.entry import SAID, Entry
from wijkresearch.report.html import report_html
from wijkresearch.report.pages import index_page
from wijkresearch.report.stale import UNREADABLE, mark_page, say_stale

STALE = pd.DataFrame(
    [
        ("C1", "transcript", "D1", "changed"),
        ("C2", "transcript", "D1", "changed"),
        ("C2", "definition", "praat", "changed"),
        ("H", "part", "C2", "stale"),
    ],
    columns=["claim", "kind", "item", "change"],
)


@pytest.fixture
def page_in(make_material):
    """Makes the report's page in a language."""
    return lambda language: report_html(compose_report(make_material(language)), title="T", language=language)


def test_what_changed_and_every_verdict_that_rests_on_it_are_named_once():
    assert say_stale(STALE) == {
        "nl": (
            "Verouderd: sinds deze pagina is gemaakt, is er iets veranderd waar oordelen op rusten (tekst "
            "van D1; definitie van praat). Het gaat om: C1, C2, H. Voer het onderzoek opnieuw uit met "
            "wijk run."
        ),
        "en": (
            "Out of date: since this page was made, something that verdicts rest on has changed (text of D1; "
            "definition of praat). It is about: C1, C2, H. Run the study again with wijk run."
        ),
    }


def test_the_entry_says_it_above_everything_else():
    screen = {"entry": Entry("Vraag?", "Antwoord.", "Antwoord.", "supported", "", "", Strips(()), (), ())}
    page = index_page("Titel", groups=[], facts=[], notice="", left_out=[], marks={}, said=SAID["nl"], **screen)
    marked = mark_page(page, {"nl": "Verouderd."})
    assert '<h1>Antwoord.</h1>\n<p class="notice stale">Verouderd.</p>' in marked
    assert mark_page(marked, {}) == page


def test_when_nothing_is_stale_nothing_is_said():
    assert say_stale(STALE.head(0)) == {}


@pytest.mark.parametrize(("language", "word"), [("nl", "verouderd"), ("en", "out of date")])
def test_stale_claims_are_marked_where_they_are_judged_and_others_are_not(page_in, language, word):
    marked = mark_page(page_in(language), say_stale(STALE), claims=["C1", "H"])
    assert marked.count(say_stale(STALE)[language]) == 1
    assert f'<a href="#bevinding-C1">C1</a> <mark>{word}</mark></th>' in marked
    for claim in ("C1", "H"):
        assert f'<span class="claim">{claim} <mark>{word}</mark></span>' in marked
    assert "C2 <mark>" not in marked
    assert "P <mark>" not in marked


def test_marking_again_replaces_the_marks_and_without_notice_the_page_is_as_it_was_made(page_in):
    page = page_in("nl")
    first = mark_page(page, say_stale(STALE), claims=["C1"])
    assert first != page
    assert mark_page(first, say_stale(STALE), claims=["C2"]) == mark_page(page, say_stale(STALE), claims=["C2"])
    assert mark_page(first, {}) == page


def test_a_claim_whose_id_begins_with_that_of_another_is_not_marked():
    page = '<html lang="nl"><h1>T</h1>\n<th scope="row">C10</th>'
    assert "<mark>" not in mark_page(page, UNREADABLE, claims=["C1"])

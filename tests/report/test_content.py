from itertools import pairwise

import pandas as pd
import pytest

from wijkresearch.report.blocks import (
    Bullets,
    Contents,
    Figure,
    Finding,
    Heading,
    Paragraph,
    Passages,
    Pointer,
    TableBlock,
)
from wijkresearch.report.content import compose_report
from wijkresearch.tables import PUBLISHED_COMPARISON, ROLE_OPPORTUNITIES


def of_kind(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def table(blocks, caption):
    return next(block for block in of_kind(blocks, TableBlock) if block.caption == caption)


def chapters(blocks):
    return [block.text for block in of_kind(blocks, Heading) if block.level == 2]


def test_the_report_begins_with_title_notice_and_contents_and_then_answers(make_material):
    blocks = compose_report(make_material())
    title, notice, contents, first, question = blocks[:5]
    assert (title, notice) == (
        Heading(1, "Een verzonnen onderzoek"),
        Paragraph("Dit is verzonnen.", notice=True),
    )
    assert (first, question) == (Heading(2, "Antwoord op de vragen", "answers"), Heading(3, "Waarom?"))
    assert [text for _, text in contents.chapters] == chapters(blocks)
    assert chapters(blocks) == [
        "Antwoord op de vragen",
        "Hoe er is gecodeerd en geteld",
        "Rollen per gemeente",
        "Rol voor rol",
        "Bevindingen per vraag",
        "Aanbevelingen",
        "Wat verandert er?",
        "Hoe hard is dit?",
        "Wat de getallen niet zeggen",
        "Herkomst",
        "Bijlage: elke bevinding per gemeente",
    ]


def test_every_question_has_its_answers_the_whole_before_its_parts(make_material):
    assert compose_report(make_material(), chapters=["answers"])[2:] == [
        Heading(2, "Waarom?"),
        Bullets(
            (
                "Er is een geheel. **Deels ondersteund.**",
                "Er is een deel. **Tegengesproken in Bosrade; eerder ondersteund in 1 van de 2 gemeenten. Afzonderlijk "
                "is het ondersteund in 1 van de 2 gemeenten: Aardam.**",
            )
        ),
    ]


def test_a_question_without_a_composite_answer_says_so(make_material):
    material = make_material()
    material.settings["questions"].append({"id": "leeg", "text_nl": "Hoe?", "text_en": "How?"})
    blocks = compose_report(material, chapters=["answers"])
    assert blocks[-2:] == [Heading(2, "Hoe?"), Paragraph("Er is nog geen conclusie die deze vraag beantwoordt.")]


def counted(material):
    """What the report says of the counts, in its chapter on coding."""
    return next(block.text for block in of_kind(compose_report(material, chapters=["coding"]), Paragraph)[1:])


def test_k_of_n_is_said_to_be_of_those_who_were_asked_only_where_that_is_known(make_material):
    asking = pd.DataFrame([("C1", "confirmed"), ("C1", "spoke"), ("C2", "none")], columns=["claim", "basis"])
    known = counted(make_material(**{"05_claim_asking": asking}))
    assert known.startswith(
        "k van n: k respondenten steunen de conclusie; mee telt wie ernaar is gevraagd of er zelf over begon (bij "
    )
    assert "(bij C2 iedere respondent). Telt een conclusie iets anders" in known
    assert counted(make_material()).startswith(
        "k van n: k respondenten steunen de conclusie; mee telt iedere respondent. Telt"
    )


def test_findings_per_case_have_a_dash_where_the_claim_is_not_about_the_case(make_material):
    found = table(compose_report(make_material()), "De conclusies per gemeente")
    assert found.headings == ("Nr.", "Conclusie", "Aardam", "Bosrade")
    assert [row[2:] for row in found.rows] == [
        ("ondersteund, 3 van 3", "gemengd, 2 van 3, 1 tegen"),
        ("niet gevonden, 0 van 3 passages", "–"),
    ]


def test_text_sends_to_tables_and_figures_that_are_there_and_is_silent_where_one_is_not(make_material):
    assert of_kind(compose_report(make_material()), Pointer) == []
    figures = ("04_dots", "04_published_comparison", "05_verdicts")
    sent = {tuple(pointer.names()) for pointer in of_kind(compose_report(make_material(figures=figures)), Pointer)}
    assert sent == {("05_verdicts", "by-case-table"), ("04_dots", "04_published_comparison")}


def test_a_finding_per_case_leads_to_its_card_and_to_the_passages_of_the_case_where_there_are_any(make_material):
    blocks = compose_report(make_material())
    assert table(blocks, "De conclusies per gemeente").links == {
        (0, 0): "#bevinding-C1",
        (0, 2): "passages.html#C1-aardam",
        (0, 3): "passages.html#C1-bosrade",
        (1, 0): "#bevinding-C2",
    }
    annex = of_kind(compose_report(make_material(), annex=True), Passages)
    assert next(block.name for block in annex) == "C1"


def test_every_claim_with_a_verdict_has_its_card_once(make_material):
    cards = [card.claim for card in of_kind(compose_report(make_material()), Finding)]
    assert sorted(cards) == ["C1", "C2", "H", "P"]


def test_on_paper_passages_are_told_per_speaker_by_their_place_and_without_words(make_material):
    passages = next(iter(of_kind(compose_report(make_material(), annex=True), Passages)))
    assert list(passages.speakers()) == [
        ("Functie, Aardam (D1)", "voor", ["D1:0-9"], []),
        ("respondent 2, Aardam (D2)", "voor", ["D2:5-20", "D2:30-44"], []),
        ("Functie, Bosrade (D4)", "tegen", ["D4:1-7"], []),
    ]


def test_every_role_count_leads_to_its_passages_also_where_there_are_none(make_material):
    blocks = compose_report(make_material(), annex=True)
    silent, spoken = (
        table(blocks, f"{role}: rolcoderingen per wereld en gemeente") for role in ("Luisteraar", "Makelaar")
    )
    assert silent.rows == (("Buiten", "Aardam", "1 van 4", "25%", "2,5", "1 van 3"),)
    assert spoken.rows == (("Buiten", "Aardam", "3 van 4", "75%", "7,5", "2 van 3"),)
    assert silent.links == {(0, 2): "passages.html#rol-luisteraar-buiten-aardam"}
    assert spoken.links == {(0, 2): "passages.html#rol-makelaar-buiten-aardam"}
    passages = next(block for block in of_kind(blocks, Passages) if block.name == "rol-makelaar-buiten")
    assert passages.title == "Makelaar, Buiten: passages en hoe het afliep"
    assert passages.lines == (
        ("D1:0-9", "Functie, Aardam (D1)", "volledig uitgevoerd", ""),
        ("D2:5-20", "respondent 2, Aardam (D2)", "belemmerd", ""),
        ("D2:30-44", "respondent 2, Aardam (D2)", "niet gecodeerd", ""),
    )


@pytest.mark.parametrize(("language", "judgement"), [("nl", "belemmerd"), ("en", "hindered")])
def test_connections_are_counted_over_all_cases_and_lead_to_their_passages(make_material, language, judgement):
    columns = "member role world passages fulfilled hindered not_called_upon not_stated judgement"
    judged = [
        ("all", "makelaar", "buiten", 5, 1, 3, 1, 0, "hindered"),
        ("aardam", "makelaar", "buiten", 5, 1, 3, 1, 0, "hindered"),
    ]
    connections = pd.DataFrame(judged, columns=columns.split())
    blocks = compose_report(make_material(language, **{"04_connections": connections}), chapters=["connections"])
    (found,) = of_kind(blocks, TableBlock)
    assert found.rows == (("Makelaar", "Buiten", "5", "1", "3", "1", judgement),)
    assert found.links == {(0, 0): "passages.html#rol-makelaar-buiten"}


def test_without_a_new_municipality_the_conclusions_are_said_to_be_untested(make_material):
    blocks = compose_report(make_material(), chapters=("changes",))
    said = "De conclusies zijn uit alle gemeenten afgeleid; er is nog geen andere gemeente om ze aan te toetsen."
    assert (blocks[0], blocks[2:]) == (Heading(1, "Wat verandert er?", "changes"), [Paragraph(said)])
    assert of_kind(blocks, Contents) == []


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "De toets zegt daardoor minder."), ("en", "The test therefore says less.")]
)
def test_a_claim_that_was_edited_after_new_data_came_in_is_said_to_be_so(make_material, language, word):
    freezes = pd.DataFrame({"claim": ["C1", "C2"], "edited_after_new_data": [False, True]})
    (_, _, said, *_) = compose_report(make_material(language, freezes=freezes), chapters=("changes",))
    assert said.notice
    assert said.text.endswith(f": C2. {word}")


def test_a_new_municipality_shows_what_happens_to_each_conclusion(make_material):
    changes = pd.DataFrame(
        [("C2", "bosrade", "not_supported", 0, 6, "contradicted", 1, 5, 3, "falls")],
        columns=["claim", "municipality", "derivation_verdict", "derivation_support", "derivation_asked",
                 "test_verdict", "test_support", "test_asked", "test_cut_off", "change"],
    )  # fmt: skip
    blocks = compose_report(make_material(**{"05_case_changes": changes}), chapters=("changes",))
    assert of_kind(blocks, TableBlock)[0].rows == (
        ("C2", "Het contact komt er.", "Bosrade", "niet gevonden, 0/6", "tegengesproken, 1/5", "3", "valt"),
    )


def test_what_the_previous_results_judged_otherwise_is_listed_and_otherwise_it_is_said_that_nothing_changed(
    make_material,
):
    one = {"claim": "C1", "phase": "derivation", "scope": "overall", "before": "supported", "after": "mixed"}
    weaker = pd.DataFrame([{**one, "change": "weaker"}])
    blocks = compose_report(make_material(verdict_changes=weaker), chapters=("changes",))
    told = table(blocks, "Welke oordelen of aantallen anders zijn dan bij de vorige uitkomsten")
    assert [(row[0], *row[2:]) for row in told.rows] == [("C1", "ondersteund", "gemengd")]
    same = weaker.assign(change="unchanged")
    blocks = compose_report(make_material(verdict_changes=same), chapters=("changes",))
    said = "Voor de gemeenten samen is elk oordeel hetzelfde als bij de vorige uitkomsten."
    assert blocks[-1] == Paragraph(said)


def test_a_figure_says_in_numbers_what_it_shows_and_one_that_was_not_drawn_is_not_there(make_material):
    (figure,) = of_kind(compose_report(make_material()), Figure)
    assert figure.caption.startswith("Makelaar komt in 1 van de 2 gemeenten het vaakst ter sprake. Geteld: passages")
    assert figure.alt == f"{figure.caption}. Buiten, Aardam: Luisteraar 2,5, Makelaar 7,5."


OTHER_FIGURES = {
    "01_similarity": ("De gekozen combinatie staat op plaats 3 van 1.960.", {"rank": [3], "admissible": [1960]}),
    "02_disagreements": ("Aantal verschillen: 2, in D1, D3.", {"document": ["D1", "D3"]}),
    "03_saturation": (
        "Aantal verschillende open codes na 6 interviews: 12.",
        {
            "municipality": ["all", "aardam"], "documents": [6, 3], "codes": [12, 9], "notation": None,
            "status": "too_few_documents",
            "later_runs": 0, "later_above": 0, "base": 4, "run": 2, "threshold": 0.05, "once": 3, "chao2": 14.2,
            "slope": 0.5,
        },
    ),
    "05_triangulation": (
        "Aantal cellen met alleen steun: 3, met steun en tegenspraak: 0, met alleen tegenspraak: 1, "
        "waarin niemand er iets over zegt: 2, waarin er niet naar is gevraagd: 4.",
        {
            "claim": ["C1", "C2"], "supporting": [1, 2], "divided": [0, 0], "countering": [0, 1], "silent": [2, 0],
            "not_asked": [0, 4],
        },
    ),
    "04_published_comparison": (
        "Gelijk aan de gedrukte cel: 1 van de 2 cellen. Niet gelijk: Buiten, Aardam, Makelaar: 7,5 → 2,0.",
        {
            "world": ["buiten"] * 2, "municipality": ["aardam"] * 2, "role": ["luisteraar", "makelaar"],
            "printed_dots": [2.5, 7.5], "dots": [2.5, 2.0], "agreement": ["equal", "differs"],
        },
    ),
}  # fmt: skip
TABLES = {"01_similarity": "01_set_rank", "03_saturation": "03_saturation_summary"}


@pytest.mark.parametrize("stem", OTHER_FIGURES)
def test_every_picture_is_described_by_the_table_it_was_drawn_from_where_that_is_there(make_material, stem):
    said, rows = OTHER_FIGURES[stem]
    more = {TABLES.get(stem, stem): pd.DataFrame(rows)}
    (with_table,) = of_kind(compose_report(make_material(figures=[stem], **more)), Figure)
    (without,) = of_kind(compose_report(make_material(figures=[stem])), Figure)
    assert with_table.alt == f"{with_table.caption}. {said}"
    assert without.alt == f"{without.caption}."


def test_the_picture_of_verdicts_counts_them(make_material):
    (figure,) = of_kind(compose_report(make_material(figures=["05_verdicts"])), Figure)
    assert (
        "Van de 4 conclusies, voor de gemeenten samen: 2 ondersteund, 1 niet gevonden, 1 deels ondersteund."
    ) in figure.alt


def test_beside_the_role_tables_stands_what_their_counts_do_not_say(make_material):
    counted = pd.DataFrame({"role": ["luisteraar", "makelaar"], "values": [8, 11], "baseline_share": [8 / 19, 11 / 19]})
    chances = ROLE_OPPORTUNITIES.check(counted)
    blocks = compose_report(make_material(**{"04_role_opportunities": chances}), chapters=("roles",))
    assert blocks[-1] == Paragraph(
        "Een aantal zegt niet hoe sterk iets speelt, en aandelen tellen altijd op tot hetzelfde geheel. "
        "Ook geeft het codeboek de rollen niet evenveel kansen om gecodeerd te worden. Aantal waarden van "
        "indicatoren per rol: Luisteraar 8, Makelaar 11."
    )


def test_shares_are_described_as_percentages(make_material):
    (figure,) = of_kind(compose_report(make_material("en", figures=["04_shares"])), Figure)
    assert figure.alt == f"{figure.caption}. Buiten, Aardam: Luisteraar 25%, Makelaar 75%."


def with_seven_cases(material):
    """The material of a study with five cases more, of which nothing is known."""
    more = {f"extra{number}": f"Extra {number}" for number in range(5)}
    return type(material)(**{**vars(material), "municipalities": {**material.municipalities, **more}})


def test_of_many_cases_is_counted_which_verdict_they_give_and_the_table_is_no_wider_than_there_are_verdicts(
    make_material,
):
    blocks = compose_report(with_seven_cases(make_material()))
    counted = table(blocks, "In hoeveel gemeenten elke conclusie welk oordeel krijgt")
    assert counted.headings[2:] == (
        "Ondersteund", "Deels ondersteund", "Gemengd", "Niet gevonden", "Tegengesproken", "Te weinig gegevens",
    )  # fmt: skip
    assert [row[2:] for row in counted.rows] == [("1", "0", "1", "0", "0", "0"), ("0", "0", "0", "1", "0", "0")]
    assert counted.name == "by-case-table"


def test_the_description_of_a_picture_of_many_cases_sends_to_the_table(make_material):
    material = with_seven_cases(make_material("en", figures=["04_shares"]))
    (figure,) = of_kind(compose_report(material), Figure)
    assert figure.alt.endswith(" The numbers of the 7 municipalities stand in the tables of role codings.")


def test_the_renumbering_of_the_register_is_called_a_hypothesis(make_material):
    sums = pd.DataFrame(
        [("aardam", "buiten", 10.0, 10.0, 1.0, True)],
        columns=["municipality", "world", "printed_sum", "expected_sum", "largest_by_rounding", "adds_up"],
    )
    nothing = pd.DataFrame(columns=["municipality", "world", "ranking", "agrees"]).astype({"agrees": "bool"})
    steps = pd.DataFrame([("swap", "D7 → D9, D9 → D7", 7, 42)], columns=["kind", "moves", "gained", "agree_after"])
    material = make_material(
        **{
            "04_column_sums": sums,
            "04_column_feasibility": nothing,
            "04_ranking_checks": nothing,
            "02_attribution_checks": nothing,
            "02_register_repairs": steps,
        }
    )
    blocks = compose_report(material, chapters=("audit",))
    assert Paragraph("Gedrukte kolommen waarvan de som klopt: 1 van de 1.") in blocks
    assert blocks[-2:] == [
        Paragraph("Hypothese: met deze hernummering van het register kloppen meer toeschrijvingen."),
        Bullets(
            (("verwissel D7 → D9, D9 → D7 (toeschrijvingen die daardoor gaan kloppen: 7; dan kloppen er samen 42)"),)
        ),
    ]
    english = compose_report(make_material("en", **material.tables), chapters=("audit",))
    assert english[-2:] == [
        Paragraph("Hypothesis: with this renumbering of the register more attributions agree."),
        Bullets(("swap D7 → D9, D9 → D7 (attributions that then agree: 7 more, 42 together)",)),
    ]


def test_the_english_report_has_english_words_and_says_what_stays_in_the_language_of_the_study(make_material):
    blocks = compose_report(make_material("en"))
    assert blocks[0] == Heading(1, "A made-up study")
    assert Paragraph("Functions and passages are in the language of the study.") in blocks
    assert of_kind(blocks, Bullets)[0].items[0] == ("There is a whole. **Partly supported.**")
    assert table(blocks, "The conclusions per municipality").rows[0] == (
        "C1", "Residents & officials talk.", "supported, 3 of 3", "mixed, 2 of 3, 1 against",
    )  # fmt: skip


def test_a_study_without_an_english_title_keeps_its_own(make_material):
    material = make_material("en")
    del material.settings["title_en"]
    assert compose_report(material)[0] == Heading(1, "Een verzonnen onderzoek")


def test_what_the_study_does_not_have_takes_no_place_in_the_report(make_material):
    columns = "member role world passages fulfilled hindered not_called_upon not_stated judgement"
    nobody = pd.DataFrame([("all", "makelaar", "buiten", 3, 0, 0, 0, 3, "nobody_coded")], columns=columns.split())
    tables = {
        "04_published_comparison": PUBLISHED_COMPARISON.empty(),
        "04_role_opportunities": pd.DataFrame({"role": ["makelaar"], "values": [0]}),
        "04_connections": nobody,
    }
    figures = ("04_dots", "04_published_comparison", "04_connections")
    blocks = compose_report(make_material(figures=figures, **tables))
    assert [figure.name for figure in of_kind(blocks, Figure)] == ["04_dots"]
    assert "Gewenste en aanwezige verbindingen" not in chapters(blocks)
    assert not [block for block in of_kind(blocks, Paragraph) if "indicatoren" in block.text]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("cases", [1, 2, 3, 12, 100])
def test_no_heading_of_the_report_is_without_what_it_announces(make_material, cases, language):
    material = make_material(language)
    names = dict(list(material.municipalities.items())[:cases])
    names |= {f"g{number}": f"G{number}" for number in range(cases - len(names))}
    blocks = compose_report(type(material)(**{**vars(material), "municipalities": names}))
    pairs = pairwise(blocks[1:])
    empty = [
        block.text
        for block, behind in pairs
        if isinstance(block, Heading) and isinstance(behind, Heading) and behind.level <= block.level
    ]
    assert (empty, isinstance(blocks[-1], Heading)) == ([], False)

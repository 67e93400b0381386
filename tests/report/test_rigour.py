"""The chapter on rigour: every number with what it rests on, and nothing where there is nothing to tell."""

import pandas as pd
import pytest

from wijkresearch import tables
from wijkresearch.report.blocks import Bullets, Contents, Figure, Heading, Links, Paragraph, TableBlock
from wijkresearch.report.content import compose_report
from wijkresearch.report.reading_pages import compose_differences, compose_side_by_side
from wijkresearch.report.rigour_words import DOMAINS, GUEST, HEADINGS, METHODS, OUTCOMES, PHRASES
from wijkresearch.report.structure import CHANGES

SPOKEN = "Bewoners & ambtenaren spreken elkaar."


def of_kind(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def chapter(material):
    return compose_report(material, chapters=("rigour",))


def table(blocks, start):
    return next(block for block in of_kind(blocks, TableBlock) if block.caption.startswith(start))


def said(blocks):
    return [block.text for block in of_kind(blocks, Paragraph)]


def rows_of(records, columns):
    return pd.DataFrame(records, columns=columns.split())


DISPUTED = rows_of(
    [
        ("D3:0-9", "D3", "praat", "only_first", "praat, zwijgt", None, "twee"),
        ("D3:0-9", "D3", "zwijgt", "only_first", "praat, zwijgt", None, "twee"),
        ("D10:5-9", "D10", "praat", "boundaries", "praat", "loopt, praat", "twee"),
    ],
    "passage document code difference first_reading second_reading second_coder",
)
THIRD = DISPUTED.iloc[[2]].assign(
    second_coder="drie", passage="D10:0-9", difference="only_second", second_reading="loopt"
)
PAIR = rows_of(
    [("een", "twee", "praat", 0.25, 0.125, 0.75, 0.1)],
    "first_coder second_coder code first_share second_share prevalence_index bias_index",
)
DOMAIN_ROWS = [
    ("outcome", "character", "alpha", 0.95),
    ("outcome", "sentence", "alpha", 0.9),
    ("outcome", "turn", "mv_alpha", 0.875),
    ("outcome", "passage", "binary_u_alpha", 0.75),
    ("outcome", "passage", "cu_alpha", 1.0),
    ("value", "turn", "alpha", float("nan")),
]
DOMAIN_AGREEMENT = rows_of(DOMAIN_ROWS, "domain unit coefficient value")


def test_every_part_stands_under_the_question_it_answers_and_parts_without_material_are_left_out(make_material):
    assert [block.text for block in of_kind(chapter(make_material()), Heading) if block.level == 2] == [
        "Zou een ander hetzelfde coderen?",
        "Rusten de conclusies op één soort bron?",
        "Hoe zeker is elke conclusie?",
    ]


def test_the_differences_come_before_the_number_with_both_readings(make_material):
    blocks = chapter(make_material(most_disputed=DISPUTED))

    assert said(blocks)[1] == (
        "Aantal passages dat Bo in D3 en D10 anders las dan de lezing waarop de uitkomsten rusten: 2. "
        "Daarin gaat het om coderingen die alleen in die lezing staan (2), die alleen Bo gaf (0) of die beide geven, "
        "maar met andere grenzen (1)."
    )
    first, second = of_kind(blocks, TableBlock)[:2]
    assert first.headings == ("Passage", "Lezing waarop de uitkomsten rusten", "Bo")
    assert first.rows == (
        ("D3:0-9", "**Praat met bewoners**, **Zwijgt**", "–"),
        ("D10:5-9", "Praat met bewoners\u00a0↔", "**Loopt rond**, Praat met bewoners\u00a0↔"),
    )
    assert "2 van de 2 passages" in first.note
    assert "α" in second.caption
    assert ("verschillen.html", "Alle verschillen tussen de codeurs, met de woorden van wie geciteerd mag worden") in [
        item for links in of_kind(blocks, Links) for item in links.items
    ]


@pytest.mark.parametrize(
    ("language", "interval", "caption"),
    [
        ("nl", ("0,50", "−0,13\u00a0tot\u00a01,00", "87,5%", "25%", "12,5%", "0,75", "0,10"), "over 1.234 beurten"),
        ("en", ("0.50", "−0.13\u00a0to\u00a01.00", "87.5%", "25%", "12.5%", "0.75", "0.10"), "over 1,234 turns"),
    ],
)
def test_beside_every_alpha_stand_its_units_interval_percentage_and_the_paradox_check(
    make_material, language, interval, caption
):
    found = next(
        block
        for block in of_kind(chapter(make_material(language, **{"02_agreement_pairs": PAIR})), TableBlock)
        if "α" in block.caption
    )

    assert found.rows == (("Praat met bewoners", *interval),)
    assert ("prevalentie-index dicht bij 1" if language == "nl" else "prevalence index is close to 1") in found.note
    assert caption in found.caption
    assert ("gelijk gelezen codes: 2" if language == "nl" else "read alike everywhere: 2") in found.note


def test_a_code_without_a_coefficient_says_so_in_words(make_material):
    undefined = rows_of(
        [("loopt", 80, None, None, None, 0.9, "one value")], "code units alpha low high percent undefined"
    )

    found = table(chapter(make_material(**{"02_agreement": undefined})), "Overeenstemming per code")

    assert found.rows == (("Loopt rond", "niet te bepalen", "–", "90%"),)


def test_agreement_on_other_units_says_which_coefficient_it_is(make_material):
    found = table(chapter(make_material(**{"02_domain_agreement": DOMAIN_AGREEMENT})), "Dezelfde vergelijking")

    assert found.rows == (("uitkomst van de verbinding", "0,95", "0,90", "0,88*", "0,75", "1,00"),)


def test_where_one_person_coded_that_is_all_that_is_said_of_agreement(make_material):
    nothing = {"02_agreement": tables.AGREEMENT.empty(), "02_domain_agreement": tables.DOMAIN_AGREEMENT.empty()}
    blocks = chapter(make_material(most_disputed=DISPUTED.iloc[:0], **nothing))

    assert "Geen document is door twee mensen gecodeerd; over overeenstemming is dus niets te zeggen." in said(blocks)
    assert [block.caption for block in of_kind(blocks, TableBlock)] == [
        ("Oordelen die veranderen als één gemeente wordt weggelaten")
    ]
    assert compose_differences(make_material(most_disputed=DISPUTED.iloc[:0])) == []


READING_ROWS = [
    ("buiten · aardam · luisteraar", "segments", 4, 3),
    ("buiten · aardam · makelaar", "segments", 12, 12),
    ("buiten · aardam · luisteraar", "dots", 2.5, 2.0),
    ("buiten · aardam · makelaar", "dots", 7.5, 7.5),
]
READING = rows_of(READING_ROWS, "row number first second").assign(reading="twee")
READING["difference"] = READING["second"] - READING["first"]
REREAD_ROWS = [
    ("C1", "derivation", "overall", "supported", "mixed", 5, 6, 3, 6, "weaker"),
    ("C2", "derivation", "overall", "not_supported", "not_supported", 0, 6, 1, 6, "recounted"),
    ("H", "derivation", "overall", "supported", "partly_supported", None, None, None, None, "weaker"),
    ("C2", "derivation", "municipality", "mixed", "supported", 1, 3, 2, 3, "stronger"),
]
REREAD = rows_of(
    REREAD_ROWS, "claim phase scope before after support_before asked_before support_after asked_after change"
).astype(dict.fromkeys(("support_before", "asked_before", "support_after", "asked_after"), "Int64"))
REREAD["reading"] = "twee"


def test_the_results_of_both_readings_stand_side_by_side_where_they_differ(make_material):
    blocks = chapter(make_material(**{"04_second_reading": READING, "05_second_reading": REREAD}))

    cells = table(blocks, "Cellen van de rollentabellen")
    assert cells.rows == (("Buiten · Aardam · Luisteraar", "4", "3", "2,5", "2,0"),)
    assert cells.note.startswith("Getoond: 1 van de 2 cellen")
    verdicts = table(blocks, "Oordelen voor de gemeenten samen")
    assert verdicts.rows == (
        ("C1", SPOKEN, "ondersteund, 5 van 6", "gemengd, 3 van 6"),
        ("H", "Er is een geheel.", "ondersteund", "deels ondersteund"),
    )
    assert verdicts.note.startswith("Getoond: 2 van de 3 conclusies")


def test_a_second_reading_that_changes_nothing_is_said_to_change_nothing(make_material):
    same = READING.assign(second=READING["first"], difference=0.0)
    alike = REREAD.assign(change="unchanged")

    blocks = chapter(make_material(**{"04_second_reading": same, "05_second_reading": alike}))

    assert "Met de lezing van Bo blijven alle rollentabellen en oordelen gelijk." in said(blocks)


def test_with_three_coders_every_other_reading_has_a_block_of_its_own(make_material):
    alike = READING.assign(reading="drie", second=READING["first"], difference=0.0)
    unmoved = REREAD.assign(reading="drie", change="unchanged")
    both = {"04_second_reading": pd.concat([READING, alike]), "05_second_reading": pd.concat([REREAD, unmoved])}
    blocks = chapter(make_material(most_disputed=pd.concat([DISPUTED, THIRD]), **both))

    assert [
        block.caption for block in of_kind(blocks, TableBlock) if "Bo" in block.caption or "Cas" in block.caption
    ] == [
        "Passages die Bo anders las, de meest omstreden eerst",
        "Passages die Cas anders las, de meest omstreden eerst",
        "Cellen van de rollentabellen die met de lezing van Bo anders uitvallen",
        "Oordelen voor de gemeenten samen die met de lezing van Bo anders uitvallen",
    ]
    assert table(blocks, "Passages die Cas anders las").rows == (
        ("D10:0-9", "**Praat met bewoners**", "**Loopt rond**"),
    )
    assert "Met de lezing van Cas blijven alle rollentabellen en oordelen gelijk." in said(blocks)


def test_every_two_of_three_coders_stand_side_by_side_and_what_is_of_one_pair_is_left_out(make_material):
    pairs = rows_of(
        [("een", "twee", 4, 80, 3, 1, 0.5, 0.75, 1.0), ("een", "drie", 1, 20, 2, 0, None, None, None)],
        "first_coder second_coder documents units codes differing lowest_alpha median_alpha highest_alpha",
    )
    per_code = pd.concat([PAIR, PAIR.assign(second_coder="drie")])
    blocks = chapter(make_material(coder_pairs=pairs, **{"02_agreement_pairs": per_code}))

    assert table(blocks, "Overeenstemming van elke twee codeurs").rows == (
        ("Anna", "Bo", "4", "80", "3", "1", "0,50", "0,75", "1,00"),
        ("Anna", "Cas", "1", "20", "2", "0", "–", "–", "–"),
    )
    together = table(blocks, "Overeenstemming per code")
    assert together.headings == ("Code", "α", "95%-interval", "Gelijk")
    assert "Prevalentie" not in together.note


def test_the_report_says_document_by_document_whose_reading_results_rest_on(make_material):
    readings = rows_of(
        [("D1", "aardam", "een", "twee, drie"), ("D2", "aardam", "een", "twee, drie"), ("D3", "aardam", "twee", None)],
        "document municipality reading other_coders",
    )
    blocks = chapter(make_material("en", **{"02_readings": readings}))

    (listed,) = of_kind(blocks, Bullets)
    assert listed.items == (
        ("that of Anna (also coded by Bo and Cas): 2 documents (D1 and D2)"),
        "that of Bo: 1 document (D3)",
    )


SUMMARY_COLUMNS = (
    "municipality documents codes base run threshold notation status later_runs later_above once twice chao2 "
    "unseen slope"
)
SUMMARY = rows_of(
    [
        ("all", 8, 12, 4, 2, 0.05, "5+2", "contradicted", 1, 1, 3, 1, 14.25, 2.25, 0.375),
        ("aardam", 4, 9, 4, 2, 0.05, None, "too_few_documents", 0, 0, 5, 1, 12.0, 3.0, 1.25),
    ],
    SUMMARY_COLUMNS,
)
RUNS = rows_of(
    [
        ("all", 4, "D5", "D6", 10, 2, 0.2, False),
        ("all", 5, "D6", "D7", 10, 0, 0.0, True),
        ("all", 6, "D7", "D8", 10, 1, 0.1, False),
    ],
    "municipality before first_document last_document base_codes new_codes ratio below_threshold",
)
CONFIRMATIONS = rows_of(
    [("aardam", 1, 2, 2, 5, 1, 1, 1, "first"), ("bosrade", 2, 7, 4, 2, 2, 2, 0, "adds_codes")],
    "municipality place codes_before codes_again new_codes categories_before categories_again new_categories outcome",
)
NEW_CODES = rows_of(
    [
        ("praat", "aardam", "Praten", "Contact", True, "since"),
        ("zwijgt", "bosrade", "Praten", "Contact", False, "since"),
        ("loopt", "bosrade", None, None, False, "first_given"),
    ],
    "code municipality axial_category selective_theme new_category known_from",
)


def saturated(make_material, *, language="nl", summary=SUMMARY, judged=CONFIRMATIONS, runs=RUNS):
    found = {
        "03_saturation_summary": summary, "03_saturation_runs": runs, "03_confirmations": judged,
        "03_new_codes": NEW_CODES,
    }  # fmt: skip
    return chapter(make_material(language, **found))


def test_the_notation_is_told_with_the_runs_that_contradict_it(make_material):
    blocks = saturated(make_material)

    assert (
        "Verzadiging van codes is niet aangetoond: 12 codes na 8 interviews. De verhouding van Guest, "
        "nieuwe codes tegenover die uit de eerste interviews, kwam na 5 interviews op of onder 5% (5+2). "
        "Latere reeksen die er weer boven liggen: 1 van de 1. Chao2 schat het totaal op 14 codes."
    ) in said(blocks)
    assert table(blocks, "Verzadiging van codes per gemeente").rows == (
        ("Alle gemeenten", "8", "12", "5+2, tegengesproken", "3", "14", "0,4"),
        ("Aardam", "4", "9", "te weinig interviews", "5", "12", "1,3"),
    )
    assert table(blocks, "Wat elke reeks").rows == (
        ("4", "D5 – D6", "2", "20%", "nee"),
        ("5", "D6 – D7", "0", "0%", "ja"),
        ("6", "D7 – D8", "1", "10%", "nee"),
    )
    assert any("Reflexieve thematische analyse verwerpt het uitgangspunt" in text for text in said(blocks))


def test_a_reflexive_study_gets_no_notation_and_no_runs(make_material):
    rejected = SUMMARY.assign(status="premise_rejected", notation=None)
    blocks = saturated(make_material, summary=rejected)

    assert any(text.startswith("Volgens study.yml is dit onderzoek reflexief") for text in said(blocks))
    assert not any("5+2" in text for text in said(blocks))
    assert {row[3] for row in table(blocks, "Verzadiging").rows} == {"uitgangspunt verworpen"}
    assert [block for block in of_kind(blocks, TableBlock) if block.caption.startswith("Wat elke reeks")] == []


@pytest.mark.parametrize(
    ("outcome", "counts", "sentence"),
    [
        (
            "confirms", {"new_codes": 0},
            "De laatst gecodeerde gemeente, Bosrade, bevestigt de structuur zoals die daarvoor was: 4 van "
            "de 7 codes en 2 van de 2 axiale categorieën komen er terug, en er kwam geen code bij.",
        ),
        (
            "adds_codes", {},
            "De laatst gecodeerde gemeente, Bosrade, brengt geen nieuwe axiale categorie, maar bevestigt "
            "de structuur zoals die daarvoor was niet zonder meer: 4 van de 7 codes komen er terug, en "
            "het aantal nieuwe codes is 2.",
        ),
        (
            "adds_categories", {"new_categories": 1},
            "De laatst gecodeerde gemeente, Bosrade, bevestigt de structuur zoals die daarvoor was niet: "
            "4 van de 7 codes komen er terug; het aantal nieuwe axiale categorieën is 1, het aantal "
            "nieuwe codes 2.",
        ),
    ],
)  # fmt: skip
def test_the_last_case_confirms_or_adds(make_material, outcome, counts, sentence):
    judged = pd.concat([CONFIRMATIONS.iloc[:1], CONFIRMATIONS.iloc[1:].assign(outcome=outcome, **counts)])
    assert sentence in said(saturated(make_material, judged=judged))


def test_what_every_case_added_is_a_table_and_what_the_last_one_added_is_listed(make_material):
    blocks = saturated(make_material)

    assert table(blocks, "Elke gemeente naast de structuur").rows == (
        ("Aardam", "2", "2", "5", "1", "1", "1"),
        ("Bosrade", "7", "4", "2", "2", "2", "0"),
    )
    assert table(blocks, "Codes die pas in de laatste").rows == (
        ("Zwijgt", "Praten", "nee"),
        ("Loopt rond", "buiten de structuur", "nee"),
    )


def test_a_study_of_one_municipality_has_nothing_to_confirm(make_material):
    blocks = saturated(make_material, judged=CONFIRMATIONS.iloc[:1])

    assert ("Er is één gemeente gecodeerd, dus er is geen latere gemeente die de categorieën kan bevestigen.") in said(
        blocks
    )
    assert not any("laatst gecodeerde" in text for text in said(blocks))


def test_a_study_that_grouped_nothing_has_no_structure_to_confirm(make_material):
    nothing = CONFIRMATIONS.assign(codes_before=0, codes_again=0, new_codes=0, outcome="confirms")
    assert not any("laatst gecodeerde" in text for text in said(saturated(make_material, judged=nothing)))


HISTORY = rows_of(
    [
        ("2024-05-02", "bosrade", "merged", "praat", "kletst babbelt", "Niet uit elkaar te houden.", "Much alike."),
        ("2024-03-01", None, "added", "loopt", None, "Nodig.", None),
    ],
    "date round change code came_from reason reason_en",
)


def test_the_history_of_the_codebook_is_told_in_the_order_of_time(make_material):
    blocks = chapter(make_material(**{"03_codebook_history": HISTORY}))

    assert table(blocks, "Wat er in het codeboek veranderde").rows == (
        ("1 maart 2024", "vóór het coderen", "toegevoegd", "Loopt rond", "–", "Nodig."),
        ("2 mei 2024", "Bosrade", "samengevoegd", "Praat met bewoners", "kletst, babbelt", HISTORY["reason"][0]),
    )
    english = chapter(make_material("en", **{"03_codebook_history": HISTORY}))
    assert [row[-1] for row in table(english, "What changed in the codebook").rows] == ["Nodig.", "Much alike."]
    without = chapter(make_material(**{"03_codebook_history": HISTORY.iloc[:0]}))
    assert "Hoe is het codeboek ontstaan?" not in [block.text for block in of_kind(without, Heading)]


def test_too_few_interviews_for_a_run_give_no_table_of_runs(make_material):
    blocks = saturated(
        make_material, runs=RUNS.iloc[:0], summary=SUMMARY.assign(notation=None, status="too_few_documents")
    )

    assert [block for block in of_kind(blocks, TableBlock) if block.caption.startswith("Wat elke reeks")] == []


METHOD_ROWS = [
    ("C1", "aardam", 3, 0, 1, 0, 1, "same"),
    ("C1", "bosrade", 2, 1, 0, 1, 1, "mixed"),
    ("C2", "aardam", 1, 0, 0, 0, 1, "only_said"),
]
METHOD_COLUMNS = "claim municipality said_for said_against seen_for seen_against observations comparison"
AGAINST_ROWS = [
    ("C1", "D4:1-7", "zwijgt", "D4", True),
    ("C2", "D1:0-9", "praat", "D1", False),
    ("C2", "D1:0-9", "loopt", "D1", False),
    ("C2", "D2:4-9", "praat", "D2", False),
    ("C2", "D3:4-9", "praat", "D3", True),
    ("C2", "D3:10-19", "praat", "D3", True),
]
QUOTE_ROWS = [
    ("D1", "aardam", "wijkverbinder", "interview", 1, 0.25, 0.25),
    ("D2", "aardam", "wethouder", "interview", 3, 0.75, 0.25),
    ("D3", "bosrade", "wethouder", "interview", 0, 0.0, 0.25),
    ("D4", "bosrade", "wijkverbinder", "observation", 0, 0.0, 0.25),
]


def sourced(make_material, **more):
    found = {
        "05_methods": rows_of(METHOD_ROWS, METHOD_COLUMNS),
        "05_negative_cases": rows_of(AGAINST_ROWS, "claim segment code document divided"),
        "05_quote_balance": rows_of(QUOTE_ROWS, "document municipality perspective kind quotes share even_share"),
    }
    return chapter(make_material(**{**found, **more}))


def test_what_was_seen_stands_beside_what_was_said_and_nothing_seen_is_counted_apart(make_material):
    found = table(sourced(make_material), "Wat in interviews is gezegd")

    assert found.rows == (
        ("C1", SPOKEN, "Aardam", "3\u00a0voor", "1\u00a0voor", "in dezelfde richting"),
        ("C1", SPOKEN, "Bosrade", "2\u00a0voor, 1\u00a0tegen", "1\u00a0tegen", "gemengd"),
    )
    assert "1 in dezelfde richting, 1 gemengd, 1 alleen gezegd" in found.note


def test_negative_cases_are_counted_per_conclusion_and_named_by_passage(make_material):
    found = table(sourced(make_material), "Conclusies met passages die ze tegenspreken")

    assert found.rows == (
        ("C2", "Het contact komt er.", "4", "3", "1", "D1:0-9, D2:4-9, D3:4-9 …"),
        ("C1", SPOKEN, "1", "1", "1", "D4:1-7"),
    )
    assert "verschillende passages daarin: 5" in found.note


def test_who_is_quoted_most_comes_first_and_who_never_is_is_named(make_material):
    found = table(sourced(make_material), "Uit welke documenten de tekst citeert")

    assert found.rows == (("D2", "wethouder", "Aardam", "3", "75%"), ("D1", "wijkverbinder", "Aardam", "1", "25%"))
    assert found.note == "Bij een gelijke verdeling zou elk document 25% krijgen. Nooit geciteerd: D3, D4."


def test_a_study_without_observations_counter_evidence_or_quotes_has_no_empty_tables(make_material):
    nothing = {
        "05_methods": rows_of(METHOD_ROWS, METHOD_COLUMNS).assign(seen_for=0, seen_against=0),
        "05_negative_cases": tables.NEGATIVE_CASES.empty(),
        "05_quote_balance": tables.QUOTE_BALANCE.empty(),
        "05_robustness": rows_of([], "claim without member whole_verdict verdict changes").astype({"changes": "bool"}),
    }
    blocks = sourced(make_material, **nothing)

    assert [block.caption for block in of_kind(blocks, TableBlock) if "α" not in block.caption] == []
    assert "Rusten de conclusies op één soort bron?" not in [block.text for block in of_kind(blocks, Heading)]


def test_only_verdicts_that_flip_without_a_municipality_are_listed(make_material):
    found = table(chapter(make_material()), "Oordelen die veranderen als één gemeente wordt weggelaten")

    assert found.rows == (("C1", SPOKEN, "Bosrade", "ondersteund", "gemengd"),)


def test_a_picture_in_parts_is_told_part_by_part(make_material):
    figures = ["05_triangulation", "05_triangulation_2", "05_triangulation_4"]
    found = of_kind(chapter(make_material(figures=figures)), Figure)

    assert found[1].caption == f"{found[0].caption} (vervolg)"


BALANCE = rows_of(
    [
        ("aardam", "bosrade", "Praten", 3, 4, 2, 1, 0, "both"),
        ("aardam", "bosrade", "Lopen", 1, 0, 0, 1, 0, "only_earlier"),
    ],
    "earlier later axial_category earlier_segments later_segments codes_in_both codes_only_earlier codes_only_later "
    "comparison",
)
SIDE_BY_SIDE = rows_of(
    [
        ("aardam", "bosrade", "Praten", "praat", "both", 1, "D1:0-9", "D5:0-4"),
        ("aardam", "bosrade", "Praten", "praat", "both", 2, "D2:5-9", None),
        ("aardam", "bosrade", "Lopen", "loopt", "only_later", 1, None, "D5:6-9"),
    ],
    "earlier later axial_category code comparison place earlier_segment later_segment",
)


def test_what_two_cases_share_is_counted_and_the_list_to_read_is_linked(make_material):
    blocks = chapter(make_material(**{"03_category_balance": BALANCE}))

    assert table(blocks, "Codes die elke twee gemeenten delen").rows == (("Aardam", "Bosrade", "2", "2", "0"),)
    assert "naast-elkaar.html" in [item[0] for links in of_kind(blocks, Links) for item in links.items]


def test_one_case_has_nothing_beside_it(make_material):
    assert "Zeggen verschillende gemeenten hetzelfde?" not in [
        block.text
        for block in chapter(make_material(**{"03_category_balance": BALANCE.iloc[:0]}))
        if isinstance(block, Heading)
    ]
    assert compose_side_by_side(make_material(**{"03_constant_comparison": SIDE_BY_SIDE.iloc[:0]})) == []
    assert compose_side_by_side(make_material()) == []


def test_passages_stand_side_by_side_with_words_only_where_they_may_be_told(make_material):
    material = make_material(quotes={"D5:0-4": "Wij praten."}, **{"03_constant_comparison": SIDE_BY_SIDE})
    blocks = compose_side_by_side(material)

    (contents,) = of_kind(blocks, Contents)
    assert [text for _, text in contents.chapters] == ["Aardam en Bosrade"]
    assert [block.name for block in of_kind(blocks, Heading) if block.level == 2] == [
        name for name, _ in contents.chapters
    ]
    (only,) = of_kind(blocks, Bullets)
    assert only.items == ("Alleen in Aardam: –", "Alleen in Bosrade: Loopt rond")
    talking, walking = of_kind(blocks, TableBlock)
    assert talking.headings == ("Code", "Aardam", "Bosrade")
    assert talking.rows == (
        ("Praat met bewoners", "**D1:0-9**", "**D5:0-4** Wij praten."),
        ("Praat met bewoners", "**D2:5-9**", "–"),
    )
    assert walking.rows == (("Loopt rond", "–", "**D5:6-9**"),)


MEMO_COUNTS = rows_of(
    [
        ("praat", "aardam", "theoretical", 1),
        ("loopt", "aardam", "unsaid", 2),
        ("loopt", "bosrade", "methodological", 3),
    ],
    "code municipality kind memos",
)


def test_memos_are_counted_per_code_and_not_repeated(make_material):
    listed = table(chapter(make_material(**{"02_memo_counts": MEMO_COUNTS})), "Aantal memo’s per code")
    assert listed.rows == (("Loopt rond", "0", "3", "2", "2"), ("Praat met bewoners", "1", "0", "0", "1"))
    assert "Aantal memo’s van alle codeurs samen: 6." in listed.note


def test_who_carries_the_contradictions_is_named_as_elsewhere(make_material):
    against = rows_of(
        [("D2", "aardam", "overig", 9, 4, 1), ("D5", "bosrade", "wethouder", 8, 0, 0)],
        "document municipality perspective asked countered divided",
    )
    listed = table(
        chapter(make_material(**{"05_negative_respondents": against})),
        "In welke documenten conclusies worden tegengesproken",
    )
    assert listed.rows == (("D2", "overig", "Aardam", "4", "9", "1"),)
    assert listed.note.startswith("Getoond: 1 van de 1 documenten waarin iets tegen een conclusie is gezegd of gezien.")
    assert "Documenten zonder tegenspraak: 1." in listed.note


def test_the_list_of_differences_has_every_passage_with_its_words_where_they_may_be_told(make_material):
    blocks = compose_differences(make_material(most_disputed=DISPUTED, quotes={"D10:5-9": "Dag buur."}))

    (found,) = of_kind(blocks, TableBlock)
    assert [row[:2] for row in found.rows] == [("D3:0-9", "–"), ("D10:5-9", "Dag buur.")]
    assert Paragraph("Dit is verzonnen.", notice=True) in blocks


TALK = rows_of(
    [
        ("D3", 0, 9, "praat", "first"),
        ("D3", 0, 9, "zwijgt", "another"),
        ("D10", 5, 9, "praat", "open"),
        ("D4", 1, 2, "loopt", "beyond"),
    ],
    "document start end code outcome",
)


def test_while_nothing_is_decided_on_the_list_says_how_a_talk_is_recorded(make_material):
    material = make_material(most_disputed=DISPUTED, **{"02_talk": TALK.iloc[2:3]})

    assert (
        "De codeurs hebben nog over geen enkel verschil overlegd (aantal verschillen: 1). `wijk agree "
        "--sheet overleg.xlsx` maakt een blad om hun beslissingen in vast te leggen."
    ) in said(compose_differences(material))
    assert not [text for text in said(chapter(material)) if "overleg" in text]


def test_the_list_says_what_was_decided_on_and_which_results_that_changed(make_material):
    before = {"04_second_reading": READING.assign(reading="before_agreed")}
    before["05_second_reading"] = REREAD.assign(reading="before_agreed")
    material = make_material(most_disputed=DISPUTED, **{"02_talk": TALK}, **before)
    blocks = compose_differences(material)

    sentence = (
        "De codeurs hebben in overleg beslist over 2 van de 3 verschillen: zoals de eerste codeur las "
        "(1), zoals een andere codeur las (1) of anders dan beiden (0). Nog open: 1. Waar is beslist, "
        "rusten de uitkomsten op de afspraak. Afspraken over passages waarin codeurs niet verschilden: 1."
    )
    assert sentence in said(blocks)
    assert sentence in said(chapter(material))
    assert table(blocks, "Wat er per code in overleg is beslist").rows == (
        ("Loopt rond", "0", "0", "0", "1", "0"),
        ("Praat met bewoners", "1", "0", "0", "0", "1"),
        ("Zwijgt", "0", "1", "0", "0", "0"),
    )
    listed = table(blocks, "Passages die Bo anders las")
    assert listed.headings[-1] == "Na overleg"
    assert [row[-1] for row in listed.rows] == [
        "Praat met bewoners: zoals de eerste codeur; Zwijgt: zoals de andere codeur",
        "–",
    ]
    cells = table(blocks, "Cellen van de rollentabellen die door het overleg zijn veranderd")
    assert cells.rows == (("Buiten · Aardam · Luisteraar", "3", "4", "2,0", "2,5"),)
    assert table(blocks, "Oordelen voor de gemeenten samen die door het overleg").rows == (
        ("C1", SPOKEN, "gemengd, 3 van 6", "ondersteund, 5 van 6"),
        ("H", "Er is een geheel.", "deels ondersteund", "ondersteund"),
    )


def test_a_talk_that_changes_no_result_is_said_to_change_none(make_material):
    same = READING.assign(reading="before_agreed", second=READING["first"], difference=0.0)
    alike = REREAD.assign(reading="before_agreed", change="unchanged")
    readings = {"04_second_reading": same, "05_second_reading": alike}
    blocks = compose_differences(make_material(most_disputed=DISPUTED, **{"02_talk": TALK}, **readings))

    assert ("Door het overleg is geen rollentabel veranderd, en ook geen oordeel voor de gemeenten samen.") in said(
        blocks
    )


def test_both_languages_have_the_same_words_and_headings():
    for words in (CHANGES, DOMAINS, GUEST, HEADINGS, METHODS, OUTCOMES, PHRASES):
        assert list(words["nl"]) == list(words["en"])
    assert {name: len(row) for name, row in HEADINGS["nl"].items()} == {
        name: len(row) for name, row in HEADINGS["en"].items()
    }


def test_every_kind_of_code_and_every_outcome_of_a_comparison_has_a_word():
    kinds = next(column for column in tables.CODEBOOK.columns if column.name == "kind").allowed
    assert set(DOMAINS["nl"]) == {*kinds, "application"}
    for words, declared, name in (
        (METHODS, tables.METHODS, "comparison"),
        (GUEST, tables.SATURATION_SUMMARY, "status"),
        (CHANGES, tables.CODEBOOK_HISTORY, "change"),
    ):
        assert set(words["nl"]) == set(next(column for column in declared.columns if column.name == name).allowed)


def test_the_english_chapter_asks_the_same_questions(make_material):
    blocks = chapter(make_material("en", most_disputed=DISPUTED))

    assert [block.text for block in of_kind(blocks, Heading) if block.level == 2] == [
        "Would somebody else code the same?",
        "Do the conclusions rest on one kind of source?",
        "How certain is every conclusion?",
    ]
    assert said(blocks)[1].startswith(
        "Number of passages in D3 and D10 that Bo read differently from the reading that the results rest on: 2. They"
    )

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.report.blocks import Bullets, Figure, Finding, Heading, Paragraph, Quotes
from wijkresearch.report.content import compose_report
from wijkresearch.report.roles import claims_by_role
from wijkresearch.tables import CLAIM_CODES, CODEBOOK

JUDGED = [
    ("all", "makelaar", "buiten", 5, 4, 1, "made"),
    ("aardam", "makelaar", "buiten", 3, 3, 0, "made"),
    ("bosrade", "makelaar", "buiten", 2, 1, 1, "mixed"),
]
CODES = [("makelaar", "role"), ("praat", "open")]


@pytest.fixture
def material(make_material):
    """The material of a study in which one role was coded most in one case, and a claim rests on a code of it."""
    columns = ["member", "role", "world", "passages", "fulfilled", "hindered", "judgement"]
    preferred = pd.DataFrame(
        [("aardam", "makelaar", 3, 4)], columns=["municipality", "role", "segments", "case_segments"]
    )
    judged = pd.DataFrame(JUDGED, columns=columns).assign(not_called_upon=0, not_stated=0)
    made = make_material(**{"04_connections": judged, "04_preferred_roles": preferred})
    rows = pd.DataFrame(CODES, columns=["code", "kind"])
    codebook = CODEBOOK.check(
        rows.assign(role="makelaar", label_nl="x", label_en="x", definition="x", parent=None, origin="inductive")
    )
    return replace(
        made,
        codebook=codebook,
        claim_codes=CLAIM_CODES.check(pd.DataFrame([("C1", "praat", "support")], columns=CLAIM_CODES.column_names)),
        definitions={"makelaar": "Brengt mensen bij elkaar. Alleen als niets anders past."},
        settings={
            **made.settings,
            "goals": [{"role": "makelaar", "world": "buiten", "text_nl": "rust", "text_en": "peace"}],
        },
    )


def section(material, role):
    """The blocks of the section of a role."""
    blocks = compose_report(material, chapters=["each_role"])
    begin = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and role in block.text)
    rest = blocks[begin + 1 :]
    ends = (place for place, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2)
    return blocks[begin], rest[: next(ends, len(rest))]


def test_a_section_says_what_a_role_is_how_often_it_comes_and_for_whom_it_succeeds(material):
    heading, blocks = section(material, "Makelaar")
    assert heading == Heading(2, "Makelaar: komt tot stand in de buiten")
    assert blocks[0] == Paragraph(
        "Brengt mensen bij elkaar. Het is de rol die het meest is gecodeerd in Aardam (3 van 4 rolcoderingen)."
    )
    assert next(block for block in blocks if isinstance(block, Bullets)).items == (
        "**Buiten.** Bedoeld: rust. In 4 van 5 passages volledig uitgevoerd, in 1 belemmerd. Komt tot stand in Aardam "
        "(3 van 3); wisselend in Bosrade (1 van 2).",
    )


def test_worlds_in_which_a_role_ends_alike_are_named_together_in_its_heading(material):
    judged = material.tables["04_connections"]
    alike = pd.concat([judged, judged.assign(world="binnen")], ignore_index=True)
    two = replace(
        material, worlds={"buiten": "Buiten", "binnen": "Binnen"}, tables={**material.tables, "04_connections": alike}
    )
    assert section(two, "Makelaar")[0].text == "Makelaar: komt tot stand in de buiten en binnen"


def test_a_role_is_quoted_only_in_words_that_may_be_quoted_with_their_place(material):
    alone = replace(material, claim_codes=CLAIM_CODES.empty())
    (quotes,) = (block for block in section(alone, "Makelaar")[1] if isinstance(block, Quotes))
    ((words, link),) = ((quote.words, quote.link) for quote in quotes.quotes)
    assert (words, link) == ("Wij praten wel.", "gesprek-D1.html#D1-0-9")
    silent = replace(alone, role_passages=material.role_passages.assign(words=""))
    assert not any(isinstance(block, Quotes) for block in section(silent, "Makelaar")[1])


def test_what_is_quoted_at_a_finding_is_not_quoted_at_its_role_as_well(material):
    assert not any(isinstance(block, Quotes) for block in section(material, "Makelaar")[1])


def test_a_finding_on_codes_of_one_role_stands_with_that_role_and_nowhere_else(material):
    assert claims_by_role(material) == {"luisteraar": [], "makelaar": ["C1"]}
    assert [block.claim for block in section(material, "Makelaar")[1] if isinstance(block, Finding)] == ["C1"]
    cards = [block.claim for block in compose_report(material) if isinstance(block, Finding)]
    assert sorted(cards) == ["C1", "C2", "H", "P"]


def test_a_finding_on_codes_of_several_roles_or_also_of_none_stands_with_no_role(material):
    two = pd.DataFrame([("C1", "praat", "support"), ("C1", "los", "support")], columns=CLAIM_CODES.column_names)
    for role in ("luisteraar", None):
        other = material.codebook.head(1).assign(code="los", role=role).astype({"role": "str"})
        other.loc[:, "role"] = role
        codebook = pd.concat([material.codebook, other], ignore_index=True)
        found = claims_by_role(replace(material, claim_codes=CLAIM_CODES.check(two), codebook=codebook))
        assert found == {"luisteraar": [], "makelaar": []}


def test_a_finding_that_names_its_role_stands_with_it_whatever_it_rests_on(material):
    named = material.claims.assign(role=material.claims["claim"].map({"C1": "luisteraar"}))
    assert claims_by_role(replace(material, claims=named)) == {"luisteraar": ["C1"], "makelaar": []}


def test_of_many_cases_is_counted_in_how_many_it_ends_as_in_all_together(material):
    more = pd.DataFrame([(f"g{number}", "makelaar", "buiten", 2, 2, 0, "made") for number in range(8)])
    judged = material.tables["04_connections"]
    more.columns = judged.columns[:7]
    tables = {**material.tables, "04_connections": pd.concat([judged, more], ignore_index=True)}
    items = next(
        block for block in section(replace(material, tables=tables), "Makelaar")[1] if isinstance(block, Bullets)
    )
    assert items.items[0].endswith("Met dezelfde uitkomst in 9 van de 10 gemeenten.")


def test_the_picture_of_a_role_stands_in_its_section(material, picture):
    drawn = replace(material, figures={"04_role_pictures": picture, "04_role_pictures_2": picture})
    for role in ("Luisteraar", "Makelaar"):
        assert len([block for block in section(drawn, role)[1] if isinstance(block, Figure)]) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_study_without_roles_has_no_section_on_them(make_material, language):
    material = replace(make_material(language), roles={}, worlds={})
    tables = {name: rows for name, rows in material.tables.items() if name != "04_role_counts"}
    material = replace(material, tables=tables, role_passages=material.role_passages.head(0), figures={})
    assert len(compose_report(material, chapters=["roles", "each_role", "connections"])) == 2

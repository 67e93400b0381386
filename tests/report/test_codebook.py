from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.report.blocks import Heading, Paragraph, TableBlock
from wijkresearch.report.content import compose_report
from wijkresearch.tables import CODEBOOK

CODES = [
    ("makelaar", "Makelaar", None, "deductive", "role", "makelaar"),
    ("netwerk", "Netwerk", "makelaar", "deductive", "indicator", "makelaar"),
    ("geduld", "Geduld", "makelaar", "deductive", "indicator", "makelaar"),
    ("belt", "Belt rond", "netwerk", "deductive", "value", "makelaar"),
    ("praat", "Praat", None, "inductive", "open", None),
    ("los", "Los", None, "inductive", "open", None),
]
GIVEN = [("D1", "belt", 2), ("D2", "belt", 1), ("D4", "praat", 3)]
REGISTER = [("D1", "interview"), ("D2", "interview"), ("D4", "observation")]


@pytest.fixture
def material(make_material):
    """The material of a study with a codebook: a role with its indicators, one grouped code, and one by itself."""
    rows = pd.DataFrame(CODES, columns=["code", "label_nl", "parent", "origin", "kind", "role"])
    codebook = CODEBOOK.check(rows.assign(label_en=rows["label_nl"], definition="Iets."))
    axial = pd.DataFrame(
        [("Gesprek", "Contact", "praat", "aardam", 3, 0)],
        columns=["axial_category", "selective_theme", "code", "municipality", "segments", "respondents"],
    )
    given = pd.DataFrame(GIVEN, columns=["document", "code", "segments"])
    made = make_material(**{"03_axial_counts": axial, "02_code_frequencies": given})
    return replace(
        made,
        codebook=codebook,
        codes=dict(zip(rows["code"], rows["label_nl"], strict=True)),
        definitions=dict.fromkeys(rows["code"], "Iets."),
        register=pd.DataFrame(REGISTER, columns=["document", "kind"]).assign(municipality="aardam", function="x"),
    )


def tables(material, chapter):
    return [block for block in compose_report(material, chapters=[chapter]) if isinstance(block, TableBlock)]


def test_codes_of_a_role_stand_in_their_tree_with_how_often_they_were_given(material):
    role, grouped, alone = tables(material, "codebook")
    assert (role.caption, role.rows) == (
        "Makelaar",
        (
            ("Makelaar", "Iets.", "0", "0"),
            ("– Netwerk", "Iets.", "0", "0"),
            ("– – Belt rond", "Iets.", "3", "2"),
            ("– Geduld", "Iets.", "0", "0"),
        ),
    )
    assert role.links == dict.fromkeys([(2, 2), (2, 3)], "codes.html#code-belt")
    assert (grouped.caption, grouped.rows) == ("Gesprek", (("Praat", "Iets.", "3", "0"),))
    assert (alone.caption, alone.rows) == ("Open codes buiten de datastructuur", (("Los", "Iets.", "0", "0"),))


def test_every_code_of_the_codebook_stands_in_the_annex_once(material):
    listed = [
        row[0].removeprefix("– ").removeprefix("– ") for table in tables(material, "codebook") for row in table.rows
    ]
    assert sorted(listed) == sorted(material.codebook["label_nl"])


def test_where_definitions_are_in_another_language_the_codebook_goes_without(material):
    role, *_ = tables(replace(material, definitions={}), "codebook")
    assert role.headings == ("Code", "Passages", "Interviews")
    assert role.rows[2] == ("– – Belt rond", "3", "2")


def test_the_data_structure_is_a_table_for_every_theme(material):
    (theme,) = tables(material, "structure")
    assert (theme.caption, theme.rows) == ("Thema: Contact", (("Gesprek", "Praat (3)"),))


def test_the_chapter_on_coding_counts_codes_codings_and_groups(material):
    said = [block.text for block in compose_report(material, chapters=["coding"]) if isinstance(block, Paragraph)]
    assert said[1:3] == [
        "Het codeboek heeft 6 codes: 4 uit de theorie en 2 uit het materiaal. Daarvan zijn er 2 gebruikt, in 6 "
        "coderingen van 3 documenten.",
        "1 open codes zijn samengenomen in 1 categorieën, en die in 1 thema’s.",
    ]


def test_without_roles_every_code_goes_by_its_kind(material):
    headings = [
        block.text
        for block in compose_report(replace(material, roles={}), chapters=["codebook"])
        if isinstance(block, Heading) and block.level == 2
    ]
    assert headings == ["Contact", "Andere codes"]


def test_without_a_codebook_there_is_no_annex(make_material):
    assert len(compose_report(make_material(), chapters=["codebook", "structure"])) == 2

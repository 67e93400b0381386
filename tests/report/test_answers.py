from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.report.answers import answer_tree, main_question
from wijkresearch.report.blocks import Finding, Heading, Tree
from wijkresearch.report.content import compose_report

TEXTS = {"text_nl": "Hoe?", "text_en": "How?"}


def with_main_question(material):
    """The material of a study whose first question is answered by what is found on its two others."""
    questions = [{"id": "hoofd", **TEXTS}, {"id": "een", **TEXTS}, {"id": "twee", **TEXTS}]
    answers = {"H": "hoofd", "P": "een", "C1": "een", "C2": "twee", "R": "hoofd"}
    claims = material.claims.assign(answers=material.claims["claim"].map(answers))
    return replace(material, settings={**material.settings, "questions": questions}, claims=claims)


def outline(branch):
    """The ids of a tree, those of its parts behind each."""
    return branch.claim, [outline(part) for part in branch.parts]


def test_a_tree_has_the_parts_of_an_answer_and_theirs_each_with_its_own_verdict(make_material):
    root = answer_tree(make_material(), "H").root
    assert outline(root) == ("H", [("P", [("C1", [])]), ("C2", [])])
    whole, other = root.parts
    (part,) = whole.parts
    assert (whole.verdict, whole.said) == ("supported", "ondersteund, 1 van 1 delen")
    assert (part.verdict, part.said) == ("supported", "ondersteund, 5 van 6, 1 tegen")
    assert (other.verdict, other.said) == ("not_supported", "niet gevonden, 0 van 6 passages")
    assert part.link == "report.html#bevinding-C1"


def test_a_part_that_nobody_could_judge_is_in_the_tree_without_a_link(make_material):
    material = make_material()
    verdicts = material.tables["05_verdicts"]
    material = replace(material, tables={**material.tables, "05_verdicts": verdicts[verdicts["claim"] != "C2"]})
    other = answer_tree(material, "H").root.parts[1]
    assert (other.verdict, other.said, other.link) == ("insufficient", "te weinig gegevens", "")


def test_the_main_question_is_the_one_whose_answer_rests_on_findings_about_every_other(make_material):
    material = with_main_question(make_material())
    assert main_question(material) == "hoofd"
    unanswered = {"id": "drie", **TEXTS}
    settings = {**material.settings, "questions": [*material.settings["questions"], unanswered]}
    assert main_question(replace(material, settings=settings)) == ""


def test_a_study_with_one_question_has_no_main_one_beside_others(make_material):
    assert main_question(make_material()) == ""


def test_the_main_answer_comes_after_the_findings_on_the_other_questions(make_material):
    blocks = compose_report(with_main_question(make_material()), chapters=["findings", "conclusion"])
    told = [block.claim for block in blocks if isinstance(block, Finding)]
    assert told == ["P", "C1", "C2", "H"]
    chapters = {block.name: block.text for block in blocks if isinstance(block, Heading)}
    assert (chapters["findings"], chapters["conclusion"]) == ("Bevindingen per vraag", "Het antwoord op de hoofdvraag")
    assert [block.root.claim for block in blocks if isinstance(block, Tree)] == ["P", "H"]


def test_an_answer_that_is_in_the_tree_of_another_has_no_tree_of_its_own_on_the_same_question(make_material):
    blocks = compose_report(make_material(), chapters=["findings"])
    assert [block.root.claim for block in blocks if isinstance(block, Tree)] == ["H"]
    assert [block.claim for block in blocks if isinstance(block, Finding)] == ["H", "P", "C1", "C2"]


def test_a_finding_on_an_expectation_stands_with_the_question_that_it_serves(make_material):
    material = with_main_question(make_material())
    answers = material.claims["answers"].where(material.claims["claim"] != "C2", "verwacht")
    expectations = [{"id": "verwacht", "question": "twee", **TEXTS}]
    material = replace(
        material,
        settings={**material.settings, "expectations": expectations},
        claims=material.claims.assign(answers=answers),
    )
    assert main_question(material) == "hoofd"
    without = replace(material, settings={**material.settings, "expectations": [{"id": "verwacht", **TEXTS}]})
    blocks = compose_report(without, chapters=["findings"])
    place = blocks.index(Heading(2, "Andere bevindingen"))
    assert [block.claim for block in blocks[place:] if isinstance(block, Finding)] == ["C2"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_any_verdict_there_are_no_findings_and_no_empty_sections(make_material, language):
    material = make_material(language)
    verdicts = pd.DataFrame(columns=material.tables["05_verdicts"].columns)
    replication = material.tables["05_replication"].head(0)
    tables = {**material.tables, "05_verdicts": verdicts, "05_replication": replication}
    blocks = compose_report(replace(material, tables=tables), chapters=["findings", "conclusion", "by_case", "coding"])
    assert [block for block in blocks if isinstance(block, Heading) and block.level > 1] == []

"""What the shipped study says of itself in Dutch is Dutch: what was once English on its pages is not there any more."""

from __future__ import annotations

import re

import pytest

from wijkresearch.assumptions import together
from wijkresearch.io.read import read_frame, read_study
from wijkresearch.privacy.release import release
from wijkresearch.report.gathering import say_provenance
from wijkresearch.rigour.dutch_facts import check_dutch_facts
from wijkresearch.study import Study

ENGLISH = re.compile(r"\b(semicolons|codepoints|positions|evidence|thesis|inhabitants|seats|at least|the|and)\b", re.I)


@pytest.fixture(scope="module")
def shipped() -> Study:
    return release(read_study("wijkverbinders"))


def test_where_the_report_comes_from_is_told_in_dutch(shipped: Study) -> None:
    told = say_provenance("wijkverbinders", shipped)
    assert len(told) == 3 + len(together(shipped.assumptions))
    assert [line for line in told if ENGLISH.search(line)] == []
    assert not any(line.endswith("..") for line in told)


def test_where_the_report_comes_from_is_told_in_english_too(shipped: Study) -> None:
    told = say_provenance("wijkverbinders", shipped, language="en")
    assert all(ENGLISH.search(line) for line in told if line.startswith(("Source", "Assumed")))


def test_the_arithmetic_of_the_law_is_told_in_dutch(shipped: Study) -> None:
    facts = check_dutch_facts(shipped.municipalities, read_frame(shipped.settings["selection"]["frame"]))
    assert facts["arithmetic"].str.contains("zetels").all()
    assert [line for line in facts["arithmetic"] if ENGLISH.search(line)] == []

"""How positions are counted is found from evidence, and every rule gives back exactly the passages that were meant."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import RULE_NAMES, read_qdpx

CODE = "AAAAAAAA-0000-4000-8000-000000000001"
WORDS = ("de", "wijk", "bewoner", "café", "één", "loket", "ambtenaar", "buurt", "coördinatie", "vraag")
EMOJI = ("😀", "👩‍👩‍👧", "🇳🇱", "👍🏽")


@dataclass(frozen=True)
class Coded:
    """A text with LF line ends, the passages that were coded in it, and the line ends that were CRLF in the file."""

    text: str
    passages: list[tuple[int, int]]
    windows: bool
    mark: bool


def counted(coded: Coded, place: int, rule: str) -> int:
    """The position as a program with this rule counts it: one unit after another, from the front."""
    units = 1 if rule.endswith("-bom") and coded.mark else 0
    for character in coded.text[:place]:
        double = (rule.startswith("utf16") and ord(character) > 0xFFFF) or (
            "crlf2" in rule and coded.windows and character == "\n"
        )
        units += 2 if double else 1
    return units


def packed(coded: Coded, rule: str, origin: str = "some program", *, named: bool = False) -> io.BytesIO:
    """A project file as a program with this rule writes it."""
    selections = []
    for number, (start, end) in enumerate(coded.passages):
        name = f" name={quoteattr(coded.text[start:end], {chr(10): '&#10;'})}" if named else ""
        selections.append(
            f'<PlainTextSelection guid="DDDDDDDD-0000-4000-8000-{number:012d}"{name}'
            f' startPosition="{counted(coded, start, rule)}" endPosition="{counted(coded, end, rule)}">'
            f'<Coding guid="EEEEEEEE-0000-4000-8000-{number:012d}"><CodeRef targetGUID="{CODE}"/></Coding>'
            "</PlainTextSelection>"
        )
    xml = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="n" origin="{origin}"><CodeBook><Codes>'
        f'<Code guid="{CODE}" name="code" isCodable="true"/></Codes></CodeBook><Sources><TextSource'
        f' guid="BBBBBBBB-0000-4000-8000-000000000001" name="D1" plainTextPath="internal://x.txt">'
        f"{''.join(selections)}</TextSource></Sources></Project>"
    )
    raw = coded.text.replace("\n", "\r\n") if coded.windows else coded.text
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/x.txt", (("\ufeff" if coded.mark else "") + raw).encode())
    stream.seek(0)
    return stream


def places(found: CodedProject) -> list[tuple[int, int]]:
    return [(row.start, row.end) for row in found.codings.itertuples()]


def interview(seed: int, lines: int, emoji: float, selections: int, *, windows: bool, mark: bool) -> Coded:
    """A text of ordinary words with an emoji now and then, in which whole words are coded."""
    chance = random.Random(seed)
    written = []
    for _ in range(lines):
        words = chance.choices(WORDS, k=chance.randrange(4, 12))
        if chance.random() < emoji:
            words.insert(chance.randrange(len(words)), chance.choice(EMOJI))
        written.append(" ".join(words) + ".")
    text = "\n".join(written) + "\n"
    starts = [place + 1 for place, character in enumerate(text) if character in " \n" and place + 1 < len(text)]
    passages = set()
    while len(passages) < selections:
        start = chance.choice(starts)
        ends = [place for place in range(start + 3, min(start + 120, len(text))) if text[place] in " .\n"]
        if ends:
            passages.add((start, chance.choice(ends)))
    return Coded(text, sorted(passages), windows, mark)


texts = st.text(
    st.sampled_from(["a", "é", " ", "\n", "😀", "\u0301", "\u200d", "👩", "🏽", "\u2028", "漢", "."]), min_size=1
)


@given(st.data())
@settings(max_examples=examples(60), deadline=None)
def test_every_rule_gives_back_the_passages_that_were_meant(data: st.DataObject) -> None:
    text = data.draw(texts)
    spots = st.integers(0, len(text))
    passages = data.draw(
        st.sets(st.tuples(spots, spots).filter(lambda pair: pair[0] < pair[1]), min_size=1, max_size=6)
    )
    coded = Coded(text, sorted(passages), data.draw(st.booleans()), data.draw(st.booleans()))
    rule = data.draw(st.sampled_from(RULE_NAMES))
    found = read_qdpx(packed(coded, rule), offset_rule=rule)
    assert found.texts == {"D1": text}
    assert places(found) == coded.passages
    assert found.offset_rule is not None
    assert found.offset_rule.rule == rule


@pytest.mark.parametrize("rule", RULE_NAMES)
@pytest.mark.parametrize("seed", range(3))
def test_the_rule_of_an_unknown_program_is_found_from_thirty_passages_of_whole_words(rule: str, seed: int) -> None:
    coded = interview(seed, lines=60, emoji=0.3, selections=30, windows=True, mark=True)
    found = read_qdpx(packed(coded, rule))
    assert found.offset_rule is not None
    assert (found.offset_rule.rule, found.offset_rule.score) == (rule, 1.0)
    assert found.offset_rule.runner_up_score < 0.8
    assert places(found) == coded.passages


@pytest.mark.parametrize(("version", "windows"), [("12.6", True), ("12.7", False)], ids=["Windows", "Mac"])
def test_nvivo_counts_utf_16_units_and_crlf_as_two_and_leaves_out_the_mark(version: str, *, windows: bool) -> None:
    coded = interview(11, lines=40, emoji=0.3, selections=5, windows=windows, mark=windows)
    found = read_qdpx(packed(coded, "utf16-crlf2", origin=f"NVivo {version}"))
    assert places(found) == coded.passages
    assert found.offset_rule is not None
    assert found.offset_rule.rule == "utf16-crlf2"


def test_atlas_ti_counts_every_line_end_as_one_although_the_file_has_crlf() -> None:
    coded = interview(13, lines=40, emoji=0, selections=5, windows=True, mark=False)
    found = read_qdpx(packed(coded, "codepoints-crlf1", origin="ATLAS.ti Windows 23.2.3"))
    assert places(found) == coded.passages


def test_names_that_are_the_passages_decide_even_against_the_usual_rule_of_the_program() -> None:
    coded = interview(14, lines=40, emoji=0.3, selections=5, windows=True, mark=True)
    found = read_qdpx(packed(coded, "codepoints-crlf1", origin="NVivo 12.6", named=True))
    assert places(found) == coded.passages


TWO_READINGS = Coded("😀 Hallo\n👩\u200d👩\u200d👧 wijk café.\n", [(14, 18)], windows=True, mark=True)


@pytest.mark.parametrize(("origin", "passage"), [("NVivo 12.6", "wijk"), ("QualCoder 3.6", "café")])
def test_where_words_do_not_decide_the_known_habit_of_the_program_does(origin: str, passage: str) -> None:
    found = read_qdpx(packed(TWO_READINGS, "utf16-crlf2", origin))
    assert [found.texts["D1"][start:end] for start, end in places(found)] == [passage]


def test_where_words_do_not_decide_a_name_that_is_the_passage_does() -> None:
    with pytest.raises(StudyError, match="cannot tell how positions are counted"):
        read_qdpx(packed(TWO_READINGS, "utf16-crlf2"))
    assert places(read_qdpx(packed(TWO_READINGS, "utf16-crlf2", named=True))) == [(14, 18)]


def test_a_rule_that_is_likeliest_but_breaks_a_third_of_the_passages_is_refused() -> None:
    coded = interview(18, lines=60, emoji=0.3, selections=21, windows=True, mark=True)
    careless = [(start, end - 1 if number % 3 == 0 else end) for number, (start, end) in enumerate(coded.passages)]
    with pytest.raises(StudyError, match="best fit utf16-crlf2, 67% of 21 passages"):
        read_qdpx(packed(Coded(coded.text, careless, windows=True, mark=True), "utf16-crlf2"))


def test_where_all_rules_agree_there_is_nothing_to_choose() -> None:
    coded = interview(15, lines=10, emoji=0, selections=3, windows=False, mark=False)
    found = read_qdpx(packed(coded, "codepoints-crlf1"))
    assert found.offset_rule is not None
    assert (found.offset_rule.rule, found.offset_rule.runner_up) == ("codepoints-crlf1", "")
    assert places(found) == coded.passages


def test_undecidable_positions_are_refused_with_three_passages_to_compare_by_eye() -> None:
    text = "🙂 a b c d e f g h i j k l\n"
    coded = Coded(text, [(2, 3), (6, 7), (10, 11), (14, 15)], windows=False, mark=False)
    with pytest.raises(StudyError) as caught:
        read_qdpx(packed(coded, "codepoints-crlf1"))
    assert str(caught.value) == (
        "4 problems:\n"
        "  the project file: cannot tell how positions are counted (best fit codepoints-crlf1, 100% of 4 passages); "
        "expected one of codepoints-crlf1, utf16-crlf1 to fit best. Compare the passages below with your program and "
        "give --offset-rule with the rule that reads them right.\n"
        "  the project file: passage A in 'D1': codepoints-crlf1 reads 'a'; utf16-crlf1 reads ' '.\n"
        "  the project file: passage B in 'D1': codepoints-crlf1 reads 'c'; utf16-crlf1 reads ' '.\n"
        "  the project file: passage C in 'D1': codepoints-crlf1 reads 'e'; utf16-crlf1 reads ' '."
    )


def test_a_rule_chosen_by_a_person_is_followed_and_the_runner_up_is_shown() -> None:
    text = "🙂 a b c d e f g h i j k l\n"
    coded = Coded(text, [(2, 3), (6, 7), (10, 11)], windows=False, mark=False)
    found = read_qdpx(packed(coded, "codepoints-crlf1"), offset_rule="codepoints-crlf1")
    assert places(found) == coded.passages
    assert found.offset_rule is not None
    assert (found.offset_rule.rule, found.offset_rule.runner_up) == ("codepoints-crlf1", "utf16-crlf1")


def test_positions_that_break_words_under_every_rule_are_refused() -> None:
    coded = interview(16, lines=40, emoji=0.3, selections=20, windows=True, mark=True)
    shifted = Coded(coded.text, [(start + 2, end - 1) for start, end in coded.passages], windows=True, mark=True)
    with pytest.raises(StudyError, match="cannot tell how positions are counted"):
        read_qdpx(packed(shifted, "codepoints-crlf1"))


def test_a_rule_that_does_not_exist_is_refused() -> None:
    coded = interview(17, lines=5, emoji=0, selections=2, windows=False, mark=False)
    with pytest.raises(StudyError) as caught:
        read_qdpx(packed(coded, "codepoints-crlf1"), offset_rule="utf16-crlf")
    assert str(caught.value) == (
        "1 problem:\n  the project file: there is no rule 'utf16-crlf' for positions; expected one of "
        f"{', '.join(RULE_NAMES)}. Did you mean 'utf16-crlf2'?"
    )

"""Where passages begin and end: published examples, brute force over every character, closed forms, refusals."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.coder_agreement import join_overlapping_passages, unitizing_alpha, unitizing_family
from wijkresearch.errors import StudyError
from wijkresearch.tables import UNITIZING


def passages(*rows):
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


# Krippendorff 2004, p. 254: a continuum of 300 from 150, here from 0
TEXTBOOK = passages(
    ("i", 75, 145, "c"),
    ("i", 220, 250, "c"),
    ("j", 70, 150, "c"),
    ("j", 205, 225, "c"),
    ("j", 250, 270, "c"),
    ("i", 30, 90, "k"),
    ("i", 150, 200, "k"),
    ("j", 30, 90, "k"),
    ("j", 150, 200, "k"),
)


@pytest.mark.parametrize(("code", "value"), [("c", 0.7286), ("k", 1.0), (None, 0.8591)])
def test_the_worked_example_of_the_textbook_is_reproduced(code, value):
    result = unitizing_alpha(TEXTBOOK, length=300, version="U-2004", code=code)

    assert result.value == pytest.approx(value, abs=0.0005)  # Krippendorff 2004, pp. 254-256


# Krippendorff 1995, p. 57: pairs of observers over 24 seconds, as places and lengths
PAIRS = {
    "A": ("2+8 14+6", "4+4 15+2"),
    "B": ("0+18", "0+2 2+1 3+1 4+1 5+1 6+3 9+1"),
    "C": ("2+6 10+2 14+4 20+2", "0+2 4+4 10+4 16+2 20+2"),
    "D": ("0+2 2+8 10+4 14+6 20+4", "0+4 4+4 8+7 15+2 17+7"),
}


def pair(name, stretch):
    rows = []
    for coder, listed in zip(("first", "second"), PAIRS[name], strict=True):
        for span in listed.split():
            start, long = (int(number) * stretch for number in span.split("+"))
            rows.append((coder, start, start + long, name))
    return passages(*rows)


@pytest.mark.parametrize(("name", "value", "within"), [("A", 0.553, 0.001), ("B", -0.926, 0.005), ("D", 0.066, 0.001)])
def test_the_pairs_of_observers_are_reproduced_at_the_finest_scale(name, value, within):
    result = unitizing_alpha(pair(name, 50_000), length=1_200_000, version="U-2004")

    assert result.value == pytest.approx(value, abs=within)  # Krippendorff 1995, p. 62


def test_the_third_pair_is_as_other_implementations_have_it_and_near_the_printed_value():
    result = unitizing_alpha(pair("C", 50_000), length=1_200_000, version="U-2004")

    assert result.value == pytest.approx(0.693, abs=0.001)
    assert result.value == pytest.approx(0.679, abs=0.02)  # Krippendorff 1995, p. 62


def by_character(table, length):
    """Every pair of characters of any coders as often as chance pairs them, without pairs inside one passage."""
    coders = sorted(table["coder"].unique())
    places = []
    for coder in coders:
        here = [("", f"gap {coder} {place}") for place in range(length)]
        for number, row in enumerate(table[table["coder"] == coder].itertuples()):
            here[row.start : row.end] = [(row.code, f"{coder} {number}")] * (row.end - row.start)
        places.append(here)
    return places


def brute_force(table, length, version, code=None):
    """uα, |uα, cuα and (k)uα of two coders, counted character by character."""
    first, second = by_character(table, length)
    if version in ("cu", "(k)u"):
        both = [(one, other) for one, other in zip(first, second, strict=True) if one[0] and other[0]]
        first, second = [one for one, _ in both], [other for _, other in both]
    every = first + second
    pairs = [(one[0], other[0]) for one in every for other in every if one[1] != other[1]]

    def differ(one, other):
        if version == "|u":
            return bool(one) != bool(other)
        if version == "(k)u":
            return (one == code) and (other != code)
        return one != other

    met = [(one[0], other[0]) for one, other in zip(first, second, strict=True)]
    met += [(other, one) for one, other in met]
    observed, expected = sum(differ(*each) for each in met), sum(differ(*each) for each in pairs)
    if version == "(k)u":
        observed_of = sum(one == code for one, _ in met)
        expected_of = sum(one == code for one, _ in pairs)
        if not observed_of or not expected:
            return math.nan
        return 1 - (observed / observed_of) / (expected / expected_of)
    if not expected:
        return math.nan
    return 1 - (observed / len(met)) / (expected / len(pairs))


def partition(cuts, codes, coder):
    edges = sorted({min(cut, 20) for cut in cuts})
    spans = zip(edges, edges[1:], codes, strict=False)
    return [(coder, start, end, code) for start, end, code in spans if code]


spans = st.tuples(
    st.lists(st.integers(0, 20), min_size=2, max_size=7),
    st.lists(st.sampled_from(["", "a", "b"]), min_size=6, max_size=6),
)


@settings(max_examples=80, deadline=None)
@given(spans, spans)
def test_every_member_of_the_family_is_what_counting_characters_gives(first, second):
    one, other = partition(*first, "A"), partition(*second, "B")
    if not one or not other:
        return
    table = passages(*one, *other)

    for version, code in [("u", None), ("|u", None), ("cu", None), *(("(k)u", code) for code in set(table["code"]))]:
        found = unitizing_alpha(table, length=20, version=version, code=code)
        expected = brute_force(table, 20, version, code)
        assert found.value == pytest.approx(expected, abs=1e-9, nan_ok=True), version
        assert bool(found.undefined) == math.isnan(found.value)


def test_documents_count_one_after_the_other():
    two = passages(("A", 0, 5, "a"), ("B", 2, 6, "a"), ("A", 3, 8, "b"), ("B", 3, 8, "a")).assign(
        document=["D1", "D1", "D2", "D2"]
    )
    one = passages(("A", 0, 5, "a"), ("B", 2, 6, "a"), ("A", 13, 18, "b"), ("B", 13, 18, "a"))

    found = unitizing_alpha(two, length={"D1": 10, "D2": 10})

    assert found.value == pytest.approx(unitizing_alpha(one, length=20).value)


def test_a_document_that_nobody_coded_counts_as_agreement_on_nothing():
    table = passages(("A", 0, 5, "a"), ("B", 2, 6, "a")).assign(document="D1")

    alone = unitizing_alpha(table, length={"D1": 10}).value
    with_empty = unitizing_alpha(table, length={"D1": 10, "D2": 90}).value

    assert with_empty > alone


def test_perfect_agreement_is_one_in_every_version():
    table = passages(("A", 0, 5, "a"), ("A", 8, 12, "b"), ("B", 0, 5, "a"), ("B", 8, 12, "b"))

    for version in ("u", "|u", "cu", "U-2004"):
        assert unitizing_alpha(table, length=20, version=version).value == pytest.approx(1.0)


def test_three_coders_who_cover_the_same_whole_text_agree_as_on_its_characters():
    table = passages(("A", 0, 4, "a"), ("A", 4, 10, "b"), ("B", 0, 5, "a"), ("B", 5, 10, "b"), ("C", 0, 10, "a"))
    lengths = np.array([[4, 5, 10], [6, 5, 0]])
    own = (lengths**2).sum(axis=1)
    total = lengths.sum(axis=1)
    chance = np.outer(total, total) - np.diag(own)
    # characters 0-4: aaa, 4: baa, 5-10: bba; pairs of different values, divided by one less than the coders
    apart = (1 * 4 + 5 * 4) / 2
    expected = 1 - (apart / 30) / ((chance.sum() - np.trace(chance)) / chance.sum())

    assert unitizing_alpha(table, length=10, version="cu").value == pytest.approx(expected)
    assert unitizing_alpha(table, length=10, version="u").value == pytest.approx(expected)


def test_the_version_is_named_with_its_source():
    table = passages(("A", 0, 5, "a"), ("B", 2, 6, "a"), ("B", 7, 9, "b"))

    names = [unitizing_alpha(table, length=10, version=version).coefficient for version in ("u", "|u", "cu", "U-2004")]

    assert names == [
        "uα (Krippendorff 2019, §12.6.3)",
        "|uα (Krippendorff 2019, §12.6.4)",
        "cuα (Krippendorff 2019, §12.6.5)",
        "αU (Krippendorff 1995; 2004, pp. 251–256)",
    ]


def test_the_family_comes_as_one_table_with_coverage():
    table = passages(("A", 0, 4, "a"), ("A", 6, 8, "b"), ("B", 2, 6, "a"), ("B", 6, 8, "a"))

    family = unitizing_family(table, length=10)

    assert list(family.columns) == UNITIZING.column_names
    assert list(family["version"]) == ["u", "|u", "cu", "(k)u", "(k)u"]
    # `a`: 4 of A and 6 of B, of which 2 + 4 meet something coded; `b`: 2, all of which do
    assert family["coverage"].tolist()[3:] == pytest.approx([6 / 10, 1.0])
    assert family.loc[2, "value"] == pytest.approx(brute_force(table, 10, "cu"))


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("cu", "nowhere did two coders code the same stretch, or always with one and the same code"),
        ("|u", "all or nothing was coded"),
    ],
)
def test_what_cannot_be_computed_is_undefined_with_the_reason(version, reason):
    table = {
        "cu": passages(("A", 0, 4, "a"), ("B", 6, 8, "a")),
        "|u": passages(("A", 0, 10, "a"), ("B", 0, 10, "a")),
    }[version]

    result = unitizing_alpha(table, length=10, version=version)

    assert math.isnan(result.value)
    assert result.undefined == reason


def test_one_coder_is_undefined():
    result = unitizing_alpha(passages(("A", 0, 4, "a")), length=10)

    assert result.undefined == "there are fewer than two coders"


def test_overlapping_passages_of_one_coder_are_refused():
    table = passages(("A", 0, 5, "a"), ("A", 4, 8, "b"), ("B", 0, 5, "a"))

    with pytest.raises(StudyError) as problem:
        unitizing_alpha(table, length=10)

    assert str(problem.value) == (
        "1 problem:\n  passage 4-8: it overlaps another passage of coder 'A'; expected no overlap. "
        "Take one code or one domain at a time, or join_overlapping_passages."
    )


def test_passages_outside_the_document_and_unknown_documents_are_all_named():
    table = passages(("A", 0, 12, "a"), ("B", 3, 3, "a"), ("B", 0, 2, "a")).assign(document=["D1", "D1", "D9"])

    with pytest.raises(StudyError) as problem:
        unitizing_alpha(table, length={"D1": 10})

    assert str(problem.value) == (
        "3 problems:\n"
        "  length: document 'D9' has no length; expected the characters of every document.\n"
        "  passage D1:0-12: it is empty or not inside its document; expected within 0-10.\n"
        "  passage D1:3-3: it is empty or not inside its document; expected within 0-10."
    )


def test_an_unknown_version_or_code_is_refused():
    table = passages(("A", 0, 5, "rol"), ("B", 0, 5, "rol"))

    with pytest.raises(StudyError) as version:
        unitizing_alpha(table, length=10, version="cuu")
    with pytest.raises(StudyError) as code:
        unitizing_alpha(table, length=10, version="(k)u", code="role")

    assert "version 'cuu'; expected one of u, |u, cu, (k)u, U-2004. Did you mean 'cu'?" in str(version.value)
    assert str(code.value) == ("1 problem:\n  unitizing_alpha: code 'role'; expected one of rol. Did you mean 'rol'?")


def test_passages_of_several_documents_are_not_laid_over_each_other():
    table = passages(("A", 0, 5, "a"), ("B", 0, 5, "a")).assign(document=["D1", "D2"])

    with pytest.raises(StudyError) as problem:
        unitizing_alpha(table, length=10)

    assert str(problem.value) == (
        "1 problem:\n  segments: passages of 2 documents: D1, D2; expected one document. "
        "Give `length` as document to characters."
    )


def test_a_code_makes_no_sense_where_all_codes_count():
    with pytest.raises(StudyError) as problem:
        unitizing_alpha(passages(("A", 0, 5, "rol"), ("B", 0, 5, "rol")), length=10, version="u", code="rol")

    assert str(problem.value) == "1 problem:\n  unitizing_alpha: code 'rol' with version 'u'; expected no code."


def test_passages_of_one_coder_and_code_that_overlap_or_touch_are_joined():
    table = passages(("A", 0, 5, "a"), ("A", 4, 8, "a"), ("A", 8, 9, "a"), ("A", 3, 6, "b"), ("B", 2, 4, "a")).assign(
        document="D1"
    )

    joined = join_overlapping_passages(table)

    assert joined.to_numpy().tolist() == [["D1", "A", 0, 9, "a"], ["D1", "B", 2, 4, "a"], ["D1", "A", 3, 6, "b"]]

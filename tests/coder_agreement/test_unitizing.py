"""Where passages begin and end: published examples, brute force over every character, closed forms, refusals."""

import math

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.coder_agreement import join_overlapping_passages, unitizing_family
from wijkresearch.errors import StudyError
from wijkresearch.tables import UNITIZING


def passages(*rows):
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"]).assign(document="D1")


def alpha(table, lengths, version="u"):
    return unitizing_family(table, length=lengths).set_index("version").loc[version, "value"]


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


def brute_force(table, length, version):
    """uα, |uα and cuα of two coders, counted character by character."""
    first, second = by_character(table, length)
    if version == "cu":
        both = [(one, other) for one, other in zip(first, second, strict=True) if one[0] and other[0]]
        first, second = [one for one, _ in both], [other for _, other in both]
    every = first + second
    pairs = [(one[0], other[0]) for one in every for other in every if one[1] != other[1]]

    def differ(one, other):
        return bool(one) != bool(other) if version == "|u" else one != other

    met = [(one[0], other[0]) for one, other in zip(first, second, strict=True)]
    observed, expected = sum(differ(*each) for each in met), sum(differ(*each) for each in pairs)
    return 1 - (observed / len(met)) / (expected / len(pairs)) if expected else math.nan


def partition(cuts, codes, coder):
    edges = sorted({min(cut, 20) for cut in cuts})
    spans = zip(edges, edges[1:], codes, strict=False)
    return [(coder, start, end, code) for start, end, code in spans if code]


spans = st.tuples(
    st.lists(st.integers(0, 20), min_size=2, max_size=7),
    st.lists(st.sampled_from(["", "a", "b"]), min_size=6, max_size=6),
)


@settings(max_examples=examples(80), deadline=None)
@given(spans, spans)
def test_every_member_of_the_family_is_what_counting_characters_gives(first, second):
    one, other = partition(*first, "A"), partition(*second, "B")
    if not one or not other:
        return
    table = passages(*one, *other)

    found = unitizing_family(table, length={"D1": 20}).set_index("version")

    for version in ("u", "|u", "cu"):
        expected = brute_force(table, 20, version)
        assert found.loc[version, "value"] == pytest.approx(expected, abs=1e-9, nan_ok=True), version
        assert pd.notna(found.loc[version, "undefined"]) == math.isnan(expected)


def test_documents_count_one_after_the_other():
    two = passages(("A", 0, 5, "a"), ("B", 2, 6, "a"), ("A", 3, 8, "b"), ("B", 3, 8, "a")).assign(
        document=["D1", "D1", "D2", "D2"]
    )
    one = passages(("A", 0, 5, "a"), ("B", 2, 6, "a"), ("A", 13, 18, "b"), ("B", 13, 18, "a"))

    assert alpha(two, {"D1": 10, "D2": 10}) == pytest.approx(alpha(one, {"D1": 20}))


def test_a_document_that_nobody_coded_counts_as_agreement_on_nothing():
    table = passages(("A", 0, 5, "a"), ("B", 2, 6, "a"))

    assert alpha(table, {"D1": 10, "D2": 90}) > alpha(table, {"D1": 10})


def test_perfect_agreement_is_one_in_every_version():
    table = passages(("A", 0, 5, "a"), ("A", 8, 12, "b"), ("B", 0, 5, "a"), ("B", 8, 12, "b"))

    assert unitizing_family(table, length={"D1": 20})["value"].tolist() == pytest.approx([1.0, 1.0, 1.0])


def test_three_coders_who_cover_the_same_whole_text_agree_as_on_its_characters():
    table = passages(("A", 0, 4, "a"), ("A", 4, 10, "b"), ("B", 0, 5, "a"), ("B", 5, 10, "b"), ("C", 0, 10, "a"))
    lengths = np.array([[4, 5, 10], [6, 5, 0]])
    own = (lengths**2).sum(axis=1)
    total = lengths.sum(axis=1)
    chance = np.outer(total, total) - np.diag(own)
    # characters 0-4: aaa, 4: baa, 5-10: bba; pairs of different values, divided by one less than the coders
    apart = (1 * 4 + 5 * 4) / 2
    expected = 1 - (apart / 30) / ((chance.sum() - np.trace(chance)) / chance.sum())

    assert alpha(table, {"D1": 10}, "cu") == pytest.approx(expected)
    assert alpha(table, {"D1": 10}, "u") == pytest.approx(expected)


def test_the_family_comes_as_one_table_in_which_the_version_is_named_with_its_source():
    table = passages(("A", 0, 4, "a"), ("A", 6, 8, "b"), ("B", 2, 6, "a"), ("B", 6, 8, "a"))

    family = unitizing_family(table, length={"D1": 10})

    assert list(family.columns) == UNITIZING.column_names
    assert list(family["coefficient"]) == [
        "uα (Krippendorff 2019, §12.6.3)",
        "|uα (Krippendorff 2019, §12.6.4)",
        "cuα (Krippendorff 2019, §12.6.5)",
    ]
    assert set(family["passages"]) == {4}


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

    row = unitizing_family(table, length={"D1": 10}).set_index("version").loc[version]

    assert math.isnan(row["value"])
    assert row["undefined"] == reason


def test_one_coder_is_undefined():
    family = unitizing_family(passages(("A", 0, 4, "a")), length={"D1": 10})

    assert family["value"].isna().all()
    assert set(family["undefined"]) == {"there are fewer than two coders"}


def test_overlapping_passages_of_one_coder_are_refused():
    table = passages(("A", 0, 5, "a"), ("A", 4, 8, "b"), ("B", 0, 5, "a"))

    with pytest.raises(StudyError) as problem:
        unitizing_family(table, length={"D1": 10})

    assert str(problem.value) == (
        "1 problem:\n  passage D1:4-8: it overlaps another passage of coder 'A'; expected no overlap. "
        "Take one code or one domain at a time, or join_overlapping_passages."
    )


def test_passages_outside_the_document_and_unknown_documents_are_all_named():
    table = passages(("A", 0, 12, "a"), ("B", 3, 3, "a"), ("B", 0, 2, "a")).assign(document=["D1", "D1", "D9"])

    with pytest.raises(StudyError) as problem:
        unitizing_family(table, length={"D1": 10})

    assert str(problem.value) == (
        "3 problems:\n"
        "  length: document 'D9' has no length; expected the characters of every document.\n"
        "  passage D1:0-12: it is empty or not inside its document; expected within 0-10.\n"
        "  passage D1:3-3: it is empty or not inside its document; expected within 0-10."
    )


def test_a_missing_column_is_named():
    with pytest.raises(StudyError) as problem:
        unitizing_family(passages(("A", 0, 5, "rol")).drop(columns="code"), length={"D1": 10})

    assert str(problem.value) == (
        "1 problem:\n  segments: column 'code' is missing; expected document, coder, start, end, code."
    )


def test_passages_of_one_coder_and_code_that_overlap_or_touch_are_joined():
    table = passages(("A", 0, 5, "a"), ("A", 4, 8, "a"), ("A", 8, 9, "a"), ("A", 3, 6, "b"), ("B", 2, 4, "a"))

    joined = join_overlapping_passages(table)

    assert joined.to_numpy().tolist() == [["D1", "A", 0, 9, "a"], ["D1", "B", 2, 4, "a"], ["D1", "A", 3, 6, "b"]]

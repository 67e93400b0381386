"""A changed definition lists the codings that predate it."""

from hashlib import sha256

import pandas as pd

from wijkresearch.rigour.fingerprints import fingerprint_codes, list_outdated_codings

CODEBOOK = pd.DataFrame(
    {"code": ["fikser", "open"], "label_nl": ["fikser", "öpen"], "definition": ["lost op", "wat dan ook"]}
)
THEN = sha256(b"fikser\nlost op").hexdigest()[:16]


def codings(*rows):
    columns = ["segment", "document", "start", "code", "coder", "code_fingerprint"]
    return pd.DataFrame(rows, columns=columns)


def test_a_fingerprint_is_the_first_sixteen_digits_of_label_and_definition():
    found = fingerprint_codes(CODEBOOK)

    assert found.to_numpy().tolist() == [
        ["fikser", THEN],
        ["open", sha256("öpen\nwat dan ook".encode()).hexdigest()[:16]],
    ]


def test_codings_under_the_definition_of_now_are_not_listed():
    assert list_outdated_codings(codings(("D1:0-5", "D1", 0, "fikser", "AB", THEN)), CODEBOOK).empty


def test_a_changed_definition_lists_the_codings_that_predate_it():
    changed = CODEBOOK.assign(definition=["lost iets op", "wat dan ook"])

    found = list_outdated_codings(codings(("D1:0-5", "D1", 0, "fikser", "AB", THEN)), changed)

    assert found[["segment", "code", "state", "fingerprint_then"]].to_numpy().tolist() == [
        ["D1:0-5", "fikser", "changed", THEN]
    ]
    assert found["fingerprint_now"].iloc[0] == sha256(b"fikser\nlost iets op").hexdigest()[:16]


def test_a_changed_label_counts_as_a_changed_code():
    changed = CODEBOOK.assign(label_nl=["Fikser", "öpen"])

    assert len(list_outdated_codings(codings(("D1:0-5", "D1", 0, "fikser", "AB", THEN)), changed)) == 1


def test_a_coding_without_a_fingerprint_and_one_of_a_removed_code_say_so():
    found = list_outdated_codings(
        codings(("D1:0-5", "D1", 0, "fikser", "AB", None), ("D1:7-9", "D1", 7, "gone", "AB", THEN)), CODEBOOK
    )

    assert dict(zip(found["code"], found["state"], strict=True)) == {"fikser": "not_recorded", "gone": "code_removed"}

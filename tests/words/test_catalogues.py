"""The two catalogues say the same things, the code asks for what they have, and no module speaks for itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import wijkresearch
from wijkresearch.exchange.refi_qda import RULE_NAMES
from wijkresearch.words import LANGUAGES, texts_of

PACKAGE = Path(wijkresearch.__file__).parent
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
"""Letters of a Dutch word that is looked for by itself; of shorter ones only these are."""
SHORT_DUTCH = {"de", "het", "een"}
BOTH = {"apart", "basis", "begin", "hard", "lang", "links", "want"}
"""Dutch words that are English words as well, or are part of HTML."""
READERS_OF_DUTCH = (
    *("case_sets/", "example.py", "exchange/", "io/", "printed_audit/", "words/"),
    *(f"privacy/{name}.py" for name in ("deduce", "first_names", "identifying", "masking", "municipality_names")),
    "privacy/replacing.py",
)
"""What recognises Dutch in the files of people, puts pseudonyms in them, or holds an example of such files."""
EMPTY_IN_DUTCH = {("report", "labels"), ("report", "kept_picture")}
"""What needs no saying where the study and its report are in one language."""
VIEWS = {"catalogue", "lists", "nested", "say", "text", "texts"}
EXPLAIN_DUTCH = {"cli/new.py"}
"""Modules that explain a Dutch word in English, and say nothing in Dutch. Nothing is added to these."""


def entries(language: str) -> dict[tuple[str, str], str]:
    return {(area, key): said for area, keys in texts_of(language).items() for key, said in keys.items()}


def fields(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name is not None}


@cache
def trees() -> dict[str, ast.Module]:
    paths = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    return {name: ast.parse(path.read_text("utf-8")) for name, path in paths.items()}


def literals(tree: ast.Module) -> Iterator[str]:
    """Every text in code, those in f-strings as well, without docstrings and other texts that are nobody's value."""
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value


def asked_for() -> Iterator[tuple[str, str, list[str]]]:
    """Module, function of `words`, and the area and key that it is asked for where they are written out."""
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in VIEWS:
                given = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                if given and not name.startswith("words/"):
                    yield name, node.func.id, [str(value) for value in given]


def test_each_language_has_every_text_in_the_same_order() -> None:
    assert list(entries("nl")) == list(entries("en"))


def test_a_text_has_the_same_named_fields_in_each_language() -> None:
    english = entries("en")
    differing = [key for key, said in entries("nl").items() if fields(said) != fields(english[key])]
    assert differing == []


def test_a_list_is_as_long_in_each_language() -> None:
    english = entries("en")
    assert [key for key, said in entries("nl").items() if said.count("\n") != english[key].count("\n")] == []


def test_only_what_needs_no_saying_is_empty() -> None:
    assert {key for key, said in entries("nl").items() if not said} == EMPTY_IN_DUTCH
    assert {key for key, said in entries("en").items() if not said} == set()


def test_the_code_asks_only_for_what_the_catalogues_have() -> None:
    known, areas = set(entries("nl")), set(texts_of("nl"))
    missing = [
        (module, asked)
        for module, view, asked in asked_for()
        if view != "nested" and (asked[0] not in areas if len(asked) == 1 else tuple(asked) not in known)
    ]
    assert missing == []


def test_every_area_is_asked_for() -> None:
    asked = {given[0] for _, _, given in asked_for()}
    nested = {given[0] for _, view, given in asked_for() if view == "nested"}
    assert {area for area in texts_of("nl") if area not in asked and area.partition(".")[0] not in nested} == set()


def test_every_key_is_a_word_of_the_code() -> None:
    written = {text for tree in trees().values() for text in literals(tree)}
    for template in PACKAGE.glob("report/templates/*.html"):
        written.update(re.findall(r"\b(?:words|told|said|terms)\.(\w+)", template.read_text("utf-8")))
    screen = (PACKAGE / "coder" / "coder.js").read_text("utf-8")
    written.update(re.findall(r"\bwords\.(\w+)", screen), re.findall(r'"(\w+)"', screen))
    written.update(f"decide_{choice}" for choice in ("first", "second", "whole", "neither"))
    assert [(area, key) for area, key in entries("nl") if key not in written and area != "offset_rules"] == []


def test_every_way_to_count_positions_has_a_name() -> None:
    assert set(texts_of("nl")["offset_rules"]) == set(RULE_NAMES)


def assumed_in(tree: ast.Module) -> list[str]:
    """The sentences that a module makes an Assumption of, written there or under a name of the module."""
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    made = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Assumption"
    ]
    written = [str(one.value) for one in made if isinstance(one, ast.Constant)]
    return written + [str(named[one.id]) for one in made if isinstance(one, ast.Name) and one.id in named]


def test_a_sentence_on_what_was_assumed_has_its_dutch() -> None:
    known = texts_of("nl")["assumptions"]
    sentences = [said for tree in trees().values() for said in assumed_in(tree)]
    assert len(sentences) > 5
    assert [sentence for sentence in sentences if sentence not in known] == []
    assert all(texts_of("en")["assumptions"][sentence] == sentence for sentence in known)


def dutch_words() -> set[str]:
    """The words of the Dutch catalogue that the English one does not have."""
    said = {
        language: {word.lower() for text in entries(language).values() for word in WORD.findall(text)}
        for language in LANGUAGES
    }
    return {word for word in said["nl"] - said["en"] if len(word) >= SHORTEST} | SHORT_DUTCH


def speaking_dutch() -> dict[str, list[str]]:
    """Module to the texts in it with a Dutch word; an id such as `claim_basis` and a tag of HTML are no texts."""
    dutch = dutch_words() - BOTH
    found = {
        name: [
            said
            for said in literals(tree)
            if not re.fullmatch(r"[\w./#-]*", said) or said[:1].isupper() or said.isalpha()
            if dutch.intersection(word.lower() for word in WORD.findall(re.sub("<[^>]*>?", "", said)))
        ]
        for name, tree in trees().items()
        if not name.startswith(READERS_OF_DUTCH)
    }
    return {name: texts for name, texts in found.items() if texts}


def test_no_module_says_anything_in_dutch_outside_the_catalogues() -> None:
    assert set(speaking_dutch()) == EXPLAIN_DUTCH

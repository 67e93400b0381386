"""The codes of an imported project and the codes of the study: which are the same, and which are new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any, show_value
from wijkresearch.exchange.other_tools.gathering import plain_code
from wijkresearch.study import code_fingerprint
from wijkresearch.tables import CODEBOOK
from wijkresearch.words import say

NO_DEFINITION = say("export", "no_definition")
OTHER_DEFINITION = (
    "the file defines it otherwise than the codebook; the codebook counts, its codings are marked as older"
)
ALIKE = 0.75
"""How much of two names is the same (ratio of `difflib`) before one may be a slip of the pen for the other."""
NEARLY_THE_SAME = 0.9
LONGEST_NAME = 6
"""Words of the longest name of a code that a message repeats; where columns have shifted, it may be a passage."""


@dataclass(frozen=True)
class CodeChoices:
    """What a person says of codes that are not in the codebook.

    `same_as` maps a name in the file to the id or label of the code that it is; `all_new` says that every other one is
    a code of its own, also where it resembles one that is there.
    """

    same_as: Mapping[str, str] = field(default_factory=dict)
    all_new: bool = False


NO_CHOICES = CodeChoices()


@dataclass(frozen=True)
class CodeMatch:
    """Name of a code in the project to its id in the study, the codes that are added, and what to report about them.

    `fingerprints` maps a name in the project to what the code meant when it was given: as the project defines it, and
    where it does not say, as the study does. `flagged` lists codes of which the two differ.
    """

    ids: Mapping[str, str]
    added: pd.DataFrame = field(repr=False)
    fingerprints: Mapping[str, str]
    flagged: tuple[dict[str, str], ...]
    notes: tuple[str, ...]


def match_codes(
    codes: pd.DataFrame, codebook: pd.DataFrame, used: Collection[str], choices: CodeChoices = NO_CHOICES
) -> CodeMatch:
    """The study's code for each code of a project.

    A code is the same when its name is the id or a label in the codebook, in capitals or not; the last part of a path
    (`Rollen > Fikser`) counts when the whole does not fit. Any other code that passages may or do carry is added as
    an open, inductive code, with its description as definition.

    Args:
        codes: IMPORTED_CODES.
        codebook: CODEBOOK of the study.
        used: names of codes that passages carry.
        choices: what a person says of codes that are not in the codebook.

    Raises:
        StudyError: a code is not in the codebook but resembles one that is, and nobody said which is meant; a choice
            names a code that is not there.
    """
    known = _known(codebook)
    taken = set(codebook["code"])
    absent = [name for name in sorted(used) if name not in set(codes["code"])]
    codes = pd.concat([codes, pd.DataFrame({"code": absent, "codable": True})], ignore_index=True)
    ids = _chosen(codes["code"], known, choices.same_as)
    for name in codes["code"]:
        found = ids.get(name) or known.get(plain_code(name)) or known.get(plain_code(_last_part(name)))
        if found:
            ids[name] = found
    new = codes[~codes["code"].isin(ids)]
    new = new[new["codable"].astype(bool) | new["code"].isin(used)]
    if not choices.all_new:
        raise_if_any(problem for name in new["code"] if (problem := _doubtful(name, known)))
    for row in new.itertuples():
        ids[row.code] = new_id(row.code, taken)
    added = [_row(row, ids) for row in new.itertuples()]
    table = CODEBOOK.of(added)
    both = pd.concat([codebook, table], ignore_index=True)
    labels = dict(zip(both["code"], both["label_nl"], strict=True))
    meant: dict[str, str] = dict(zip(both["code"], both["definition"], strict=True))
    own = {
        row.code: str(row.description) for row in codes.dropna(subset=["description"]).itertuples() if row.code in ids
    }
    own = {name: said for name, said in own.items() if _differs(said, meant[ids[name]])}
    prints = {name: code_fingerprint(labels[code], own.get(name, meant[code])) for name, code in ids.items()}
    flagged = tuple({"where": f"code {_shown(name)}", "what": OTHER_DEFINITION} for name in own)
    return CodeMatch(ids, table, prints, (*flagged, *_nearly_the_same(new["code"])), _notes(table))


def _chosen(names: pd.Series, known: Mapping[str, str], same_as: Mapping[str, str]) -> dict[str, str]:
    """The codes that a person named: name in the file to id in the codebook."""
    in_file = {plain_code(name): name for name in names}
    problems = [_not_among(name, in_file, "in the file") for name in same_as if plain_code(name) not in in_file]
    problems += [
        _not_among(code, known, "in the codebook") for code in same_as.values() if plain_code(code) not in known
    ]
    raise_if_any(problems)
    return {in_file[plain_code(name)]: known[plain_code(code)] for name, code in same_as.items()}


def _not_among(name: str, known: Collection[str], place: str) -> Problem:
    return Problem("--map", f"there is no code '{name}' {place}", "OLD=NEW", did_you_mean(plain_code(name), known))


def _doubtful(name: str, known: Mapping[str, str]) -> Problem | None:
    """What to ask of a code that may be a code of the codebook with a slip of the pen, or a passage."""
    found = f"code {_shown(name)} is not in the codebook"
    alike = [
        *get_close_matches(plain_code(name), known, 1, ALIKE),
        *get_close_matches(plain_code(_last_part(name)), known, 1, ALIKE),
    ]
    if alike:
        code = known[alike[0]]
        remedy = f"Did you mean '{code}'? Then say --map \"{name}={code}\"; if it is a code of its own, --new-codes"
        return Problem("the codes of the file", found, "a code of the codebook", remedy)
    if not _is_shown(_last_part(name)):
        remedy = "Look whether the columns have shifted; if it is a code of its own, say --new-codes"
        return Problem("the codes of the file", found, f"a name of at most {LONGEST_NAME} words", remedy)
    return None


def _shown(name: str) -> str:
    return show_value(name, words=LONGEST_NAME)


def _is_shown(name: str) -> bool:
    return _shown(name) == f"'{name}'"


def _nearly_the_same(names: Collection[str]) -> list[dict[str, str]]:
    """Pairs of new codes of which one may be a slip of the pen for the other."""
    plain = {name: plain_code(name) for name in names}
    return [
        {"where": f"code {_shown(other)}", "what": f"it is nearly the same as {_shown(one)}; both are added"}
        for one, other in combinations(plain, 2)
        if get_close_matches(plain[other], [plain[one]], 1, NEARLY_THE_SAME)
    ]


def _last_part(name: str) -> str:
    return name.rsplit(" > ", maxsplit=1)[-1]


def _differs(description: str, definition: str) -> bool:
    """Does the project define the code, and otherwise than the study (white space and capitals aside)?"""
    told = description.strip() and definition != NO_DEFINITION
    return bool(told) and plain_code(description) != plain_code(definition)


def _known(codebook: pd.DataFrame) -> dict[str, str]:
    """Plain name to code: ids before labels, and a label only where one code has it."""
    found: dict[str, str] = {}
    for column in ("label_en", "label_nl", "code"):
        named = codebook[column].map(plain_code)
        once = named[~named.duplicated(keep=False)]
        found.update(zip(once, codebook.loc[once.index, "code"], strict=True))
    return found


def new_id(name: str, taken: set[str]) -> str:
    """A readable id that no other code has: `Rol > Fikser!` becomes `rol_fikser`."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    base = re.sub(r"[^\w]+", "_", plain).strip("_") or "code"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}_{number}", number + 1
    taken.add(code)
    return code


def _row(row: object, ids: Mapping[str, str]) -> dict[str, object]:
    name = str(row.code)  # type: ignore[attr-defined]
    description, parent = row.description, row.parent  # type: ignore[attr-defined]
    return {
        "code": ids[name],
        "label_nl": name,
        "label_en": name,
        "definition": NO_DEFINITION if pd.isna(description) or not description.strip() else description,
        "parent": None if pd.isna(parent) else ids.get(parent),
        "origin": "inductive",
        "kind": "open",
    }


def _notes(added: pd.DataFrame) -> tuple[str, ...]:
    if added.empty:
        return ()
    listed = ", ".join(
        code if _is_shown(label) else _shown(label)
        for code, label in zip(added["code"], added["label_nl"], strict=True)
    )
    return (f"{len(added)} codes are not in the codebook and are added as open codes: {listed}.",)

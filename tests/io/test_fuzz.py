"""A study that is damaged in any way is refused in words, or read and every table of it made: no other error.

Some damages are tried here; `WIJK_FUZZ=10000` tries that many.
"""

import os
import random
import shutil
from copy import deepcopy
from functools import reduce
from operator import getitem

import pytest
import yaml
from made_studies import example_claims, full_example, write_study

from wijkresearch.analysis import Analysis
from wijkresearch.errors import StudyError
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.release import release
from wijkresearch.processed import PROCESSED
from wijkresearch.run.check import check_whole
from wijkresearch.tables import DOCUMENTS, SEGMENTS

DAMAGES = int(os.environ.get("WIJK_FUZZ", "20"))
ODD = (
    "", "=1+1", "{{a}}", "[]", "{}", "- x", "null", "true", "yes", "010", "66:07", "1e30", "-1", "inf", "nan", "1,5",
    "2024-02-30", "9999-01-01", "\x07", "\u2028", "é", "e\u0301", "🙂", '"', "'", ";", "\t", "\n", "&a", "*a",
    "!!int x", "../x", "a" * 300, "9" * 400, "text:c", "D1", "d1", "<v ", "::", "# x", "%", "@", "\\", "~",
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A project with everything in it that a study can have."""
    root = tmp_path_factory.mktemp("whole")
    study = full_example(2)
    folder = write_study(study, root)
    (folder / "claims.yml").write_text(yaml.safe_dump(example_claims(study), allow_unicode=True), encoding="utf-8")
    return root


def damaged(text, chance):
    """The text with one thing changed that a hand, a program or a disk could change."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    words = lines[at].replace(":", ",").split(",")
    word = chance.choice(words)
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    kinds = (
        lambda: "\n".join([*lines[:at], *lines[at + 1 :]]),
        lambda: "\n".join([*lines[:at], lines[at], *lines[at:]]),
        lambda: "\n".join([*lines[:at], lines[at].replace(word, chance.choice(ODD), 1), *lines[at + 1 :]]),
        lambda: "\n".join([*lines[:at], f" {lines[at]}", *lines[at + 1 :]]),
        lambda: "\n".join([*lines[:at], f"{lines[at].partition(':')[0]}: {chance.choice(ODD)}", *lines[at + 1 :]]),
        lambda: text[:start] + chance.choice(ODD) + text[start:],
        lambda: text[:start] + text[end:],
        lambda: text[:end],
        lambda: text.replace(word, chance.choice(ODD)) if word else text,
        lambda: text.replace(",", ";"),
        lambda: chance.choice(ODD),
    )
    return chance.choice(kinds)()


def places(value, found=()):
    """The way to every value within what a file of settings holds."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*found, key)
        yield from places(inner, (*found, key))


def changed(settings, chance):
    """The settings, whole and readable, with one value taken out, moved, doubled or another one."""
    ways = list(places(settings))
    *way, last = chance.choice(ways)
    *other, taken = chance.choice(ways)
    place = reduce(getitem, way, settings)
    kind = chance.randrange(6)
    if kind == 0:
        del place[last]
    elif kind == 1:
        place[last] = chance.choice((*ODD, None, True, 0, -1, 10**30, 0.5, [], {}))
    elif kind == 2:
        place[last] = chance.choice(([place[last]], [place[last]] * 2, {last: place[last]}))
    else:
        place[last] = deepcopy(reduce(getitem, other, settings)[taken])
    return settings


def damage_settings(folder, chance):
    """Change a value in one file of settings of a study that is whole."""
    path = chance.choice(sorted(folder.rglob("*.yml")))
    made = yaml.safe_dump(changed(yaml.safe_load(path.read_bytes()), chance), allow_unicode=True, sort_keys=False)
    path.write_text(made, encoding="utf-8")
    return path.relative_to(folder)


def damage(folder, chance):
    """Change one file of the study, or put something else in its place."""
    kinds = chance.choice((("yml",), ("yml",), ("csv",), ("csv", "txt", "yml")))
    path = chance.choice(sorted(path for kind in kinds for path in folder.rglob(f"*.{kind}") if path.is_file()))
    kind = chance.randrange(20)
    if kind == 0:
        path.unlink()
        path.mkdir()
    elif kind == 1:
        path.unlink()
    elif kind == 2:
        path.write_bytes(bytes(chance.randrange(256) for _ in range(50)))
    else:
        path.write_bytes(
            damaged(path.read_text(encoding="utf-8", errors="replace"), chance).encode("utf-8", errors="replace")
        )
    return path.relative_to(folder)


def damages(root, seed):
    """Damage the study in a project in one way or more; which files."""
    folder, chance = root / "data" / "raw" / "voorbeeld", random.Random(seed)
    kinds = [chance.choice((damage_settings, damage, damage)), *[damage] * chance.choice((0, 0, 1, 4))]
    return [str(kind(folder, chance)) for kind in kinds]


def outcome(root):
    """What becomes of a study: refused in words, or every table of it made."""
    try:
        study = check_whole("voorbeeld", root=root)
    except StudyError as error:
        return str(error)
    SEGMENTS.check(study.segments)
    DOCUMENTS.check(study.documents)
    analysis = Analysis(release(study), root=root, gate=Gate.of(study))
    for stem in PROCESSED:
        analysis.table(stem)
    return ""


@pytest.mark.parametrize("first", range(0, DAMAGES, 20))
def test_a_damaged_study_is_refused_in_words_or_every_table_of_it_is_made(whole, tmp_path, first):
    for seed in range(first, min(first + 20, DAMAGES)):
        root = tmp_path / str(seed)
        shutil.copytree(whole, root)
        told = damages(root, seed)
        try:
            outcome(root)
        except Exception as error:
            raise AssertionError(f"seed {seed} on {told}") from error
        shutil.rmtree(root)

"""`wijk new study`: the folder of a new study, which can be checked and run at once and says what comes next."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from wijkresearch.cli.new import check_absent, folder_name, headings, make_id
from wijkresearch.errors import Problem, raise_if_any
from wijkresearch.io.read import read_frame, read_study
from wijkresearch.io.store import find_root, folder_to_try_in, table_bytes, write_bytes
from wijkresearch.show.blanks import blank_settings, explain
from wijkresearch.show.dictionary import describe_table
from wijkresearch.show.missing import say_missing
from wijkresearch.tables import CODEBOOK, DATA_STRUCTURE, DOCUMENTS, SEGMENTS, TOPICS
from wijkresearch.tables.settings import STUDY, Setting
from wijkresearch.words import catalogue, say

WORDS = catalogue("new_study")
ASKED = ("title", "questions", "roles", "worlds", "perspectives")
"""What is asked on a terminal, by its setting; besides the language, codes that are no roles, and the frame."""
FRAME = next(inner for setting in STUDY if setting.name == "selection" for inner in setting.of if inner.name == "frame")


class Language(StrEnum):
    """The languages that a study can be in."""

    DUTCH = "nl"
    ENGLISH = "en"


Name = Annotated[str, typer.Argument(help="What the study is called in commands: the name of its folder.")]
In = Annotated[Language, typer.Option("--language", help="Language of the material and of what the files explain.")]
Title = Annotated[str, typer.Option(help="Title of the study.")]
Question = Annotated[list[str], typer.Option(help="The main question; given again, a sub-question.")]
Role = Annotated[list[str], typer.Option(help="A role that is coded; may be given more than once, or not at all.")]
Code = Annotated[list[str], typer.Option(help="Another code from theory; may be given more than once.")]
World = Annotated[list[str], typer.Option(help="A world in which roles are played; may be given more than once.")]
Perspective = Annotated[list[str], typer.Option(help="From where respondents look; may be given more than once.")]
Frame = Annotated[str, typer.Option(metavar="FILE", help="Table in data/raw of all cases that could be chosen.")]


def new_study(  # noqa: PLR0913 - a parameter for each thing that can be told
    name: Name,
    *,
    language: In = Language.DUTCH,
    title: Title = "",
    question: Question = [],  # noqa: B006 - typer copies it
    role: Role = [],  # noqa: B006
    code: Code = [],  # noqa: B006
    world: World = [],  # noqa: B006
    perspective: Perspective = [],  # noqa: B006
    frame: Frame = "",
) -> None:
    """Make the folder of a new study. On a terminal, without options, it asks what it has to know."""
    root = find_root()
    folder = root / "data" / "raw" / folder_name(name)
    check_absent(folder, root)
    told: dict[str, Any] = {"title": title, "questions": question, "roles": role, "codes": code, "worlds": world}
    told |= {"perspectives": perspective, "frame": frame}
    spoken = str(language)
    if sys.stdin.isatty() and not any(told.values()):
        spoken, told = _ask(spoken)
    raise_if_any(
        Problem("wijk new study", f"--{option} is missing", remedy=_setting(setting).meaning)
        for option, setting in (("title", "title"), ("perspective", "perspectives"))
        if not told[setting]
    )
    if told["frame"]:
        read_frame(told["frame"], root=root)
    files = make_files(told, spoken)
    with folder_to_try_in(root) as made:
        _write(made / "data" / "raw" / folder.name, files)
        found = read_study(folder.name, root=made)
    _write(folder, files)
    typer.echo(say("new", "made", spoken, folder=folder.relative_to(root).as_posix()))
    for sentence in say_missing(found, spoken):
        typer.echo(f"- {sentence}")


def make_files(told: Mapping[str, Any], language: str) -> dict[str, bytes]:
    """Name to content of every file of a new study."""
    words, given = WORDS[language], _settings(told, language)
    tables = (CODEBOOK, DATA_STRUCTURE, TOPICS, DOCUMENTS, SEGMENTS)
    explained = "\n".join(describe_table(table, language) for table in tables)
    claims = "".join(f"# {line}".rstrip() + "\n" for line in words["claims"].split("\n"))
    return {
        "study.yml": blank_settings(STUDY, given, language).encode(),
        "codebook.csv": table_bytes(_codebook(given, told["codes"], words["definition"]), CODEBOOK),
        "data_structure.csv": headings(DATA_STRUCTURE).encode(),
        "claims.yml": claims.encode(),
        ".gitignore": f"# {words['ignored']}\n*/\n".encode(),
        "README.md": f"# {told['title']}\n\n{words['readme']}\n\n{explained}".encode(),
    }


def _settings(told: Mapping[str, Any], language: str) -> dict[str, Any]:
    words = WORDS[language]
    questions = enumerate(told["questions"])
    return {
        "title": told["title"],
        "language": language,
        **{kind: _labelled(told[kind]) for kind in ("roles", "worlds", "perspectives")},
        "coders": _labelled([words["coder"]]),
        "questions": [
            {"id": f"{words['sub_question']}-{number}" if number else words["main_question"], "text_nl": said}
            for number, said in questions
        ],
        "selection": {"frame": told["frame"]} if told["frame"] else {},
    }


def _labelled(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": make_id(name, between="_"), "label_nl": name} for name in names]


def _codebook(given: Mapping[str, Any], codes: Sequence[str], definition: str) -> pd.DataFrame:
    """CODEBOOK: every role, every role in every world, and the other codes that come from theory."""
    roles = [_code(role, kind="role", role=role["id"]) for role in given["roles"]]
    applied = [
        _code(
            {"id": f"{role['id']}_{world['id']}", "label_nl": f"{role['label_nl']} – {world['label_nl']}"},
            parent=role["id"],
            role=role["id"],
            world=world["id"],
        )
        for role, world in product(given["roles"], given["worlds"])
    ]
    rows = [*roles, *applied, *(_code(code) for code in _labelled(codes))]
    return CODEBOOK.check(pd.DataFrame(rows, columns=CODEBOOK.column_names).assign(definition=definition))


def _code(named: Mapping[str, str], *, kind: str = "open", **known: str) -> dict[str, str]:
    label = named["label_nl"]
    return {"code": named["id"], "label_nl": label, "label_en": label, "origin": "deductive", "kind": kind, **known}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        write_bytes(folder / name, content)


def _ask(language: str) -> tuple[str, dict[str, Any]]:
    """The language, and what is told in it; a list ends with an empty line."""
    spoken = ""
    while spoken not in set(Language):
        spoken = typer.prompt(f"{_meaning('language', language)} ({' / '.join(Language)})", default=language)
    told: dict[str, Any] = {}
    for name in ASKED:
        typer.echo(f"\n{_meaning(name, spoken)}")
        if name == "title":
            told[name] = typer.prompt(">", prompt_suffix=" ")
        else:
            typer.echo(WORDS[spoken]["several"])
            told[name] = _several(WORDS[spoken]["one_needed"] if name == "perspectives" else "")
        if name == "worlds":
            typer.echo(f"\n{WORDS[spoken]['codes']}\n{WORDS[spoken]['several']}")
            told["codes"] = _several()
    typer.echo(f"\n{explain(FRAME.meaning, spoken)}")
    told["frame"] = typer.prompt(">", default="", show_default=False, prompt_suffix=" ").strip()
    return spoken, told


def _several(needed: str = "") -> list[str]:
    """The lines that are typed before an empty one; where there has to be one, `needed` says so."""
    given: list[str] = []
    while True:
        line = typer.prompt(">", default="", show_default=False, prompt_suffix=" ").strip()
        if line:
            given.append(line)
        elif given or not needed:
            return given
        else:
            typer.echo(needed)


def _meaning(name: str, language: str) -> str:
    return explain(_setting(name).meaning, language)


def _setting(name: str) -> Setting:
    return next(one for one in STUDY if one.name == name)

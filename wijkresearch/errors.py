"""The one exception that a researcher meets, and the suggestion that goes with a misspelled word.

A `StudyError` carries every problem that was found, so that a student corrects a folder once, not ten times. Each
problem says where it is (rows as the spreadsheet shows them), what was found, what was expected and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from errno import EACCES, EDQUOT, EEXIST, EISDIR, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EROFS
from typing import ClassVar, TypeVar

Said = TypeVar("Said", bound=Hashable)

LONGEST_NAME = 64
CLOSE = "Close it in other programs, or ask its owner for permission"
FULL = "the disk is full", "Make room and do it again; what was there is as it was"
IN_WORDS = {
    EACCES: ("it may not be read or written", CLOSE),
    ENOSPC: FULL,
    EDQUOT: FULL,
    EROFS: ("its folder can be read only", "Copy the project to a folder that you may write in"),
    ENOENT: ("there is no such file", "Check the name and the folder you are in"),
    EISDIR: ("this is a folder", "Give the folder another name"),
    ENOTDIR: ("a folder on the way to it is a file", "Give that file another name"),
    EEXIST: ("a file stands in the place of a folder", "Give that file another name"),
    ENAMETOOLONG: ("its name is too long for this system", "Give it a shorter name, or move the project higher up"),
}
"""What the system says of a file to what is found, and what to do."""
Tell = Callable[[str], str]
"""Says an English text of a problem in a language."""
MOST_WORDS = 3
"""Of what is typed behind a command, a name of a file or a person has no more."""
FEW = 6
"""Places of one problem that a message lists one by one."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is not right, in the four parts that a researcher needs to correct it."""

    where: str
    found: str
    expected: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """One line: `katwijk/segments.csv row 14: code 'fixer' is not in the codebook. Did you mean 'fikser'?`."""
        return self.told(str)

    def told(self, tell: Tell) -> str:
        """The line in the language of what tells it, such as `words.problems.problems_in("nl")`."""
        sentence = f"{tell(self.where)}: {tell(self.found)}"
        if self.expected:
            sentence += f"; {tell('expected')} {tell(self.expected)}"
        return " ".join(_ended(part) for part in (sentence, tell(self.remedy)) if part)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


class StudyError(Exception):
    """Every problem found in one go. `problems` lists them; the message prints one line each, without a traceback.

    >>> print(StudyError(Problem("study.yml", "no title", remedy="Give the study a title.")))
    1 problem:
      study.yml: no title. Give the study a title.
    """

    tell: ClassVar[Tell] = str
    """Tells the error where a notebook shows it; the package has it do so in the language of the study."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Take one problem or any number of them; the order is kept and duplicates are said once."""
        listed = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(listed))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """The message that a researcher reads, in English."""
        return self.told(str)

    def told(self, tell: Tell) -> str:
        """The message in the language of what tells it."""
        count = len(self.problems)
        heading = "1 problem:" if count == 1 else f"{count} problems:"
        return "\n".join([tell(heading), *(f"  {line}" for line in _grouped(self.problems, tell))])

    def _render_traceback_(self) -> list[str]:
        """What IPython shows of the error in a notebook: the message alone."""
        return self.told(type(self).tell).split("\n")


def _grouped(problems: Iterable[Problem], tell: Tell) -> Iterator[str]:
    """A line for each problem, and one line for what is the same in many places: the first of them and how many."""
    listed = list(problems)
    places = by_place((replace(problem, where=""), problem.where) for problem in listed)
    for problem in listed:
        same = places[replace(problem, where="")]
        if len(same) <= FEW:
            yield problem.told(tell)
        elif problem.where == same[0]:
            yield replace(problem, where=f"{list_some(same, most=1)} places").told(tell)


def by_place(said: Iterable[tuple[Said, str]]) -> dict[Said, list[str]]:
    """What is said of many places, once, with those places; each place once, in the order in which they come.

    >>> by_place([("empty", "a.csv"), ("empty", "b.csv"), ("empty", "a.csv")])
    {'empty': ['a.csv', 'b.csv']}
    """
    places: dict[Said, list[str]] = {}
    for what, where in said:
        places.setdefault(what, []).append(where)
    return {what: list(dict.fromkeys(found)) for what, found in places.items()}


def list_some(names: Iterable[str], *, most: int) -> str:
    """Names for a message: the first of them, and of the others how many there are.

    >>> list_some(["a.csv", "b.csv", "c.csv"], most=2)
    'a.csv, b.csv and 1 more'
    """
    listed = list(names)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")


def file_problem(trouble: OSError, name: str = "") -> Problem:
    """Why a file could not be read or written, in words, with what to do.

    >>> print(file_problem(OSError(ENOSPC, "No space left on device"), "a.csv"))
    a.csv: the disk is full. Make room and do it again; what was there is as it was.

    Args:
        trouble: what the system said.
        name: what the file is called; as the system names it by default.
    """
    kind = EACCES if isinstance(trouble, PermissionError) else trouble.errno or 0
    found, remedy = IN_WORDS.get(kind, (f"the file cannot be opened ({trouble.strerror or trouble})", CLOSE))
    return Problem(name or str(trouble.filename or "a file"), found, remedy=remedy)


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise one `StudyError` with all problems, or do nothing when there are none."""
    listed = list(problems)
    if listed:
        raise StudyError(listed)


def show_value(value: object, *, words: int = 1) -> str:
    """What a cell holds, for a message: a word as it is, and of anything longer only how long it is.

    Where columns have shifted, any cell may hold what a respondent said, and a message is shown, logged and kept.

    >>> show_value("fixer"), show_value("Dat heb ik nooit gezegd.")
    ("'fixer'", '[a text of 24 characters]')

    Args:
        value: the content of a cell.
        words: how many words are repeated at most; an id has one, a name of a file some.
    """
    text = str(value)
    is_name = len(text) <= LONGEST_NAME and len(text.split()) <= words
    return f"'{text}'" if is_name else f"[a text of {len(text)} characters]"


def without_sentences(message: str, typed: Iterable[str], *, tell: Tell = str) -> str:
    """The message with nothing but the length of what was typed and is a sentence.

    >>> without_sentences("--coder: 'dat heb ik nooit gezegd' is no pair", ["--coder", "dat heb ik nooit gezegd"])
    '--coder: [a text of 23 characters] is no pair'

    Args:
        message: what is to be said.
        typed: what stands behind the command.
        tell: tells it in the language of the message.
    """
    parts = {part.strip() for one in typed for mark in ("=", ":", ",", "/", "\\") for part in (one, *one.split(mark))}
    for part in sorted((part for part in parts if len(part.split()) > MOST_WORDS), key=len, reverse=True):
        message = message.replace(f"'{part}'", part).replace(part, tell(show_value(part)))
    return message


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a misspelled word, or an empty string when nothing known looks like it.

    >>> did_you_mean("fixer_inwoner", ["fikser_inwoner", "bemiddelaar_inwoner"])
    "Did you mean 'fikser_inwoner'?"
    """
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'?" if close else ""

"""What stands in study.yml, declared once: every setting with its kind, its meaning and what it is when left out.

`STUDY` is the whole file; a municipality's own file holds the columns of MUNICIPALITIES, and claims.yml a list of what
`tables.claim_settings` declares. `check_settings` holds what was typed to a declaration and fills in what was left out,
so that nothing behind it asks whether a setting is there.

Kinds: `text`, `whole`, `number`, `flag` and `date` as in tables; `id` (one word); `ids`, `names` (of any text) and
`id_lists` (of ids); `words` (a mapping of texts to texts); `block` (settings of its own), `blocks` (a mapping of ids to
blocks) and `entries` (a list of blocks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain
from math import inf
from typing import Any, Literal

from wijkresearch.errors import Problem, did_you_mean, raise_if_any, show_value
from wijkresearch.schema import DECIMALS, EXPECTED, Table, is_date, number_hint
from wijkresearch.schema import Kind as ColumnKind
from wijkresearch.tables.claims import LABELS
from wijkresearch.tables.raw import CONTROLS, MUNICIPALITIES

Kind = ColumnKind | Literal["id", "ids", "names", "id_lists", "words", "block", "blocks", "entries"]
Found = Mapping[str, Any]

SHAPES: Mapping[str, str] = {
    **{str(kind): words for kind, words in EXPECTED.items()},
    "flag": "true or false",
    "id": "one word without spaces, commas and semicolons",
    "ids": "a list of ids, each once, such as [one, two]",
    "names": "a list of ids, each once, such as [one, two]",
    "id_lists": "a list of lists of ids, such as [[one, two], [one, three]]",
    "words": "lines of `id: text`",
    "blocks": "a line for each id",
    "entries": "a list of entries, one `- {…}` a line",
}
LISTS = ("ids", "names", "id_lists")
EMPTY: Mapping[str, Callable[[], Any]] = {**dict.fromkeys((*LISTS, "entries"), list), "words": dict, "blocks": dict}
APART = frozenset(" \t\n,;")
SLIP = 0.8
"""How alike two words are, from 0 to 1, from where one is taken for a slip of the other."""
FEW = 8
"""Names that a message can list."""
LINE = re.compile(r" line (\d+)")
FORMER = {
    "presence": "It is existence now",
    "structural": "It is prevalence or composite now",
    "causal": "It is covariation now",
    "min_source_types": (
        "Leave it out: from how many perspectives something is heard is shown, and changed no verdict"
    ),
    "hoop": "Make it a claim of kind absence: there one respondent against it is enough",
}
"""What takes the place of a word of earlier versions."""


@dataclass(frozen=True)
class Setting:
    """One setting: its name, its kind, what it means, what it may hold, and what it is when it is left out.

    Attributes:
        name: its key.
        kind: what sort of value it holds.
        meaning: what it says, in one line.
        required: may it not be left out?
        default: what it is when it is left out; a list or a mapping is empty then, and a text that has none is absent.
        allowed: the texts that it may hold, or the ids in its lists.
        lowest: the smallest number that it may hold.
        highest: the largest number that it may hold.
        of: the settings in a block, or in every entry.
        key: which settings identify an entry.
        among: what the ids are of that it may name: a list of entries in the same file, or of the study.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    default: str | float | None = None
    allowed: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    of: tuple[Setting, ...] = ()
    key: tuple[str, ...] = ()
    among: str = ""


def show_name(name: object) -> str:
    """A name of one word as it is, without quotation marks; of anything longer only how long it is."""
    return show_value(name).strip("'")


@dataclass(frozen=True)
class Place:
    """Where something stands, as a problem says it: in which file, on which line, and within what.

    >>> str(Place("study.yml", " roles 1", 12)), str(Place("study.yml"))
    ('study.yml line 12 roles 1', 'study.yml')
    """

    file: str
    within: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """The file, the line where it is known, and what it is within."""
        return f"{self.file} line {self.line}{self.within}" if self.line else f"{self.file}{self.within}"

    def at(self, found: Any, name: object) -> Place:
        """The place of one key of a mapping, or of one value of a list; `found` knows its lines when it was read."""
        return replace(self, line=getattr(found, "lines", {}).get(name, self.line))

    def inside(self, found: Any, name: str) -> Place:
        """The place of what a key holds."""
        shown = show_name(name)
        return replace(self.at(found, name), within=f"{self.within}, {shown}" if self.within else f" {shown}")

    def numbered(self, found: Any, number: int) -> Place:
        """The place of what an entry of a list holds."""
        return replace(self.at(found, number), within=f"{self.within} {number + 1}")


ID = Setting("id", "id", "What the other files call it.", required=True)
LABEL = Setting("label_nl", "text", "Its name in Dutch.", required=True)
LABEL_EN = Setting("label_en", "text", "Its name in English; the Dutch one where it is left out.")
TEXT = Setting("text_nl", "text", "The sentence in Dutch.", required=True)
TEXT_EN = Setting("text_en", "text", "The sentence in English; the Dutch one where it is left out.")
NAMED = (ID, LABEL, LABEL_EN)


def _listed(name: str, meaning: str, *, required: bool = False, of: tuple[Setting, ...] = NAMED) -> Setting:
    return Setting(name, "entries", meaning, required=required, of=of, key=("id",))


ATTRIBUTES = tuple(name for name in MUNICIPALITIES.column_names if name != "municipality")
SELECTION = (
    Setting(
        "variable_of_interest", "id", "The attribute of the cases in which they had to differ.", allowed=ATTRIBUTES
    ),
    Setting(
        "controls",
        "ids",
        "What the cases were chosen to be alike on, as the study says it.",
        allowed=(*ATTRIBUTES, "density"),
    ),
    Setting("frame", "text", "File in data/raw with the municipalities that could have been chosen; its own without."),
    Setting("frame_controls", "ids", "The columns of the frame on which candidates are compared.", allowed=CONTROLS),
    Setting(
        "other_controls", "id_lists", "Other sets of controls that could as well have been taken.", allowed=CONTROLS
    ),
    Setting("labels_nl", "words", "What the controls are called in Dutch; their own name where it is left out."),
    Setting("labels_en", "words", "What the controls are called in English."),
)
THRESHOLDS = (
    Setting("dots_per_column", "whole", "How many dots a full column of a printed table has.", default=10, lowest=1),
    Setting("dot_step", "number", "The smallest part of a dot that is printed.", default=0.5, lowest=0.01, highest=1),
    Setting("min_respondents", "whole", "Fewest respondents; each claim says its own.", default=3, lowest=1),
    Setting("min_label", "text", "How common, at least; each claim says its own.", default="typical", allowed=LABELS),
)
SATURATION = (
    Setting("base", "whole", "Guest's base: documents that are coded first.", default=4, lowest=1),
    Setting("run", "whole", "Guest's run: documents that are looked at together.", default=2, lowest=1),
    Setting("threshold", "number", "Share of new codes that counts as none.", default=0.05, lowest=0, highest=1),
    Setting("reflexive", "flag", "Is the analysis reflexive, so that it rejects the premise?", default=False),
)
STUDY = (
    Setting("title", "text", "Title of the study, in Dutch.", required=True),
    Setting("title_en", "text", "Title in English; the Dutch one where it is left out."),
    Setting("authors", "text", "Who carried the study out, as they want to be cited."),
    Setting("source", "text", "Where the study was published, in Dutch.", default="–"),
    Setting("source_en", "text", "The same in English; the Dutch one where it is left out."),
    Setting("language", "text", "Language of the material.", default="nl"),
    Setting("origin", "text", "Was the material collected or made up?", allowed=("collected", "reconstruction")),
    Setting("notice", "text", "What stands above every page, in Dutch."),
    Setting("notice_en", "text", "The same in English; the Dutch one where it is left out."),
    Setting("municipalities", "ids", "Folders of the cases in the order of presentation; others follow by name."),
    Setting(
        "also_called",
        "words",
        "By which other names a municipality that may not be named can be recognised, separated by commas: wards, "
        "streets, organisations.",
    ),
    _listed("roles", "The roles that codes are evidence of, in the order of presentation."),
    _listed("worlds", "The worlds in which a role is played, in the order of presentation."),
    _listed("perspectives", "From where respondents look.", required=True),
    _listed("coders", "Who coded; results rest on the first of them who coded a document.", required=True),
    _listed("questions", "The questions that the study answers.", of=(ID, TEXT, TEXT_EN)),
    _listed(
        "expectations",
        "What was expected beforehand.",
        of=(ID, Setting("question", "id", "The question it belongs to.", among="questions"), TEXT, TEXT_EN),
    ),
    _listed(
        "actors",
        "Who meets whom, from left to right.",
        of=(*NAMED, Setting("world", "id", "The world that the actor stands for, if any.", among="worlds")),
    ),
    _listed(
        "directions",
        "Codes of kind `direction`, each with where the contact begins and to whom it goes.",
        of=(
            ID,
            Setting("from", "id", "The actor with whom it begins.", required=True, among="actors"),
            Setting("to", "id", "The actor to whom it goes.", required=True, among="actors"),
        ),
    ),
    Setting(
        "goals",
        "entries",
        "What a role is for in a world.",
        of=(
            Setting("role", "id", "The role.", required=True, among="roles"),
            Setting("world", "id", "The world.", required=True, among="worlds"),
            TEXT,
            TEXT_EN,
        ),
        key=("role", "world"),
    ),
    Setting("groups_en", "words", "English for axial categories and selective themes."),
    Setting("selection", "block", "How the cases were chosen.", of=SELECTION),
    Setting("thresholds", "block", "Where lines are drawn.", of=THRESHOLDS),
    Setting("saturation", "block", "How saturation is judged.", of=SATURATION),
    Setting("retention_years", "whole", "For how many years personal data may be kept.", lowest=0, highest=100),
)
"""The settings of study.yml."""


def settings_of_case(selection: Mapping[str, Any]) -> tuple[Setting, ...]:
    """The settings of municipality.yml; what the cases were chosen on may not be left out.

    Args:
        selection: the block `selection` of study.yml.
    """
    chosen_on = {selection.get("variable_of_interest"), *selection.get("controls", ())}
    chosen_on |= {"inhabitants", "area_km2"} if "density" in chosen_on else set()
    declared = settings_of(MUNICIPALITIES, without=("municipality",))
    return tuple(replace(one, required=one.required or one.name in chosen_on) for one in declared)


def settings_of(table: Table, *, without: Sequence[str] = ()) -> tuple[Setting, ...]:
    """The columns of a table that people write as one `name: value` a line, as settings.

    Args:
        table: the table, such as MUNICIPALITIES.
        without: columns that are known otherwise, such as the name of a folder.
    """
    return tuple(
        Setting(
            column.name,
            column.kind,
            column.meaning,
            required=not column.optional,
            allowed=column.allowed,
            lowest=column.lowest,
        )
        for column in table.columns
        if column.name not in without
    )


def named_otherwise(found: Found, declared: Sequence[Setting]) -> list[str]:
    """What was typed besides the declared settings, but for what looks like a slip of one of them or of study.yml.

    >>> declared = settings_of(MUNICIPALITIES)
    >>> named_otherwise({"wards": 3, "coalitie": "breed", "retentoin": 10, "provnce": "Zeeland"}, declared)
    ['coalitie']
    """
    known = [setting.name for setting in declared]
    typed = [name for name in found if isinstance(name, str) and name not in known]
    return [name for name in typed if not did_you_mean(name, known) and not _of_study(name)]


def _of_study(name: str) -> str:
    """A suggestion for a name that is nearly that of a setting of study.yml, or its first word; empty for others."""
    words = {word: setting.name for setting in STUDY for word in (setting.name, setting.name.partition("_")[0])}
    close = get_close_matches(name, words, n=1, cutoff=SLIP)
    return f"Did you mean '{words[close[0]]}' of study.yml?" if close else ""


def check_settings(found: Found, declared: Sequence[Setting], where: str) -> dict[str, Any]:
    """What was typed, in the declared kinds, with the default of everything that was left out.

    Args:
        found: the content of a YAML file.
        declared: its settings.
        where: the file that is named in problems.

    Raises:
        StudyError: a setting is missing or unknown, a value is of another kind or out of range, an id stands twice or
            is not in the list that it is of; all of them at once, in the order of the file.
    """
    place = Place(where)
    settings, problems = read_settings(found, declared, place)
    for setting, value, named in named_ids(settings, found, declared, place):
        known = [entry["id"] for entry in settings[setting.among] if "id" in entry]
        if value not in known:
            problems.append(unknown_id(str(named), setting.name, value, known))
    raise_if_any(in_file_order(problems))
    return settings


def read_settings(found: Found, declared: Sequence[Setting], place: Place) -> tuple[dict[str, Any], list[Problem]]:
    """What was typed, as `check_settings` returns it, and everything that does not fit, which counts as left out."""
    problems: list[Problem] = []
    return _block(found, declared, place, problems), problems


def named_ids(
    settings: Found, found: Found, declared: Sequence[Setting], place: Place
) -> Iterator[tuple[Setting, str, Place]]:
    """Every id of something else that settings name, with its setting and where it stands.

    Args:
        settings: what was read.
        found: what it was read from.
        declared: the settings.
        place: where they stand.
    """
    for setting in declared:
        value, typed, inner = settings.get(setting.name), found.get(setting.name), place.inside(found, setting.name)
        if setting.kind == "block" and isinstance(typed, dict):
            yield from named_ids(value or {}, typed, setting.of, inner)
        elif setting.kind == "entries":
            for number, entry in enumerate(value or ()):
                yield from named_ids(entry, (typed or ())[number], setting.of, inner.numbered(typed, number))
        elif setting.among and isinstance(value, str):
            yield setting, value, place.at(found, setting.name)
        elif setting.among:
            for number, name in enumerate(value or ()):
                yield setting, name, inner.at(typed, name if isinstance(typed, dict) else number)


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by the line that they name; those without a line last."""

    def line(problem: Problem) -> float:
        named = LINE.search(problem.where)
        return int(named[1]) if named else inf

    return sorted(problems, key=line)


def _block(found: Found, declared: Sequence[Setting], place: Place, problems: list[Problem]) -> dict[str, Any]:
    known = [setting.name for setting in declared]
    unknown = [name for name in found if name not in known]
    for name in unknown:
        hint = FORMER.get(name) or did_you_mean(name, known) or _of_study(name)
        expected = "" if hint else f"one of {', '.join(known)}"
        problems.append(Problem(str(place.at(found, name)), f"{show_value(name)} is not known", expected, hint))
    settings = {}
    for setting in declared:
        if found.get(setting.name) in (None, ""):
            if setting.required:
                hint = did_you_mean(setting.name, unknown).replace("Did you mean", "Is it the one called")
                expected = _expected(setting) if setting.allowed else ""
                problems.append(Problem(str(place), f"'{setting.name}' is missing", expected, hint or setting.meaning))
            value = _left_out(setting)
        else:
            value = _read(found, setting, place, problems)
        if value is not None:
            settings[setting.name] = value
    return settings


def _left_out(setting: Setting) -> Any:
    """What a setting is when it is left out; None where it is absent then."""
    if setting.kind == "block":
        return {inner.name: value for inner in setting.of if (value := _left_out(inner)) is not None}
    return EMPTY[setting.kind]() if setting.kind in EMPTY else setting.default


def _read(found: Found, setting: Setting, place: Place, problems: list[Problem]) -> Any:
    """One value in its kind; what does not fit becomes a problem and counts as left out."""
    value, inner = found[setting.name], place.inside(found, setting.name)
    if setting.kind in ("block", "blocks") and isinstance(value, dict):
        named = [Setting(name, "block", setting.meaning, of=setting.of) for name in value]
        return _block(value, setting.of if setting.kind == "block" else named, inner, problems)
    if setting.kind == "entries" and isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return _entries(value, setting, inner, problems)
    read = READERS[setting.kind](value) if setting.kind in READERS else None
    if read is None or not _fits(read, setting):
        what = f"{show_name(setting.name)} is {_shown(value)}"
        where = str(place.at(found, setting.name))
        problems.append(Problem(where, what, _expected(setting), _hint(value, setting)))
        return _left_out(setting)
    if setting.required and read == []:
        problems.append(_nothing_in(setting, inner))
    if setting.allowed and setting.kind in LISTS:
        names = chain.from_iterable(read) if setting.kind == "id_lists" else read
        unknown = [name for name in names if name not in setting.allowed]
        problems += [unknown_id(str(inner), "column", name, setting.allowed) for name in unknown]
    return read


def _nothing_in(setting: Setting, place: Place) -> Problem:
    return Problem(str(place), "the list is empty", "at least one entry", setting.meaning)


def _entries(found: list[Found], setting: Setting, place: Place, problems: list[Problem]) -> list[dict[str, Any]]:
    entries = [_block(entry, setting.of, place.numbered(found, number), problems) for number, entry in enumerate(found)]
    if setting.required and not entries:
        problems.append(_nothing_in(setting, place))
    keys = [tuple(entry.get(name) for name in setting.key) for entry in entries]
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1 and None not in key):
        named = ", ".join(f"{name} '{value}'" for name, value in zip(setting.key, key, strict=True))
        again = place.at(found, len(keys) - 1 - keys[::-1].index(key))
        problems.append(Problem(str(again), f"{named} stands twice", "every entry once"))
    return entries


def _fits(value: Any, setting: Setting) -> bool:
    if setting.kind in LISTS:
        return True
    if setting.allowed and value not in setting.allowed:
        return False
    low = setting.lowest is None or value >= setting.lowest
    return low and (setting.highest is None or value <= setting.highest)


def _shown(value: Any) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return show_value(value)


def _expected(setting: Setting) -> str:
    if setting.allowed and setting.kind not in LISTS:
        return f"one of {', '.join(setting.allowed)}"
    if setting.kind == "block":
        return f"the keys {', '.join(inner.name for inner in setting.of)}"
    ends = {"from": setting.lowest, "to": setting.highest}
    reach = " ".join(f"{word} {end:g}" for word, end in ends.items() if end is not None)
    return f"{SHAPES[setting.kind]} {reach}".rstrip()


def _hint(value: Any, setting: Setting) -> str:
    former = FORMER.get(str(value)) if setting.allowed else ""
    return former or did_you_mean(str(value), setting.allowed) or number_hint(value, setting.kind)


def _text(value: Any) -> str | None:
    """A text; a number typed as one is its digits, but `no` and `yes` were read as something else."""
    return str(value).strip() or None if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _id(value: Any) -> str | None:
    text = _text(value)
    return text if text and not APART.intersection(text) else None


def _number(value: Any) -> float | None:
    value = float(value) if isinstance(value, str) and DECIMALS.fullmatch(value) else value
    return value if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300 else None


def _whole(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None and number == int(number) else None


def _date(value: Any) -> str | None:
    return value if isinstance(value, str) and is_date(value) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _each_once(value: Any, read: Callable[[Any], str | None]) -> list[str] | None:
    texts = [read(entry) for entry in value] if isinstance(value, list) else [None]
    named = [entry for entry in texts if entry is not None]
    return named if len(set(named)) == len(texts) else None


def _ids(value: Any) -> list[str] | None:
    return _each_once(value, _id)


def _names(value: Any) -> list[str] | None:
    return _each_once(value, _text)


def _id_lists(value: Any) -> list[list[str]] | None:
    lists = [_ids(entry) for entry in value] if isinstance(value, list) else [None]
    named = [entry for entry in lists if entry]
    return named if len(named) == len(lists) else None


def _words(value: Any) -> dict[str, str] | None:
    words = {_text(name): _text(word) for name, word in value.items()} if isinstance(value, dict) else {None: None}
    named = {name: word for name, word in words.items() if name is not None and word is not None}
    return named if len(named) == len(words) else None


READERS: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "id": _id,
    "number": _number,
    "whole": _whole,
    "date": _date,
    "flag": _flag,
    "ids": _ids,
    "names": _names,
    "id_lists": _id_lists,
    "words": _words,
}


def unknown_id(where: str, what: str, value: str, known: Sequence[str]) -> Problem:
    """A name that is not among those that are known, with them where they are few, and with the nearest one."""
    expected = f"one of {', '.join(known)}" if 0 < len(known) <= FEW else ""
    return Problem(where, f"{what} {show_value(value)} is not known", expected, did_you_mean(value, known))

"""Who speaks where: the layouts of the common transcription services, found in the canonical text.

Layouts (with an example of a first line):

- `name and time`: Teams (.docx), Otter, Zoom (.txt), Amberscript: `Noor de Boer   0:04`, the words below it;
- `time, then name`: older Teams: `0:0:2.0 --> 0:0:7.4`, below it the name, below that the words;
- `markers`: the Dutch oral-history guideline, Deepgram: `[i] Hoe gaat dat?`, `[Speaker:0] Hoe gaat dat?`;
- `labels`: f4, oTranscribe, Google Meet, Amberscript, whisperX, by hand: `I: Hoe gaat dat?`, `[SPEAKER_00]: Hoe gaat
  dat?`, with a time stamp around it, in bold (`**I:**`) or with a tab for the colon;
- `speaker above the words`: aTrain: `SPEAKER_00`, alone or with a time, the words below it.

A word before a colon is a speaker when it is a known label (I, R, B, Interviewer, Respondent 2, Spreker 1, …), or when
it begins at least two lines and there is another speaker. The layout that explains most lines is taken. Two turns make
a transcript; less is text without turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from wijkresearch.exchange.tables import TURNS

CLOCK = r"(?<!\d)\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
SPAN = rf"{CLOCK}(?:[ ]*(?:-->|-|–)[ ]*{CLOCK})?"
STAMP = rf"(?:#{CLOCK}(?:-\d+)?#|\[{SPAN}\]|\({SPAN}\)|{CLOCK})"
FIRST_CLOCK = re.compile(rf"({CLOCK})(?:-(\d+)(?=#))?")
ROLE = (
    r"(?:I|R|B|P|V|A|Q|Int|Inv|Resp|Interviewer|Interviewster|Interviewee|Onderzoeker|Moderator|Gespreksleider|Vraag|"
    r"Antwoord|Respondent|Respondente|Deelnemer|Participant|Allen|Onbekend|Ge[iï]nterviewde)\.?(?:[ _]?\d{1,2})?"
)
NUMBERED = r"(?:Spreker|Speaker|SPEAKER|Sprecher|Spk)(?:[ _:]?\d{1,2}| [A-Z]| undefined)?|S\d{1,2}"
ADDED = r"(?: \([^()\n]{1,40}\))?"
KNOWN = rf"(?:{ROLE}|{NUMBERED}){ADDED}"
NAME = r"['’]?[^\W\d_][\w.'’&/+\-]*(?:(?: |, (?=[A-ZÀ-Þ]))[\w.'’()&/+\-]+){0,6}"
SPEAKER = rf"(?:\[(?P<bracketed>{NAME}(?::\d{{1,2}})?)\]|(?P<speaker>{NAME}))"
BEFORE = rf"^[ \t]*+(?:(?P<before>{STAMP})[ \t]*+(?:-[ \t]++)?)?"
INTERVIEWER = re.compile(
    r"(?:i|int|inv|interviewer|interviewster|onderzoeker|moderator|gespreksleider|vraag|q)\.?[ _]?\d{0,2}"
    rf"{ADDED}|.+ \(interview(?:er|ster)\)",
    re.IGNORECASE,
)
OF_THE_GUIDE = re.compile(r"(?:Vraag|Antwoord|V|A|Q)[ _]?\d{1,2}", re.IGNORECASE)
LABEL_LINE = re.compile(
    rf"{BEFORE}(?!SPEAKER: \w+\n)"
    rf"(?:(?:\*\*)?{SPEAKER}[ \t]*+(?:(?P<after>{STAMP})[ \t]*+)?:(?![\d/])(?:\*\*)?|(?P<known>{KNOWN})\t)"
    r"[ \t]*",
    re.MULTILINE,
)
HEADER_LINE = re.compile(
    r"^[ \t]*+(?:(?P<speaker>[\w+][^\n\t:]{0,43}?)(?:[ ]{2,}+|[ ]*\t[ \t]*+)|"
    r"\[(?P<bracketed>[^\W\d_][^\[\]\n]{0,44})\][ \t]*+|"
    rf"(?P<known>{KNOWN}) )(?P<after>{STAMP})(?:[ ]*+-->[ ]*+{STAMP})?[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
RANGE_LINE = re.compile(
    rf"^[ \t]*+(?P<after>{CLOCK})[ ]*+-->[ ]*+{CLOCK}[ \t]*\n[ \t]*+(?P<speaker>{NAME})[ \t]*(?:\n|\Z)", re.MULTILINE
)
MARKER_LINE = re.compile(rf"{BEFORE}\[(?P<speaker>[ir]\d{{0,2}}|{KNOWN})\]:?[ \t]*", re.MULTILINE | re.IGNORECASE)
ALONE_LINE = re.compile(
    rf"{BEFORE}(?:SPEAKER: )?{SPEAKER}(?:[ \t]*+(?:-[ \t]*+)?(?P<after>{STAMP}))?[ \t]*+:?[ \t]*\n(?=(?P<gap>\s*+)\S)",
    re.MULTILINE,
)
STAMP_LINE = re.compile(rf"(?:^|\n)[ \t]*(?P<stamp>{STAMP})[ \t]*\n\s*\Z")
STAMP_NEXT = re.compile(rf"\s*{STAMP}")
BLANK_ABOVE = re.compile(r"(?:\A|\n)[ \t]*\n\Z|\A\Z")
EDGE_STAMP = re.compile(
    rf"(?P<front>\A\s*(?:#{CLOCK}(?:-\d+)?#|\[{SPAN}\](?:[ ]-(?=[ ]))?|{CLOCK}[ \t]*+(?=\n)))"
    rf"|(?P<back>(?:#{CLOCK}(?:-\d+)?#|\[{SPAN}\])\s*\Z)"
)
BARE_LAST_STAMP = re.compile(rf"\n[ \t]*{STAMP}\s*\Z")
TRAILER = re.compile(
    r"\n[^\n:]{0,70}(?:stopped transcription|transcri\w+ (?:gestopt|beëindigd)|Transcribed by https://otter\.ai|"
    rf"(?:ended|beëindigd)[^\n:]{{1,20}} {CLOCK}\W*(?:This editable transcript[^\n]*)?)\s*\Z"
)
HEAD_END = re.compile(r"[:;\t]| [-–] ")
HEAD_EDGES = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")
LONGEST_LABEL = 45
MOST_STAMPS = 10
HEADERS = {"name and time": HEADER_LINE, "time, then name": RANGE_LINE, "markers": MARKER_LINE}


@dataclass(frozen=True)
class Turn:
    """One turn: where its words are, who speaks, and when."""

    start: int
    end: int
    speaker: str
    seconds: float | None


def find_turns(text: str) -> tuple[list[Turn], str]:
    """The turns in a canonical text and the name of the layout they were recognised by; else none and `no turns`."""
    found = {layout: list(expression.finditer(text)) for layout, expression in HEADERS.items()}
    found |= {"speaker above the words": alone_lines(text), "labels": label_lines(text)}
    layout = max(found, key=lambda name: len(found[name]))
    if len(found[layout]) >= 2:
        return _turns(text, found[layout]), layout
    timed = next((name for name in ("name and time", "time, then name") if found[name]), None)
    return (_turns(text, found[timed]), timed) if timed else ([], "no turns")


def label_lines(text: str) -> list[re.Match[str]]:
    """The lines that begin with a speaker and a colon."""
    return _accepted(list(LABEL_LINE.finditer(text)))


def other_labels(text: str, speakers: set[str]) -> int:
    """How many lines begin as with a name and a colon, while it is none of the speakers."""
    labels = map(_label, LABEL_LINE.finditer(text))
    return sum(1 for label in labels if label.istitle() and label not in speakers)


def repeated_heads(lines: Iterable[str]) -> int:
    """How many lines begin with the same few characters before a colon, a tab or a dash as another line does."""
    cut = (re.split(HEAD_END, line, maxsplit=1) for line in lines)
    heads = Counter(HEAD_EDGES.sub("", parts[0]) for parts in cut if len(parts) > 1 and len(parts[0]) <= LONGEST_LABEL)
    return sum(times for head, times in heads.items() if head and times > 1)


def alone_lines(text: str) -> list[re.Match[str]]:
    """The lines that hold nothing but a speaker, or a speaker and a time, with words below them.

    Roles that occur once each and have no time are a list of who took part.
    """
    found = _accepted([line for line in ALONE_LINE.finditer(text) if _may_stand_alone(text, line)])
    timed = any(line["before"] or line["after"] or is_numbered(_label(line)) for line in found)
    return found if timed or len(set(map(_label, found))) < len(found) else []


def speakers_among(labels: Counter[str]) -> set[str]:
    """Which of the words before a colon are speakers, given how often each occurs.

    `Vraag 3` numbers a question where others are the speakers or answers have no label, else it is a speaker.
    """
    known = {label for label in labels if is_known(label)}
    repeated = {label for label, times in labels.items() if times >= 2 and label != label.lower()}
    accepted = known | repeated
    numbered = {label for label in accepted if OF_THE_GUIDE.fullmatch(label)}
    others = accepted - numbered
    asking = {is_interviewer(label) for label in others}
    if len(others) >= 2 and (True in asking or False not in asking):
        return others
    if not others and not any(label[0] in "aA" for label in numbered):
        return set()
    return accepted if len(accepted) >= 2 or known else set()


def is_known(label: str) -> bool:
    """Whether a label says by itself that it is a speaker."""
    return any(re.fullmatch(KNOWN, one) for one in (label, label.capitalize()))


def is_numbered(label: str) -> bool:
    """Whether a program gave the speaker a number, which says nothing of who it is."""
    return any(re.fullmatch(rf"(?:{NUMBERED}){ADDED}", one) for one in (label, label.capitalize()))


def heads_a_column(label: str) -> bool:
    """Whether a label is the word speaker without a number, which says what a column holds and names nobody."""
    return is_numbered(label) and label.isalpha()


def is_interviewer(speaker: str) -> bool | None:
    """Whether the label means the interviewer; None where it is a name or a number that a program gave."""
    if INTERVIEWER.fullmatch(speaker):
        return True
    return False if is_known(speaker) and not is_numbered(speaker) else None


def seconds_of(stamp: str | None) -> float | None:
    """The first time in a time stamp, in seconds.

    >>> seconds_of("#00:01:05-4#"), seconds_of("1:02:03.5"), seconds_of("[0:49 - 0:51]")
    (65.4, 3723.5, 49.0)
    """
    found = FIRST_CLOCK.search(stamp or "")
    if not found:
        return None
    total = 0.0
    for part in found[1].replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total + float(f"0.{found[2] or 0}"), 3)


def turns_table(turns: list[Turn], document: str) -> pd.DataFrame:
    """The turns as TURNS.

    Raises:
        StudyError: never for turns of `find_turns`; the table checks itself.
    """
    rows = {
        "document": pd.Series([document] * len(turns), dtype="str"),
        "turn": range(1, len(turns) + 1),
        "start": [turn.start for turn in turns],
        "end": [turn.end for turn in turns],
        "speaker": pd.Series([turn.speaker for turn in turns], dtype="str"),
        "interviewer": pd.array(_who_asks([turn.speaker for turn in turns]), dtype="boolean"),
        "seconds": pd.array([turn.seconds for turn in turns], dtype="Float64").to_numpy(
            "float64", na_value=float("nan")
        ),
    }
    return TURNS.check(pd.DataFrame(rows))


def _who_asks(speakers: list[str]) -> list[bool | None]:
    """Who is the interviewer; where one is marked, a speaker with a number is none."""
    known = [is_interviewer(speaker) for speaker in speakers]
    if True not in known:
        return known
    return [False if is_numbered(speaker) else asks for speaker, asks in zip(speakers, known, strict=True)]


def _accepted(lines: list[re.Match[str]]) -> list[re.Match[str]]:
    short = [line for line in lines if len(_label(line)) <= LONGEST_LABEL]
    accepted = speakers_among(Counter(map(_label, short)))
    return [line for line in short if _label(line) in accepted]


def _label(line: re.Match[str]) -> str:
    groups = line.groupdict()
    return (groups.get("speaker") or groups.get("bracketed") or groups.get("known") or "").rstrip(" -")


def _may_stand_alone(text: str, line: re.Match[str]) -> bool:
    """Whether a line of a few words may be a speaker: known, with a time, or at the head of a paragraph."""
    if is_known(_label(line)):
        return not heads_a_column(_label(line))
    if line["before"] or line["after"]:
        return not STAMP_NEXT.match(text, line.end())
    above = text[max(0, line.start() - 60) : line.start()]
    return "\n" not in line["gap"] and bool(BLANK_ABOVE.search(above) or STAMP_LINE.search(above))


def _turns(text: str, headers: list[re.Match[str]]) -> list[Turn]:
    turns = []
    ends = [following.start() for following in headers[1:]] + [len(text)]
    for header, end in zip(headers, ends, strict=True):
        groups = header.groupdict()
        stamp = groups.get("before") or groups.get("after") or _stamp_above(text, header.start())
        start, stop, edge = _words(text, header.end(), end, last=end == len(text))
        turns.append(Turn(start, stop, _label(header), seconds_of(stamp or edge)))
    return turns


def _stamp_above(text: str, start: int) -> str | None:
    """Google Meet: a line with nothing but the time, above the line of the speaker."""
    above = STAMP_LINE.search(text[max(0, start - 60) : start])
    return above["stamp"] if above else None


def _words(text: str, start: int, end: int, *, last: bool) -> tuple[int, int, str | None]:
    """The words of a turn without white space and time stamps around them, and the first of those stamps."""
    body = text[start:end]
    cut = (TRAILER.search(body) if last else None) or BARE_LAST_STAMP.search(body)
    body = body[: cut.start()] if cut else body
    stamp = None
    for _ in range(MOST_STAMPS):
        edge = EDGE_STAMP.search(body)
        if edge is None:
            break
        stamp = stamp or (edge["front"] or edge["back"]).strip()
        if edge["front"]:
            start += edge.end()
            body = body[edge.end() :]
        else:
            body = body[: edge.start()]
    start += len(body) - len(body.lstrip())
    return start, start + len(body.strip()), stamp

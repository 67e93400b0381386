"""A Word or OpenDocument file in which the comments are codes: what students do without a coding program.

A comment holds the name of a code, or several: one a line, or with a semicolon between them. A comma separates codes
only when each piece is a code that is known. The passage is what the comment is attached to; the coder is its author.
Replies in the thread of a comment are no codes: they are noted with its codings. Which comment a reply answers stands
in a part of its own in a .docx, and in .odt with the reply (`loext:parent-name`, which LibreOffice does not write for
threads that came from Word). Where that is missing, a comment of somebody else on the same words is a reply
unless it names codes that are known, and so is what follows it there; each is flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import open_archive, parse_xml, read_member
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, plain_code
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts import canonical
from wijkresearch.exchange.transcripts.open_document import ANNOTATION, read_content, read_odt, written_in
from wijkresearch.exchange.transcripts.word_processor import FALLBACK, LEFT_OUT, read_docx, value_of

COMMENTS = "word/comments.xml"
THREADS = "word/commentsExtended.xml"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@dataclass(frozen=True)
class _Comment:
    """One comment; `answers` is the identifier of the comment that it is a reply to.

    `told` says whether the file tells replies from other comments.
    """

    number: int
    identifier: str
    coder: str | None
    text: str = field(repr=False)
    answers: str | None
    told: bool

    def as_note(self) -> str:
        """What it says, with its writer."""
        return f"{self.coder}: {self.text}" if self.coder else self.text


def read_comments(path: Path, codebook: Collection[str] = ()) -> CodedProject:
    """The comments of a .docx or .odt as codings of its text, with the replies to them as notes.

    Raises:
        StudyError: no such file, a damaged one, or one without comments.
    """
    is_word = path.suffix.lower() == ".docx"
    written = read_docx(path) if is_word else read_odt(path)
    comments, ranges = _comments_of_docx(path) if is_word else _comments_of_odt(path)
    if not comments:
        remedy = "A transcript goes into `transcripts/` of its municipality."
        raise StudyError(Problem(path.name, "there are no comments in this file", "comments that name codes", remedy))
    gathering = Gathering("word-comments", "Word", {}) if is_word else Gathering("odt-comments", "OpenDocument", {})
    made = canonical(written.text)
    gathering.add_document(path.stem, made.text)
    gathering.skipped.update({what: count for what, count in written.left_out.items() if what != "comments"})
    places = {
        one.identifier: _trimmed(made.text, *made.positions.passage(*written.comments.get(one.identifier, (0, 0))))
        for one in comments
    }
    comments = list(_told_apart(gathering, comments, places, path.name, codebook))
    replies = _replies(comments)
    noted = {reply.identifier for one in comments if one.answers is None for reply in replies.get(one.identifier, [])}
    for one in comments:
        where = f"{path.name}, comment {one.number}"
        if ranges[one.identifier] > 1:
            gathering.flag(where, f"it is attached to {ranges[one.identifier]} passages; only the last one was taken")
        if one.answers is None:
            notes = [reply.as_note() for reply in replies.get(one.identifier, [])]
            _gather(gathering, path, one, places[one.identifier], notes=notes, codebook=codebook)
        elif one.identifier not in noted:
            gathering.flag(where, "it answers a comment that is not there; left out")
    return gathering.project()


def _gather(
    gathering: Gathering,
    path: Path,
    comment: _Comment,
    place: tuple[int, int],
    *,
    notes: list[str],
    codebook: Collection[str],
) -> None:
    """The codings of one comment, or why there are none."""
    where, (start, end) = f"{path.name}, comment {comment.number}", place
    left_out = f"left out with {len(notes)} replies" if notes else "left out"
    if start == end:
        gathering.flag(where, f"it is not attached to a passage; {left_out}")
        return
    codes = codes_in(comment.text, codebook)
    if not codes:
        gathering.flag(where, f"it is empty; {left_out}")
    for code in codes:
        memo = "\n".join(notes) or None
        gathering.add_passage(Passage(where, path.stem, (code,), comment.coder, start=start, end=end, memo=memo))


def _replies(comments: list[_Comment]) -> dict[str, list[_Comment]]:
    """The replies in the thread that each comment began; a reply to a reply is one to the first comment."""
    answers = {one.identifier: one.answers for one in comments}
    found: dict[str, list[_Comment]] = {}
    for one in comments:
        first, seen = one.answers, {one.identifier}
        while first is not None and answers.get(first) is not None and first not in seen:
            seen.add(first)
            first = answers[first]
        if first is not None:
            found.setdefault(first, []).append(one)
    return found


def _told_apart(
    gathering: Gathering,
    comments: list[_Comment],
    places: Mapping[str, tuple[int, int]],
    name: str,
    codebook: Collection[str],
) -> Iterator[_Comment]:
    """The comments, those of somebody else on the same words as replies where the file does not tell what they are."""
    first: dict[tuple[int, int], _Comment] = {}
    for one in comments:
        first.setdefault(places[one.identifier], one)
    known = {plain_code(code) for code in codebook}
    known |= {
        plain_code(code) for one in first.values() if one.answers is None for code in codes_in(one.text, codebook)
    }
    answered: set[tuple[int, int]] = set()
    for one in comments:
        place = places[one.identifier]
        earlier = first[place]
        alone = earlier is one or (earlier.coder == one.coder and place not in answered)
        if alone or one.told or place[0] == place[1]:
            yield one
            continue
        is_code = all(plain_code(code) in known for code in codes_in(one.text, codebook))
        taken = "a code, because it names one" if is_code else "a reply, because it names no code that is known"
        said = f"it is on the same words as comment {earlier.number}"
        gathering.flag(f"{name}, comment {one.number}", f"{said}, and the file tells no replies; taken as {taken}")
        if not is_code:
            answered.add(place)
        yield one if is_code else replace(one, answers=earlier.identifier)


def codes_in(comment: str, codebook: Collection[str]) -> list[str]:
    """The codes that a comment names.

    >>> codes_in("fikser; buurt", []), codes_in("wonen, werken", []), codes_in("wonen, werken", ["wonen", "werken"])
    (['fikser', 'buurt'], ['wonen, werken'], ['wonen', 'werken'])
    """
    codes: list[str] = []
    for piece in comment.replace(";", "\n").splitlines():
        parts = [part.strip() for part in piece.split(",") if part.strip()]
        codes += parts if len(parts) > 1 and all(part in codebook for part in parts) else [piece.strip()]
    return list(dict.fromkeys(code for code in codes if code))


def _comments_of_odt(path: Path) -> tuple[list[_Comment], Counter[str]]:
    """Each annotation in the order of the file, and how many passages each is attached to."""
    root = read_content(path)
    elements = list(root.iter(ANNOTATION))
    answers = [value_of(one, "parent-name") or None for one in elements]
    comments = [
        _Comment(
            number,
            value_of(one, "name") or f"#{number}",
            one.findtext(CREATOR),
            "\n".join(written_in(paragraph) for paragraph in one.iter("{*}p")),
            parent,
            any(answers),
        )
        for number, (one, parent) in enumerate(zip(elements, answers, strict=True), 1)
    ]
    return comments, Counter(value_of(end, "name") for end in root.iter(f"{ANNOTATION}-end"))


def _comments_of_docx(path: Path) -> tuple[list[_Comment], Counter[str]]:
    """Each comment in the order of the file, and how many passages each is attached to."""
    with open_archive(path, "a Word document (.docx)") as archive:
        if COMMENTS not in archive.namelist():
            return [], Counter()
        root, body = (
            parse_xml(read_member(archive, member, path.name), f"{path.name}, {member}")
            for member in (COMMENTS, "word/document.xml")
        )
        threads = _threads(archive, path.name)
    elements = list(root.iterchildren("{*}comment"))
    marks = [[value_of(paragraph, "paraId") for paragraph in one.iter("{*}p")] for one in elements]
    owners = {mark: value_of(one, "id") for one, own in zip(elements, marks, strict=True) for mark in own}
    comments = []
    for number, (one, own) in enumerate(zip(elements, marks, strict=True), 1):
        parent = next((threads[mark] for mark in own if threads.get(mark)), None)
        answers = None if parent is None else owners.get(parent, "")
        told = any(mark in threads for mark in own)
        comments.append(
            _Comment(number, value_of(one, "id"), value_of(one, "author") or None, _text(one), answers, told)
        )
    starts = Counter(value_of(start, "id") for start in body.iter("{*}commentRangeStart") if _is_shown(start))
    return comments, starts


def _threads(archive: ZipFile, where: str) -> dict[str, str]:
    """For the paragraphs of comments that the file puts in threads, the paragraph of the comment that is answered."""
    if THREADS not in archive.namelist():
        return {}
    root = parse_xml(read_member(archive, THREADS, where), f"{where}, {THREADS}")
    return {value_of(one, "paraId"): value_of(one, "paraIdParent") for one in root.iterchildren("{*}commentEx")}


def _is_shown(element: etree._Element) -> bool:
    above = list(element.iterancestors())
    return not any(one.tag == FALLBACK or etree.QName(one).localname in LEFT_OUT for one in above)


def is_commented(path: Path) -> bool:
    """Whether there are comments in a .docx or .odt.

    Raises:
        StudyError: it is damaged.
    """
    if path.suffix.lower() == ".odt":
        return next(read_content(path).iter(ANNOTATION), None) is not None
    with open_archive(path, "a Word document (.docx)") as archive:
        return COMMENTS in archive.namelist()


def _text(comment: etree._Element) -> str:
    return "\n".join(
        "".join(
            part.text or "" if etree.QName(part).localname == "t" else "\n" for part in paragraph.iter("{*}t", "{*}br")
        )
        for paragraph in comment.iter("{*}p")
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage without the white space around it, which a selection in Word takes along."""
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    return start, max(start, start + len(passage.strip()))

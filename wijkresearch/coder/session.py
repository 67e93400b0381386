"""Somebody at work on a document: what is coded now, each act and its undoing. It knows nothing of a screen.

Every act is on the disk before it is answered. Files that somebody else changed are read anew first, so that nothing is
overwritten; where the transcript itself changed, the act is refused, because its places were in the old text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.coder.screen import document_message, list_codes, others_message
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.io.coding_steps import add_step, settle_form, steps_file
from wijkresearch.io.decisions import plan_decision
from wijkresearch.io.importing.codebook import NO_DEFINITION, new_id
from wijkresearch.io.importing.planning import extended_codebook
from wijkresearch.io.read import read_study
from wijkresearch.io.store import table_bytes
from wijkresearch.io.whole import try_on_a_copy, write_together
from wijkresearch.privacy.consent import NEEDED, Gate
from wijkresearch.study import RawStudy, code_meanings, text_fingerprint, write_spans
from wijkresearch.tables import CODEBOOK, CODEBOOK_HISTORY, TALK_SHEET
from wijkresearch.words import say
from wijkresearch.words.problems import problems_in

WHERE = "wijk.code"
Message = dict[str, Any]
Mark = tuple[int, int, str]
"""What a coding of the coder is known by in the document: start, end and code."""


@dataclass(frozen=True)
class Act:
    """One act: a row of CODING_STEPS without what follows from the document. A memo on a code has no place."""

    step: str
    code: str | None
    place: tuple[int, int] | None = None
    was: tuple[int, int] | None = None
    memo: str | None = None

    @property
    def mark(self) -> Mark:
        """The coding that it leaves, or takes away."""
        start, end = self.place or (0, 0)
        return start, end, self.code or ""


def next_document(study: RawStudy, coder: str) -> str:
    """The first document with a text that the coder has not begun, in the order of coding; else the first of all.

    Args:
        study: the study as it was read.
        coder: id of a coder.

    Raises:
        StudyError: no document has a text that may be processed.
    """
    begun = set(study.segments.loc[study.segments["coder"] == coder, "document"])
    readable = _readable(study)
    raise_if_any([] if readable else [Problem(WHERE, "no document has a text that may be processed", "one or more")])
    return next((name for name in readable if name not in begun), readable[0])


def _readable(study: RawStudy) -> list[str]:
    """The documents with a text that may be processed, in the order of coding."""
    gate = Gate.of(study)
    return [name for name in study.documents["document"] if name in study.transcripts and gate.may("process", name)]


class CodingSession:
    """One coder at work on one document of a study at a time."""

    def __init__(self, study: str, document: str, coder: str, language: str, root: Path) -> None:
        """Open the document.

        Args:
            study: the folder in `data/raw`.
            document: id of a document with a text that may be processed; `next_document` when empty.
            coder: id of a coder of study.yml; the first when empty.
            language: `nl` or `en`.
            root: the project's folder.

        Raises:
            StudyError: the study has problems, or there is no such document or coder.
        """
        self._name, self._root, self._language = study, root, language
        self._blind = True
        self._open(document, coder)

    def __repr__(self) -> str:
        """Who codes what."""
        return f"Coder({self._document}, {self._coder})"

    # What is read.

    def _open(self, document: str, coder: str) -> None:
        study = read_study(self._name, root=self._root)
        coder = coder or study.ids("coders")[0]
        document = document or next_document(study, coder)
        raise_if_any(_opening_problems(study, document, coder))
        self._document, self._coder = document, coder
        self._text = study.transcripts[document]
        self._hash = text_fingerprint(self._text)
        self._undo: list[Act] = []
        self._redo: list[Act] = []
        self._take(study)
        settle_form(self._file)
        self._stamps = self._look()

    def _take(self, study: RawStudy) -> None:
        """Keep what the study says of the document now."""
        self._study = study
        row = study.documents.set_index("document").loc[self._document]
        self._folder = self._root / "data" / "raw" / self._name / str(row["municipality"])
        self._transcript = self._folder / "transcripts" / str(row["file"])
        self._file = steps_file(self._folder, self._document, self._coder)
        of_document = study.segments[study.segments["document"] == self._document]
        own = of_document[of_document["coder"] == self._coder]
        self._codings: dict[Mark, str | None] = {
            (int(start), int(end), code): None if pd.isna(memo) else memo
            for start, end, code, memo in own[["start", "end", "code", "memo"]].itertuples(index=False, name=None)
        }
        noted = study.document_memos
        noted = noted[(noted["document"] == self._document) & (noted["coder"] == self._coder)]
        self._memos: dict[str | None, str] = {
            None if pd.isna(code) else code: memo for code, memo in noted[["code", "memo"]].itertuples(index=False)
        }
        self._meanings = code_meanings(study.codebook)

    def _look(self) -> dict[Path, tuple[int, int]]:
        """Size and time of every file that the document's codings follow from."""
        watched = [self._file, self._transcript]
        watched += [
            path for folder in (self._folder, self._folder.parent) for path in folder.iterdir() if path.is_file()
        ]
        return {
            path: (found.st_mtime_ns, found.st_size) for path in watched if path.exists() and (found := path.stat())
        }

    def _keep_up(self) -> bool:
        """Read the study anew where a file changed elsewhere; did one?

        Raises:
            StudyError: the study has problems now, or the document has another text.
        """
        if self._look() == self._stamps:
            return False
        study = read_study(self._name, root=self._root)
        raise_if_any(_opening_problems(study, self._document, self._coder))
        if study.transcripts[self._document] != self._text:
            found = "the transcript changed since it was opened, and this was not saved"
            raise StudyError(Problem(self._document, found, remedy="Run the cell again, and code it in the new text"))
        self._take(study)
        settle_form(self._file)
        self._undo, self._redo = [], []
        self._stamps = self._look()
        return True

    # What is answered.

    def answer(self, message: Message) -> list[Message]:
        """The answers to a message of the screen; places are Unicode code points of the canonical text.

        The screen asks `ready`, and with a number `seq`: `add`, `remove` (code, start, end), `move` (and to_start,
        to_end), `note` (memo on a coding, a code or the document), `undo`, `redo`, `create` (label, definition,
        parent), `compare`, `decide` (a row of TALK_SHEET) and `open` (document). The answer is `document` with
        everything, `saved` with what changed, or `refused` with what is wrong, and then nothing was written.

        Args:
            message: with `op`, what is asked, and what that needs.
        """
        operations: dict[str, Callable[[Message], Message]] = {
            "ready": lambda _: self._everything(),
            "open": self._change_document,
            "compare": self._compare,
            "create": self._create,
            "decide": self._decide,
            "undo": lambda _: self._take_back(),
            "redo": lambda _: self._again(),
        }
        acts: dict[str, Callable[[Message], Act]] = {
            "add": lambda asked: Act("added", asked["code"], _place(asked)),
            "remove": lambda asked: Act("removed", asked["code"], _place(asked)),
            "move": lambda asked: Act("moved", asked["code"], (asked["to_start"], asked["to_end"]), _place(asked)),
            "note": lambda asked: Act("noted", asked["code"], _place(asked), memo=asked["memo"].strip() or None),
        }
        seq, op, changed = message.get("seq"), message["op"], False
        try:
            changed = op not in ("ready", "open") and self._keep_up()
            made = self._do(acts[op](message)) if op in acts else operations[op](message)
        except StudyError as error:
            made = {"op": "refused", "message": error.told(problems_in(self._language))}
        except OSError as trouble:
            problem = Problem(self._file.name, f"it could not be written ({trouble.strerror or 'unknown reason'})")
            made = {"op": "refused", "message": StudyError(problem).told(problems_in(self._language))}
        answers = [{**made, "seq": seq}]
        if changed:
            answers.append({**self._everything(), "notice": say("coding_session", "changed_elsewhere", self._language)})
        return answers

    def _everything(self) -> Message:
        return {
            **document_message(self._study, self._document, self._coder, self._language, _readable(self._study)),
            "codings": [[*mark, memo] for mark, memo in sorted(self._codings.items(), key=lambda item: item[0])],
            **self._memos_now(),
            **self._others(),
            **self._undoing(),
            "notice": None,
        }

    def _memos_now(self) -> Message:
        return {
            "memo": self._memos.get(None),
            "code_memos": {code: memo for code, memo in self._memos.items() if code is not None},
        }

    def _undoing(self) -> Message:
        return {"undo": bool(self._undo), "redo": bool(self._redo)}

    def _saved(self, *, added: list[Mark], removed: list[Mark]) -> Message:
        given = [[*mark, self._codings[mark]] for mark in added]
        changed = {"added": given, "removed": [[*mark] for mark in removed]}
        return {"op": "saved", **changed, **self._memos_now(), **self._undoing(), "notice": None}

    # Acts on passages, memos, and their undoing.

    def _do(self, act: Act) -> Message:
        """Carry out an act of the coder, which can be undone."""
        undoing = self._undoing_of(act)
        made = self._carry_out(act)
        if undoing is not None:
            self._undo.append(undoing)
            self._redo.clear()
        return {**made, **self._undoing()}

    def _take_back(self) -> Message:
        return self._turn(self._undo, self._redo, "nothing_to_undo")

    def _again(self) -> Message:
        return self._turn(self._redo, self._undo, "nothing_to_redo")

    def _turn(self, acts: list[Act], back: list[Act], otherwise: str) -> Message:
        """Carry out the last of these acts, and keep what undoes it with the others."""
        if not acts:
            return {**self._saved(added=[], removed=[]), "notice": say("coding_session", otherwise, self._language)}
        undoing = self._undoing_of(acts[-1])
        made = self._carry_out(acts[-1])
        acts.pop()
        back += [] if undoing is None else [undoing]
        return {**made, **self._undoing()}

    def _undoing_of(self, act: Act) -> Act | None:
        """The act that undoes this one as things are now; nothing where this one would change nothing."""
        if act.step == "noted" and act.place is None:
            return replace(act, memo=self._memos.get(act.code))
        if act.step == "added":
            return None if act.mark in self._codings else Act("removed", act.code, act.place)
        if act.step == "moved":
            return Act("moved", act.code, act.was, act.place)
        if act.mark not in self._codings:
            return None
        memo = self._codings[act.mark]
        return replace(act, memo=memo) if act.step == "noted" else Act("added", act.code, act.place, memo=memo)

    def _carry_out(self, act: Act) -> Message:
        """Write an act and keep what it makes of the codings.

        Raises:
            StudyError: it is about no code of the codebook, or no passage of the text; nothing was written.
        """
        raise_if_any(self._act_problems(act))
        if act.step == "added" and act.mark in self._codings:
            return self._saved(added=[act.mark], removed=[])
        self._write(act)
        if act.place is None:
            self._memos.pop(act.code, None)
            self._memos |= {} if act.memo is None else {act.code: act.memo}
            return self._saved(added=[], removed=[])
        return self._keep(act)

    def _keep(self, act: Act) -> Message:
        if act.step == "removed":
            self._codings.pop(act.mark, None)
            return self._saved(added=[], removed=[act.mark])
        removed: list[Mark] = []
        memo = act.memo
        if act.was is not None:
            removed = [(*act.was, act.mark[2])]
            memo = self._codings.pop(removed[0], None)
        self._codings[act.mark] = memo
        return self._saved(added=[act.mark], removed=removed)

    def _act_problems(self, act: Act) -> Iterator[Problem]:
        if act.code is not None and act.code not in self._meanings:
            yield Problem(self._document, f"code '{act.code}' is not in the codebook")
        if act.place is not None and act.step != "removed":
            start, end = act.place
            if not 0 <= start < end <= len(self._text) or not self._text[start:end].strip():
                found = f"{start}-{end} is no passage of it"
                yield Problem(self._document, found, f"a start below an end of at most {len(self._text)}")
        there = act.mark in self._codings
        if act.step == "noted" and act.place is not None and not there:
            yield Problem(self._document, "the passage that the memo is on is not coded any more")
        if act.step == "moved" and (act.was is None or (*act.was, act.mark[2]) not in self._codings):
            yield Problem(self._document, "the passage that was moved is not coded any more")
        elif act.step == "moved" and there:
            yield Problem(self._document, "the code stands on the other passage already")

    def _write(self, act: Act) -> None:
        """Put the act on the disk; a file that grew by more than it is noticed before the next one."""
        start, end = act.place or (None, None)
        said = None if start is None else text_fingerprint(self._text[start:end])
        row = {
            "step": act.step,
            "document": self._document,
            "coder": self._coder,
            "code": act.code,
            "start": start,
            "end": end,
            "was": None if act.was is None else write_spans([act.was]),
            "memo": act.memo,
            "text_sha256": self._hash,
            "quote_sha256": said,
            "code_fingerprint": None if act.code is None else self._meanings[act.code],
            "day": _today(),
        }
        size = self._stamps.get(self._file, (0, 0))[1]
        grown = add_step(self._file, row)
        found = self._file.stat()
        self._stamps[self._file] = (found.st_mtime_ns, size + grown)

    # The codebook, other coders, other documents.

    def _change_document(self, asked: Message) -> Message:
        self._open(asked["document"], self._coder)
        return self._everything()

    def _create(self, asked: Message) -> Message:
        """Add an open code to the codebook, and its making to the codebook's history.

        Raises:
            StudyError: it has no name, or there is such a code already; nothing was written.
        """
        label, book = asked["label"].strip(), self._study.codebook
        alike = book[book["label_nl"].str.casefold() == label.casefold()]
        if not label or len(alike):
            found = f"there is a code '{label}' already" if label else "the new code has no name"
            raise StudyError(Problem("codebook", found, "a name that no other code has"))
        code, case = new_id(label, set(book["code"])), self._folder.name
        definition = asked["definition"].strip() or NO_DEFINITION
        row = {"code": code, "label_nl": label, "label_en": label, "definition": definition, "parent": asked["parent"]}
        added = CODEBOOK.of([{**row, "origin": "inductive", "kind": "open", "since": case}])
        reason = say("coding_session", "made_in", document=self._document)
        reason_en = say("coding_session", "made_in", "en", document=self._document)
        made = {
            "date": _today(),
            "round": case,
            "change": "added",
            "code": code,
            "reason": reason,
            "reason_en": reason_en,
        }
        history = pd.concat([self._study.codebook_history, CODEBOOK_HISTORY.of([made])], ignore_index=True)
        folder = self._folder.parent
        self._put(
            {
                folder / "codebook.csv": extended_codebook(folder, self._study, added),
                folder / "codebook_history.csv": table_bytes(history, CODEBOOK_HISTORY),
            }
        )
        return {
            **self._saved(added=[], removed=[]),
            "codes": list_codes(self._study.codebook, self._language),
            "created": code,
        }

    def _put(self, files: Mapping[Path, bytes]) -> None:
        """Put files of the study in their places, all or none, and read it as it is then."""
        try_on_a_copy(self._name, self._root, files)
        write_together(files)
        self._take(read_study(self._name, root=self._root))
        self._stamps = self._look()

    def _compare(self, _: Message) -> Message:
        self._blind = False
        return self._everything()

    def _decide(self, asked: Message) -> Message:
        choice = {name: asked[name] for name in ("code", "start", "end", "second_coder", "decision")}
        choice |= {"document": self._document, "reason": asked["reason"].strip() or None}
        choice |= {"decided_by": self._coder, "decided_on": _today()}
        row = TALK_SHEET.of([choice], "decision").to_dict("records")[0]
        self._put(plan_decision(row, self._study, self._root).files)
        return {**self._saved(added=[], removed=[]), **self._others()}

    def _others(self) -> Message:
        """What other coders gave, and where they differ from the first; nothing until the coder asks to see it."""
        if self._blind:
            return {"others": None, "differences": None}
        return others_message(self._study, self._document, self._coder)


def _today() -> str:
    """The day where the coder is."""
    return date.today().isoformat()  # noqa: DTZ011 - the coder's own calendar


def _place(asked: Message) -> tuple[int, int] | None:
    return None if asked["start"] is None else (asked["start"], asked["end"])


def _opening_problems(study: RawStudy, document: str, coder: str) -> Iterator[Problem]:
    """Why the coder cannot code this document."""
    coders = study.ids("coders")
    if coder and coder not in coders:
        expected = f"one of {', '.join(coders)}; `coders` in study.yml lists them"
        yield Problem(WHERE, f"there is no coder '{coder}'", expected, did_you_mean(coder, coders))
    known = list(study.documents["document"])
    if document not in known:
        yield Problem(WHERE, f"there is no document '{document}'", remedy=did_you_mean(document, known))
    elif not Gate.of(study).may("process", document):
        expected = f"items {NEEDED['process']} of the consent form"
        yield Problem(WHERE, f"'{document}' may not be used", expected)
    elif document not in study.transcripts:
        yield Problem(WHERE, f"the study has no text of '{document}'", "a file in its row of documents.csv")

"""A transcript of a study, made ready for coding: pseudonyms for names, and a queue of what a person has to look at.

`wijk pseudonymise` does this in the terminal. In a notebook:

    from wijkresearch import pseudonymise

    work = pseudonymise("opname.docx", to="D10.txt", by="eerste")
    work.queue
    work.contexts("Hoornes")
    work.answer({"Hoornes": "ward", "GGD": "keep"})
    work.save()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts import TIMES_BESIDE, Canonical, Transcript, read_transcript
from wijkresearch.exchange.transcripts.speakers import check_turns
from wijkresearch.exchange.transcripts.turns import find_turns, turns_table
from wijkresearch.io.coding_steps import read_steps, taken_away, without_passages
from wijkresearch.io.importing.planning import decision_files, register_bytes, segment_files
from wijkresearch.io.keys import keys_folder, read_keys, write_keys
from wijkresearch.io.read import names_in_frame, read_study
from wijkresearch.io.store import find_root, new_text, read_table, table_bytes
from wijkresearch.io.whole import try_on_a_copy, write_together
from wijkresearch.privacy.deduce import find_with_deduce
from wijkresearch.privacy.identifying import Found, find_identifying, names_in_study
from wijkresearch.privacy.replacing import (
    PseudonymKey,
    contexts,
    has_capitals,
    release_queue,
    replaced,
    speaker_names,
)
from wijkresearch.study import RawStudy, given_spans, text_fingerprint, write_spans
from wijkresearch.tables import DECISIONS, PSEUDONYM_LOG, RELEASED, SEGMENTS

KEEP = "keep"


def pseudonymise(
    file: str | Path,
    *,
    study: str,
    to: str | Path = "",
    by: str = "",
    interviewers: Iterable[str] = (),
    root: Path | None = None,
) -> Pseudonymising:
    """A transcript with what was found in it; nothing is written before `save`.

    Args:
        file: the transcript.
        study: the folder in `data/raw`.
        to: the file that gets the text with pseudonyms.
        by: who does this; the study's coder by default, where there is one.
        interviewers: names of speakers who ask the questions.
        root: the project's folder; found from the working folder by default.

    Raises:
        StudyError: the transcript or the study cannot be read; the text has no capitals to find names by; the key would
            be shared with the project; or it is not known who does this.
    """
    root = (root or find_root()).resolve()
    raw = read_study(study, root=root, texts_to_come=True)
    return Pseudonymising(Path(file), raw, root, to=Path(to) if to else None, by=by, interviewers=interviewers)


class Pseudonymising:
    """The work on one transcript: what was found, what is left, the answers of a person. Shows nothing by itself."""

    def __init__(
        self, path: Path, study: RawStudy, root: Path, *, to: Path | None, by: str, interviewers: Iterable[str]
    ) -> None:
        """Read the transcript, the key and what was ticked off before."""
        self._path, self._study, self._root, self._to = path, study, root, to
        self._before = _with_capitals(read_transcript(path), path.name)
        self._folder = keys_folder(study.study, root)
        rows, self._log = read_keys(self._folder)
        self._key = PseudonymKey(rows, self._log["pseudonym"].dropna())
        self._by = by or _only_coder(study)
        self._registered = _registered(path, study, root)
        self.document = self._registered or (to or path).stem
        ticked = self._log[(self._log["document"] == self.document) & (self._log["kind"] == KEEP)]
        self._kept = list(ticked["found"])
        self._know_speakers(list(interviewers))
        self._known = names_in_study(study)
        self._names = names_in_frame(study, root)
        self._more = find_with_deduce(self._before.text, str(self._folder.parent / "deduce"))

    def __repr__(self) -> str:
        """How much was found and is left, never what."""
        return f"Pseudonymising({self.document}: {len(self.found)} places, {len(self.queue)} words to tick off)"

    @cached_property
    def found(self) -> list[Found]:
        """Every place that gets a pseudonym; a name that was found once is found in any case."""
        for one in self._find():
            self._key.pseudonym(one.kind, one.name)
        return self._find()

    def _find(self) -> list[Found]:
        known = {**self._known, **self._key.names}
        own = self._study.municipality_names.values()
        return find_identifying(self._before.text, known, own=own, municipalities=self._names, more=self._more)

    @cached_property
    def _after(self) -> Canonical:
        return replaced(self._before.text, self.found, self._key)

    @property
    def text(self) -> str:
        """The text with its pseudonyms."""
        return self._after.text

    @property
    def leaves_names(self) -> bool:
        """Does the study's own transcript hold names that its text with pseudonyms does not?"""
        return self._registered is not None and self.text != self._before.text

    @property
    def counts(self) -> dict[str, int]:
        """How many places of each kind get a pseudonym."""
        return dict(sorted(Counter(one.kind for one in self.found).items()))

    @cached_property
    def queue(self) -> pd.DataFrame:
        """RELEASE_QUEUE of the text with its pseudonyms."""
        return release_queue(self.text, turns_table(find_turns(self.text)[0], self.document), self._kept)

    def contexts(self, word: str) -> list[str]:
        """Where a word of the queue stands, with what is around it; for the screen, not for a file."""
        return contexts(self.text, word)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Tick off words of the queue: `keep`, a kind of name, or a pseudonym that was given before.

        Raises:
            StudyError: an answer is none of these.
        """
        for word, kind in answers.items():
            if kind == KEEP:
                self._kept.append(word)
            else:
                self._key.add(word, kind)
        for name in ("found", "_after", "queue"):
            self.__dict__.pop(name, None)

    def save(self) -> list[str]:
        """Write key and log, the text where it changed, the codings that move along, and that it was released.

        Returns:
            What was written, a sentence each.

        Raises:
            StudyError: nothing says where the text goes, or that file holds another text; read again, the text would
                have other turns; or the study would no longer read without problems. Then only the key is written.
        """
        changed = self.text != self._before.text
        write_keys(self._folder, self._key.table, self._logged(with_places=False))
        if changed and self._to is None:
            found = "its text gets pseudonyms, and nothing says where to write it"
            raise StudyError(Problem(self._path.name, found, "--to FILE.txt", "Your answers are kept."))
        target = self._to if changed and self._to else self._path
        passages = [self._after.positions.passage(row.start, row.end) for row in self._before.turns.itertuples()]
        remedy = "First write it with `wijk transcript FILE --speaker OLD=NEW --to FILE.txt`."
        check_turns(self.text, [(None, self.text[slice(*passage)]) for passage in passages], self._path.name, remedy)
        files = self._text_files(target) if changed else {}
        released = self._released(target)
        if self._registered and files:
            try_on_a_copy(self._study.study, self._root, files)
        write_keys(self._folder, self._key.table, self._logged(with_places=bool(files)))
        moving = self._study.segments["document"] == self.document
        moved = [f"{moving.sum()} codings of {self.document} moved along."] * bool(files and moving.any())
        times = [TIMES_BESIDE.format(file=self._path.name)] * bool(files and self._before.times_beside)
        return [*moved, *times, *(f"Written: {path.as_posix()}" for path in write_together({**files, **released}))]

    def _know_speakers(self, interviewers: list[str]) -> None:
        """Give speakers their pseudonyms, and what each is called in the text as well."""
        speakers = dict.fromkeys(self._before.turns["speaker"])
        unknown = [name for name in interviewers if name not in speakers]
        if unknown:
            expected = f"one of {', '.join(speakers)}"
            raise StudyError(Problem("--interviewer", "nobody in the transcript is called so", expected))
        asks = {name: name in interviewers for name in speakers}
        for kind, name, whole in speaker_names(asks, self._study.documents["function"]):
            self._key.add(name, self._key.pseudonym(kind, whole))

    def _logged(self, *, with_places: bool) -> pd.DataFrame:
        """PSEUDONYM_LOG with what is new."""
        today = date.today().isoformat()  # noqa: DTZ011 - the researcher's own calendar
        about = {"document": self.document, "date": today, "by": self._by}
        about |= {"text_sha256": text_fingerprint(self._before.text)}
        known = set(self._log.loc[self._log["document"] == self.document, "found"])
        rows = [{**about, "found": word, "kind": KEEP} for word in dict.fromkeys(self._kept) if word not in known]
        for one in self.found if with_places else ():
            place = {"start": one.start, "end": one.end, "found": self._before.text[one.start : one.end]}
            rows.append({**about, **place, "kind": one.kind, "pseudonym": self._key.pseudonym(one.kind, one.name)})
        return pd.concat([self._log, PSEUDONYM_LOG.of(rows)], ignore_index=True)

    def _text_files(self, target: Path) -> dict[Path, bytes]:
        """The text in its file, which takes the place of a transcript in the register; its codings follow."""
        target = target.resolve()
        files = new_text(target, self.text)
        if not self._registered or not files:
            return files
        if target.parent != self._path.resolve().parent:
            found = "the transcript is in the register, and its codings have to move along"
            raise StudyError(Problem(target.name, found, f"a new file beside {self._path.name}"))
        folder = self._path.resolve().parent.parent
        register = self._study.documents
        named = register.assign(file=register["file"].mask(register["document"] == self.document, target.name))
        files[folder / "documents.csv"] = register_bytes(named, folder.name)
        return {**files, **self._coding_files(folder)}

    def _coding_files(self, folder: Path) -> dict[Path, bytes]:
        """Codings and decisions of the municipality, those of this document in their new places."""
        codings, decisions = self._study.segments, self._study.decisions
        places = self._study.municipality_of
        files: dict[Path, bytes] = {}
        if (codings["document"] == self.document).any():
            moved = SEGMENTS.of(_joined([self._moved(row) for row in codings.to_dict("records")]))
            own = moved[moved["document"].map(places) == folder.name]
            files |= segment_files(folder, self._study, own, SEGMENTS.empty(), [], moved=True)
            steps = read_steps(folder)[0]
            files |= without_passages(folder, steps, taken_away(steps[steps["document"] != self.document]))
        if (decisions["document"] == self.document).any():
            settled = DECISIONS.of([self._moved(row) for row in decisions.to_dict("records")])
            files |= decision_files(folder.parent, places, decisions, settled, {self.document})
        return files

    def _moved(self, row: dict[str, object]) -> dict[str, object]:
        """A coding or a decision where it is now; those of other documents stay."""
        if row["document"] != self.document:
            return row
        passage = self._after.positions.passage
        start, end = passage(int(str(row["start"])), int(str(row["end"])))
        quote = self.text[start:end]
        prints = {"text_sha256": text_fingerprint(self.text), "quote_sha256": text_fingerprint(quote)}
        given = write_spans(passage(*span) for span in given_spans(row.get("given")))
        return {**row, "start": start, "end": end, **prints, "quote": quote, "given": given}

    def _released(self, target: Path) -> dict[Path, bytes]:
        """`released.csv` of the municipality with this text, where nothing in it is left to tick off."""
        folder = target.resolve().parent.parent
        in_study = folder.parent == (self._root / "data" / "raw" / self._study.study).resolve()
        if len(self.queue) or not in_study:
            return {}
        today = date.today().isoformat()  # noqa: DTZ011 - the researcher's own calendar
        before = read_released(folder)
        row = {"document": self.document, "text_sha256": text_fingerprint(self.text), "date": today, "by": self._by}
        if row["text_sha256"] in set(before["text_sha256"]):
            return {}
        both = pd.concat([before, RELEASED.of([row])], ignore_index=True)
        return {folder / "released.csv": table_bytes(both, RELEASED, f"{folder.name}/released.csv")}


def _joined(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Codings that take in the same pseudonym now, with the same code by the same coder, as one with all notes."""
    once: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        first = once.setdefault(tuple(row[name] for name in SEGMENTS.key), row)
        notes = dict.fromkeys(str(one["memo"]) for one in (first, row) if pd.notna(one["memo"]))
        first["memo"] = "\n".join(notes) or None
    return list(once.values())


def read_released(folder: Path) -> pd.DataFrame:
    """RELEASED of a municipality's folder; empty where nothing was released."""
    return read_table(folder / "released.csv", RELEASED, f"{folder.name}/released.csv")


def never_released(study: RawStudy, root: Path) -> list[str]:
    """The documents of which the text was never released; none of material that was written to show the method."""
    if study.is_reconstruction:
        return []
    folders = [root / "data" / "raw" / study.study / case for case in study.municipality_names]
    known = {print_ for folder in folders for print_ in read_released(folder)["text_sha256"]}
    return [document for document in study.transcripts if text_fingerprint(study.transcripts[document]) not in known]


def _with_capitals(transcript: Transcript, name: str) -> Transcript:
    """The transcript, when names in it can be told by their capitals.

    Raises:
        StudyError: they cannot.
    """
    turns = [transcript.text[row.start : row.end] for row in transcript.turns.itertuples()]
    if not has_capitals("\n".join(turns) or transcript.text):
        found = "the text has almost no capitals, so that names in it cannot be found"
        remedy = "Have the speech program write capitals, or type those of names, and try again"
        raise StudyError(Problem(name, found, "a capital in one of every hundred words", remedy))
    return transcript


def _only_coder(study: RawStudy) -> str:
    coders = study.ids("coders")
    if len(coders) == 1:
        return coders[0]
    expected = f"--by with one of {', '.join(coders)}" if coders else "--by with your id"
    raise StudyError(Problem("wijk pseudonymise", "nothing says who does this", expected))


def _registered(path: Path, study: RawStudy, root: Path) -> str | None:
    """The document of which this is the transcript, if it is in the register."""
    for row in study.documents.dropna(subset="file").itertuples():
        file = root / "data" / "raw" / study.study / row.municipality / "transcripts" / row.file
        if file.resolve() == path.resolve():
            return str(row.document)
    return None

"""`wijk topics`: which topics of the guide the interviewer seems to have raised, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pandas as pd
import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.io.topics import write_raised
from wijkresearch.privacy.consent import Gate
from wijkresearch.run.plan import choose_study
from wijkresearch.steps.conclusions import find_topic_turns
from wijkresearch.study import RawStudy
from wijkresearch.tables import RAISED_TOPICS

Municipality = Annotated[str, typer.Option(help="Only the interviews in this folder.")]
Confirm = Annotated[
    list[str],
    typer.Option(metavar="DOCUMENT", help="Write what is proposed of this interview to raised.csv; may be repeated."),
]


def topics(
    study: StudyOption = "",
    *,
    municipality: Municipality = "",
    confirm: Confirm = [],  # noqa: B006 - typer copies it
) -> None:
    """Say which topics the interviewer seems to have raised, by words in the questions; write what you confirm.

    Turns are named by number and position, never by what was said.
    """
    root = find_root()
    folder = choose_study(root, study)
    found = read_study(folder.name, root=root).choose(municipality)
    listed = _interviews(found)
    proposed = _propose(found, listed)
    if not confirm:
        for line in _say(found, listed, proposed):
            typer.echo(line)
        return
    raise_if_any(_unconfirmable(listed, confirm))
    chosen = listed[listed["document"].isin(confirm)]
    for name, rows in chosen.groupby("municipality"):
        case = found.only([str(name)])
        added = proposed.loc[proposed["document"].isin(rows["document"]), RAISED_TOPICS.column_names]
        path = write_raised(folder / str(name), case.guide["raised_topics"], added)
        typer.echo(f"Confirmed: {', '.join(rows['document'])}, in {path.relative_to(root).as_posix()}")
    typer.echo("Where you heard otherwise, change yes or no in that file.")


def _interviews(study: RawStudy) -> pd.DataFrame:
    """The interviews that may be processed, with whether the interviewer is recognised and what was confirmed."""
    if study.guide["topics"].empty:
        found = "the study has no topic list"
        raise StudyError(Problem("topics.csv", found, remedy="Write one: see docs/adding_a_municipality.md"))
    gate, documents = Gate.of(study), study.documents[study.documents["kind"] == "interview"]
    usable = documents[[gate.may("process", document) for document in documents["document"]]]
    asking = study.turns[study.turns["interviewer"].fillna(value=False)]
    return usable.assign(
        recognised=usable["document"].isin(asking["document"]),
        confirmed=usable["document"].isin(study.guide["raised_topics"]["document"]),
    )


def _propose(study: RawStudy, interviews: pd.DataFrame) -> pd.DataFrame:
    """RAISED_TOPICS for every topic and interview, with the turns behind it in words."""
    turns = study.turns[study.turns["document"].isin(interviews["document"])]
    found = find_topic_turns(study.guide["topics"], turns, study.transcripts)
    place = found["turn"].astype("str") + " (" + found["start"].astype("str") + "–" + found["end"].astype("str") + ")"
    where = found.assign(turns=place).groupby(["document", "topic"], as_index=False)["turns"].agg(", ".join)
    names = study.guide["topics"].sort_values("order", kind="stable")[["topic"]].drop_duplicates()
    pairs = interviews.loc[interviews["recognised"], ["document"]].merge(names, how="cross")
    joined = pairs.merge(where, on=["document", "topic"], how="left")
    return joined.assign(raised=joined["turns"].notna(), how="confirmed")


def _say(study: RawStudy, interviews: pd.DataFrame, proposed: pd.DataFrame) -> Iterator[str]:
    for row in interviews.itertuples():
        note = " (confirmed before; raised.csv counts)" if row.confirmed else ""
        yield f"{row.document} ({study.municipality_names[row.municipality]}){note}"
        if not row.recognised:
            yield "  no turns of an interviewer are recognised: nothing can be proposed"
            continue
        topics = proposed[proposed["document"] == row.document]
        for topic in topics[topics["raised"]].itertuples():
            yield f"  {topic.topic}: turns {topic.turns}"
        missed = list(topics.loc[~topics["raised"], "topic"])
        if missed:
            yield f"  in no turn: {', '.join(missed)}"
    yield "Nothing was written. Read the turns; then `wijk topics --confirm DOCUMENT` writes them to raised.csv."


def _unconfirmable(interviews: pd.DataFrame, confirm: list[str]) -> Iterator[Problem]:
    known = interviews.set_index("document")
    for document in confirm:
        if document not in known.index:
            hint = did_you_mean(document, known.index)
            yield Problem("--confirm", f"'{document}' is no interview that may be processed here", remedy=hint)
        elif not known.loc[document, "recognised"]:
            remedy = "Write its rows in raised.csv by hand"
            yield Problem("--confirm", f"no interviewer is recognised in '{document}'", remedy=remedy)
        elif known.loc[document, "confirmed"]:
            where = f"{known.loc[document, 'municipality']}/raised.csv"
            remedy = "Change its rows there, or remove them all and confirm again"
            yield Problem(where, f"'{document}' has rows already", remedy=remedy)

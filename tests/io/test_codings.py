"""Codings of a municipality that stand in a REFI-QDA project: in the study's own texts, and refused in other ones."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import write_qdpx
from wijkresearch.io.codings import read_codings
from wijkresearch.io.exporting import project_of
from wijkresearch.tables import SEGMENTS

KEY = list(SEGMENTS.key)


def written(folder: Path, project: CodedProject) -> Path:
    folder = folder / "aardam"
    folder.mkdir()
    with (folder / "codings.qdpx").open("wb") as stream:
        write_qdpx(stream, project, origin="wijkresearch 1.0")
    return folder


def read(folder: Path) -> tuple[list[list[object]], tuple[str, ...]]:
    study = example_study()
    read_whole = read_codings(folder, study.documents, study.codebook, study.transcripts, coders=("een", "twee"))
    return read_whole.segments[KEY].sort_values(KEY).to_numpy().tolist(), tuple(map(str, read_whole.assumptions))


def expected() -> list[list[object]]:
    return example_study().segments[KEY].sort_values(KEY).to_numpy().tolist()


def test_positions_count_in_the_transcript_when_only_spaces_and_invisible_characters_differ(tmp_path: Path) -> None:
    project = project_of(example_study())
    texts = {name: "\u200b" + text.replace(" ", "\u00a0") for name, text in project.texts.items()}
    codings = project.codings.assign(start=project.codings["start"] + 1, end=project.codings["end"] + 1)
    found, assumptions = read(written(tmp_path, replace(project, texts=texts, codings=codings)))
    assert found == expected()
    used = ", ".join(name for name in texts if name in set(codings["document"]))
    assert (
        f"aardam/codings.qdpx: Line ends, spaces or accents of {used} are written in another way; positions count in "
        "the transcript."
    ) in assumptions


def test_a_project_with_the_very_transcripts_assumes_nothing_about_them(tmp_path: Path) -> None:
    found, assumptions = read(written(tmp_path, project_of(example_study())))
    assert found == expected()
    assert [said for said in assumptions if "written in another way" in said] == []


def test_a_project_with_another_text_is_refused_with_what_to_do(tmp_path: Path) -> None:
    project = project_of(example_study())
    document = project.codings["document"].iloc[0]
    texts = {**project.texts, document: project.texts[document] + " En nog iets."}
    with pytest.raises(StudyError) as refusal:
        read(written(tmp_path, replace(project, texts=texts)))
    assert str(refusal.value) == (
        f"1 problem:\n  aardam/codings.qdpx: the text of {document} in the project is not its transcript; expected the "
        "same words. Move codings.qdpx out of the folder and take it over with `wijk import`, then the codings move "
        "along with their words; or put the transcript back that was coded."
    )


def test_codings_without_a_place_are_said(tmp_path: Path) -> None:
    folder = written(tmp_path, project_of(example_study()))
    path = folder / "codings.qdpx"
    last = example_study().segments.sort_values(["document", "end"]).iloc[-1]
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    place = f'endPosition="{last["end"]}"'.encode()
    broken = members["project.qde"].replace(place, b'endPosition="999999"')
    lost = members["project.qde"].count(place)
    assert lost
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**members, "project.qde": broken}.items():
            archive.writestr(name, content)
    found, assumptions = read(folder)
    said = [one for one in assumptions if "`wijk import` lists them" in one]
    assert len(found) == len(expected()) - lost
    assert said == [
        f"aardam/codings.qdpx: {lost} codings have no place in their text and do not count; `wijk import` lists them.",
        f"aardam/codings.qdpx: {lost} things in it deserve a look; `wijk import` lists them.",
    ]

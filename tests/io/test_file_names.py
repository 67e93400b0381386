"""Names that not every system can have, and files that people find under another name than they gave."""

import shutil
import unicodedata

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.io import read
from wijkresearch.io.file_names import as_file_name, list_clashes, why_no_file_name
from wijkresearch.io.whole import try_on_a_copy

DEVICE = "is a name that Windows keeps for a device"
AT_THE_END = "begins or ends with a space or a dot, which Windows leaves out"


@pytest.fixture
def project(written, tmp_path, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data" / "raw" / "voorbeeld"


def problems(study="voorbeeld"):
    with pytest.raises(StudyError) as caught:
        read.read_study(study)
    return [str(problem) for problem in caught.value.problems]


def assumed_of_tables():
    """What is assumed of the study but of its transcripts, which do not say who asks."""
    return tuple(said for said in read.read_study("voorbeeld").assumptions if "/D" not in said.where)


def rename_document(project, old, new):
    for path in (project / "aardam" / "documents.csv", project / "aardam" / "segments.csv"):
        path.write_text(path.read_text().replace(f"{old},", f"{new},").replace(f"{old}.txt", "first.txt"))
    (project / "aardam" / "transcripts" / f"{old}.txt").rename(project / "aardam" / "transcripts" / "first.txt")


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9.txt", "aux.tar.gz", "COM²", "con .x", "CONIN$"])
def test_a_name_of_a_device_is_none_for_a_file(name):
    assert why_no_file_name(name) == DEVICE


@pytest.mark.parametrize("name", ["D10", "con-1", "console", "com", "com10", "con-2", "Súdwest-Fryslân", ".git", "a b"])
def test_other_names_are_fine(name):
    assert why_no_file_name(name) == ""
    assert as_file_name(name) == name


@pytest.mark.parametrize(("name", "sign"), [("D1:a", "':'"), ("a|b", "'|'"), ("wie?", "'?'"), ("a\tb", r"'\t'")])
def test_a_sign_that_windows_forbids_is_named(name, sign):
    assert why_no_file_name(name) == f"holds {sign}, which no name of a file may hold on Windows"


@pytest.mark.parametrize("name", ["a/b", "../D1.txt", "/D1.txt", "C:D1.txt", "C:\\D1.txt", "\\\\server\\D1.txt"])
def test_a_path_is_no_name(name):
    assert why_no_file_name(name) == "leads to another folder"


def test_a_name_that_is_longer_than_a_system_can_have_is_refused(project):
    register = project / "aardam" / "documents.csv"
    register.write_text(register.read_text().replace("D1.txt", f"{'é' * 150}.txt"))
    assert (
        "aardam/documents.csv row 2: file [a text of 154 characters] is longer than 240 characters. "
        "Rename the file, and write its new name here."
    ) in problems()


@pytest.mark.parametrize("name", ["D1.", "D1 ", " D1", "..", "."])
def test_a_dot_or_a_space_at_the_end_is_refused(name):
    assert why_no_file_name(name) == AT_THE_END


@pytest.mark.parametrize("name", ["con", "D1:a", "D1.", "a/b\\c", "aux.txt", "x. . "])
def test_every_name_can_be_made_one_of_a_file(name):
    assert why_no_file_name(as_file_name(name)) == ""


def test_names_that_differ_in_capitals_or_in_the_way_of_an_accent_are_one_file():
    decomposed = unicodedata.normalize("NFD", "zoë")
    assert list(list_clashes(["d2", "D2", "d2", "D3", "zoë", decomposed])) == [
        ("D2", "d2"),
        (decomposed, "zoë"),
    ]


@pytest.mark.parametrize(
    ("document", "why"), [("CON", DEVICE), ("D1:a", "holds ':', which no name of a file may hold on Windows")]
)
def test_the_id_of_a_document_must_be_a_name_of_a_file(project, document, why):
    rename_document(project, "D1", document)
    assert problems() == [
        f"aardam/documents.csv row 2: document '{document}' {why}. "
        "Give it another id, here and where it was coded: files are named after it."
    ]


def test_two_documents_that_differ_in_capitals_only_are_refused(project):
    rename_document(project, "D1", "d2")
    assert problems() == [
        "aardam/documents.csv: document 'D2' differs only in capitals from 'd2'; "
        "expected ids that would be two files on every system."
    ]


def test_a_file_in_the_register_must_have_a_name_that_every_system_can_have(project):
    register = project / "aardam" / "documents.csv"
    register.write_text(register.read_text().replace("D1.txt", "D1?.txt"))
    (project / "aardam" / "transcripts" / "D1.txt").rename(project / "aardam" / "transcripts" / "D1?.txt")
    assert problems() == [
        "aardam/documents.csv row 2: file 'D1?.txt' holds '?', which no name of a file may hold on Windows. "
        "Rename the file, and write its new name here."
    ]


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_transcript_is_found_whichever_way_its_accents_are_written(project, forms):
    typed, on_disk = (unicodedata.normalize(form, "Zoë.txt") for form in forms)
    before = dict(read.read_study("voorbeeld").transcripts)
    register = project / "aardam" / "documents.csv"
    register.write_text(register.read_text().replace("D1.txt", typed))
    (project / "aardam" / "transcripts" / "D1.txt").rename(project / "aardam" / "transcripts" / on_disk)
    assert dict(read.read_study("voorbeeld").transcripts) == before


def test_ids_that_look_the_same_are_the_same(project):
    """The register has the accent as a Mac writes it, the codings as everybody else does."""
    before = read.read_study("voorbeeld")
    for name, form in (("documents.csv", "NFD"), ("segments.csv", "NFC")):
        path = project / "aardam" / name
        path.write_text(path.read_text().replace("D1,", unicodedata.normalize(form, "Dé1,")))
    after = read.read_study("voorbeeld")
    assert len(after.segments) == len(before.segments)
    assert "Dé1" in set(after.documents["document"])


def test_settings_are_read_with_each_accent_in_one_character(project):
    (project / "bosrade").rename(project / "bosréde")
    settings = project / "study.yml"
    settings.write_text(settings.read_text().replace("bosrade", unicodedata.normalize("NFD", "bosréde")))
    assert read.read_study("voorbeeld").municipality_names.keys() == {"aardam", "bosréde"}


def test_a_transcript_in_other_capitals_is_named(project):
    transcripts = project / "aardam" / "transcripts"
    (transcripts / "D1.txt").rename(transcripts / "d1.TXT")
    assert problems() == [
        "aardam/transcripts/D1.txt: the file is called 'd1.TXT'; expected the same capitals. Rename one of them."
    ]


def test_the_folder_of_a_municipality_must_be_one_on_every_system(project):
    (project / "bosrade").rename(project / "aux")
    settings = project / "study.yml"
    settings.write_text(settings.read_text().replace("bosrade", "aux"))
    assert problems() == [f"voorbeeld: the folder 'aux' {DEVICE}. Give it another name."]


@pytest.mark.parametrize("found", ["Bosréde", unicodedata.normalize("NFD", "bosréde")])
def test_a_folder_that_is_written_otherwise_than_in_study_yml_is_told_to_be_renamed(project, found):
    (project / "bosrade").rename(project / found)
    settings = project / "study.yml"
    settings.write_text(settings.read_text().replace("bosrade", "bosréde"))
    assert (
        f"voorbeeld: '{found}' and 'bosréde' differ only in capitals or in how accents are written; "
        "expected the name of the folder as in study.yml. Rename the folder: type its name anew."
    ) in problems()


def test_a_study_whose_name_not_every_system_can_have_is_refused(project):
    project.rename(project.parent / "prn")
    assert problems("prn") == [f"data/raw: the folder 'prn' {DEVICE}. Give it another name."]


@pytest.mark.parametrize(
    ("place", "name", "read"),
    [
        ("aardam", "segments (1).csv", "segments.csv or segments.xlsx"),
        ("aardam", "segments (conflicted copy 2026-03-01).csv", "segments.csv or segments.xlsx"),
        ("aardam", "segments-LAPTOP.csv", "segments.csv or segments.xlsx"),
        ("aardam", "Segments.xls", "segments.csv or segments.xlsx"),
        ("aardam", "documents.csv.txt", "documents.csv or documents.xlsx"),
        ("aardam", "documents - kopie.xlsx", "documents.csv or documents.xlsx"),
        ("aardam", "municipality (1).yml", "municipality.yml"),
        ("voorbeeld", "codebook_2.csv", "codebook.csv or codebook.xlsx"),
        ("voorbeeld", "codebook_history (1).csv", "codebook_history.csv or codebook_history.xlsx"),
        ("voorbeeld", "summaries (1).csv", "summaries.csv or summaries.xlsx"),
        ("voorbeeld", "study.yaml", "study.yml"),
        ("published", "dots (1).csv", "dots.csv or dots.xlsx"),
    ],
)
def test_a_copy_that_nobody_reads_is_named(project, place, name, read):
    folder = {"voorbeeld": project}.get(place, project / place)
    folder.mkdir(exist_ok=True)
    (folder / name).touch()
    assert problems() == [
        f"{place}/{name}: this file is not read; only {read} is. If it is a copy, put what belongs together in one "
        "file and move the other out of the folder."
    ]


@pytest.mark.parametrize("name", ["notes.docx", "segmentsgewijs.csv", "kept_aside.csv", "._segments.csv"])
def test_other_files_are_nobodys_concern(project, name):
    (project / "aardam" / name).touch()
    assert assumed_of_tables() == ()


@pytest.mark.parametrize(("place", "table"), [("aardam/", "documents"), ("", "codebook")])
def test_a_table_that_is_there_twice_is_not_chosen_from(project, place, table):
    (project / place / f"{table}.xlsx").touch()
    assert (
        f"{place}{table}.csv: {table}.xlsx is there as well; expected one of the two. Put what belongs together in one "
        "of them, and move the other out of the folder."
    ) in problems()


@pytest.mark.parametrize("name", ["~$documents.xlsx", ".~lock.documents.xlsx#"])
def test_a_table_that_is_open_in_another_program_is_said(project, name):
    (project / "aardam" / name).touch()
    (assumption,) = assumed_of_tables()
    assert str(assumption) == ("aardam/documents.xlsx: Open in another program; what is not saved there is not read.")


def test_a_project_is_found_whatever_its_capitals_and_not_what_a_mac_puts_beside_it(project):
    segments = project / "aardam" / "segments.csv"
    (project / "aardam" / "._codings.qdpx").touch()
    assert assumed_of_tables() == ()
    segments.with_name("Codings.QDPX").touch()
    assert problems() == [
        "aardam: more than one file with codings: segments.csv, Codings.QDPX; expected one. Keep one of them."
    ]


@pytest.mark.parametrize("kind", ["upwards", "absolute", "drive"])
def test_a_file_outside_the_folder_is_refused_before_it_is_opened(project, tmp_path, kind, monkeypatch):
    outside = tmp_path / "outside.txt"
    outside.write_text("Dit hoort niet bij het onderzoek.\n", encoding="utf-8")
    typed = {"upwards": "../../../../../outside.txt", "absolute": outside.as_posix(), "drive": "C:/outside.txt"}[kind]
    register = project / "aardam" / "documents.csv"
    register.write_text(register.read_text().replace("D1.txt", typed))
    opened = []
    monkeypatch.setattr(read, "read_transcript", lambda path, _: opened.append(path.name))
    found = f"'{typed}'" if len(typed) <= 64 else f"[a text of {len(typed)} characters]"
    assert (
        f"aardam/documents.csv row 2: file {found} leads to another folder. "
        "Rename the file, and write its new name here."
    ) in problems()
    assert "outside.txt" not in opened


@pytest.mark.parametrize("place", ["aardam/transcripts/D1.txt", "aardam/transcripts", "bosrade", "codebook.csv"])
def test_a_link_that_leads_out_of_its_folder_is_refused_and_what_it_leads_to_stays_as_it_was(project, tmp_path, place):
    outside, linked = tmp_path / "outside", project / place
    linked.rename(outside)
    linked.symlink_to(outside)
    folder = "aardam" if "/" in place else "voorbeeld"
    remedy = "Put a copy of what it leads to in its place."
    assert problems() == [f"{place}: this leads to another place; expected a file in the folder {folder}. {remedy}"]
    assert outside.exists()


def test_a_link_to_the_transcript_of_another_municipality_is_refused(project):
    linked = project / "aardam" / "transcripts" / "D1.txt"
    linked.unlink()
    linked.symlink_to(project / "bosrade" / "transcripts" / "D5.txt")
    assert [line.partition(";")[0] for line in problems()] == ["aardam/transcripts/D1.txt: this leads to another place"]


def test_links_in_a_circle_are_told(project):
    (project / "aardam" / "a.txt").symlink_to(project / "aardam" / "a.txt")
    assert "aardam/a.txt: this leads to another place" in problems()[0]


def test_a_project_may_itself_be_reached_by_a_link(project, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    project.parents[1].rename(tmp_path / "elsewhere" / "data")
    (tmp_path / "data").symlink_to(tmp_path / "elsewhere" / "data")
    assert len(read.read_study("voorbeeld").documents) == 8


@pytest.mark.parametrize("name", ["../outside.csv", "/outside.csv"])
def test_the_table_of_candidates_is_in_data_raw(project, name):
    with pytest.raises(StudyError, match=r"this leads to another place; expected a file in the folder raw"):
        read.read_frame(name)


def test_folders_in_study_yml_and_the_study_itself_are_names_and_no_paths(project):
    assert problems("../raw/voorbeeld") == [
        "data/raw: the folder '../raw/voorbeeld' leads to another folder. Give it another name."
    ]
    settings = project / "study.yml"
    settings.write_text(settings.read_text().replace("bosrade", "../voorbeeld/bosrade"))
    assert problems() == ["voorbeeld: the folder '../voorbeeld/bosrade' leads to another folder. Give it another name."]


def test_files_that_belong_together_are_never_written_outside_the_study(project, tmp_path):
    with pytest.raises(StudyError, match=r"outside.txt: this leads to another place"):
        try_on_a_copy("voorbeeld", tmp_path, {project / "aardam" / ".." / ".." / "outside.txt": b"x"})

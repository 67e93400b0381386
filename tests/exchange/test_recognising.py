"""What a file is, is told by what is in it; whatever is in it, nothing but a project or a StudyError comes out."""

import os
import random
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.recognising import read_coded

NASTY = Path(__file__).parents[3] / "shared" / "exchange" / "nasty"


def test_quotes_are_found_in_transcripts_that_lie_beside_the_export(tmp_path: Path) -> None:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "Interview 1.txt").write_text("I: Hoe?\nR: Het loket is dicht.", encoding="utf-8")
    (tmp_path / "highlights.csv").write_text(
        "id,document,tag,content\n1,Interview 1.docx,a,het loket\n", encoding="utf-8"
    )
    (tmp_path / "broken.docx").write_bytes(b"never read, because no row names it")
    project = read_coded(tmp_path / "highlights.csv")
    assert len(project.unplaced) == 1
    (tmp_path / "highlights.csv").write_text(
        "id,document,tag,content\n1,Interview 1.docx,a,Het loket\n", encoding="utf-8"
    )
    project = read_coded(tmp_path / "highlights.csv")
    assert project.codings[["document", "start", "end"]].to_dict("records") == [
        {"document": "Interview 1.docx", "start": 11, "end": 20}
    ]


def test_what_is_doubtful_in_a_transcript_beside_the_export_is_said(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("Noor: Hoe?\nAd: Het loket is dicht.\nNoor: Ja.\nAd: Nee.", encoding="utf-8")
    (tmp_path / "D2.txt").write_text("00:01 niemand\n00:05 leest dit", encoding="utf-8")
    (tmp_path / "h.csv").write_text("id,document,tag,content\n1,D1,a,Het loket\n", encoding="utf-8")
    warnings = read_coded(tmp_path / "h.csv").warnings
    assert [said for said in warnings if ".txt" in said] == ["D1.txt: No speaker is marked as the interviewer."]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("D1.txt", b"I: Hoe?", "D1.txt: this text holds no codings; expected .qdpx"),
        ("x.mx24", b"x", "x.mx24: '.mx24' is not a format with codings that is known here; expected .qdpx"),
        ("x.docx", b"x", "x.docx: the zip file is damaged or not complete; expected a Word document"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.xls: this is a workbook of Excel 97–2003"),
    ],
)
def test_what_holds_no_codings_is_refused_with_what_can_be_read(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StudyError) as refusal:
        read_coded(tmp_path / name)
    assert str(refusal.value).startswith(f"1 problem:\n  {message}")


@pytest.mark.parametrize(
    ("name", "program", "menu"),
    [
        ("x.nvp", "NVivo", "Share > Export Project > REFI-QDA"),
        ("x.nvpx", "NVivo", "Share > Export Project > REFI-QDA"),
        ("x.atlproj", "ATLAS.ti", "File > Export > REFI-QDA Project"),
        ("x.atlproj23", "ATLAS.ti", "File > Export > REFI-QDA Project"),
        ("x.hpr7", "ATLAS.ti 7 or older", "File > Export > REFI-QDA Project"),
        ("x.MX22", "MAXQDA", "Reports / Export > REFI-QDA Project"),
        ("x.mqda", "MAXQDA", "Reports / Export > REFI-QDA Project"),
        ("x.mex", "MAXQDA", "Reports / Export > REFI-QDA Project"),
        ("x.f4p", "f4analyse", "its export to REFI-QDA"),
    ],
)
@pytest.mark.parametrize("content", [b"SQLite format 3\0 or so", b"PK\x03\x04", b"\x01\x0f"])
def test_a_project_file_of_a_program_is_refused_with_the_program_and_its_menu(
    tmp_path: Path, name: str, program: str, menu: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StudyError) as refusal:
        read_coded(tmp_path / name)
    assert f"This is a project of {program}: " in str(refusal.value)
    assert menu in str(refusal.value)
    assert "damaged" not in str(refusal.value)


def test_what_is_inside_a_qdpx_and_a_zip_of_a_folder_are_refused_with_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    inside = tmp_path / "uit" / "project.qde"
    inside.write_text('<Project xmlns="urn:QDA-XML:project:1.0"/>', encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "wijk.qda", "w") as archive:
        archive.writestr("wijk.qda/data.qda", b"SQLite format 3\0")
    said = []
    for path in (tmp_path / "uit", inside, tmp_path / "wijk.qda"):
        with pytest.raises(StudyError) as refusal:
            read_coded(path)
        said.append(str(refusal.value).splitlines()[1])
    unpacked = (
        "this is what is inside a .qdpx file, unpacked; expected a project in one file. Give the .qdpx itself, or "
        "export it again."
    )
    assert said == [
        f"  uit: {unpacked}",
        f"  project.qde: {unpacked}",
        "  wijk.qda: this is a zip file with a project of QualCoder in it; expected the folder that ends with .qda. "
        "Unzip it and give that folder.",
    ]


def seeds(folder: Path) -> list[Path]:
    """A small valid file of each kind that is a zip or text."""
    workbook = openpyxl.Workbook()
    for row in (["Document name", "Code", "Segment"], ["D1", "A > b", "loket"]):
        workbook.active.append(row)
    workbook.save(folder / "seed.xlsx")
    document = docx.Document()
    run = document.add_paragraph("Het loket").runs[0]
    document.add_comment([run], text="a; b", author="x", initials="x")
    document.save(folder / "seed.docx")
    (folder / "seed.csv").write_text("id,document,tag,content\n1,D1,a,loket\n", encoding="utf-8")
    (folder / "seed.rock").write_text("---\na: b\n---\nR: loket [[a>b]]\n", encoding="utf-8")
    (folder / "seed.code.txt").write_text(
        "<Files\\\\D1> - § 1 reference coded [1% Coverage]\nReference 1 - 1% Coverage\nloket\n", encoding="utf-8"
    )
    for name, content in ANNOTATED.items():
        (folder / f"seed.{name}").write_text(content, encoding="utf-8")
    return sorted(folder.glob("seed.*"))


ANNOTATED = {
    "labels.json": '[{"id": 1, "data": {"text": "R: loket"}, "annotations": [{"id": 2, "completed_by": 3, "result": '
    '[{"id": "r", "to_name": "text", "value": {"start": 3, "end": 8, "text": "loket", "labels": ["a"]}}]}]}]',
    "web.json": '{"rows": [{"id": "p", "uri": "http://x/D1", "user": "acct:x@h", "tags": ["a"], "text": "", "target": '
    '[{"selector": [{"type": "TextQuoteSelector", "exact": "loket", "prefix": "Het ", "suffix": " is"}]}]}]}',
    "spans.jsonl": '{"id": 1, "text": "R: loket", "label": [[3, 8, "a"]], "Comments": ["b"]}\n',
    "txt": "R: Het loket is dicht.",
    "ann": "T1\ta 3 6;7 12\tHet loket\n#1\tAnnotatorNotes T1\tlet op\nR1\tb Arg1:T1 Arg2:T1\n",
    "layers.tsv": "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Code|value\n\n\n#Text=Het loket\n1-1\t0-3\tHet\ta[1]\t\n"
    "1-2\t4-9\tloket\ta[1]|b[2]\t\n",
    "xmi": '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///x.ecore">'
    '<c:Code xmi:id="2" sofa="1" begin="0" end="3" value="a"/><cas:Sofa xmi:id="1" sofaString="Het loket"/></xmi:XMI>',
    "xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><fsDecl type="CATMA_1"><fsDescr>a</fsDescr></fsDecl><text>'
    '<fs xml:id="b" type="CATMA_1"/><ab><seg ana="#b"><ptr target="x#char=0,3"/></seg></ab></text></TEI>',
    "report.txt": "\n[7-12] a > b, File: D1.txt,  Coder: x\n\nloket\n",
}


def mutated(path: Path, source: random.Random, target: Path) -> Path:
    """The file with some bytes changed: inside a member when it is a zip, otherwise anywhere."""
    result = target / f"fuzz{path.suffix}"
    if source.random() < 0.3 or not zipfile.is_zipfile(path):
        content = bytearray(path.read_bytes())
        for _ in range(source.randint(1, 8)):
            content[source.randrange(len(content))] = source.randrange(256)
        result.write_bytes(content[: source.randint(1, len(content))] if source.random() < 0.3 else content)
        return result
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(result, "w") as spoiled:
        victim = source.choice(whole.namelist())
        for member in whole.namelist():
            content = bytearray(whole.read(member))
            if member == victim and content:
                for _ in range(source.randint(1, 20)):
                    at = source.randrange(len(content))
                    content[at : at + source.randint(0, 3)] = source.choice(
                        [b"", b"<", b">", b"&", b'"', b"\xff", b"-1", b"9" * 30]
                    )
            spoiled.writestr(member, bytes(content))
    return result


@settings(
    deadline=None,
    max_examples=int(os.environ.get("WIJK_FUZZ", "40")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_mutated_files_bring_a_project_or_a_study_error_and_nothing_else(tmp_path: Path, seed: int) -> None:
    source = random.Random(seed)
    files = sorted(tmp_path.glob("seed.*")) or seeds(tmp_path)
    path = mutated(source.choice(files), source, tmp_path)
    try:
        read_coded(path, {"D1": "R: Het loket is dicht."})
    except StudyError:
        return


@pytest.mark.skipif(not NASTY.is_dir(), reason="the folder with nasty examples is not beside this repository")
def test_every_nasty_example_is_read_or_refused() -> None:
    for path in sorted(NASTY.iterdir()):
        project = read_coded(path)
        assert len(project.codes) >= 1, path.name


def test_a_format_of_coded_work_is_a_transcript_only_in_the_folder_of_transcripts(tmp_path: Path) -> None:
    (tmp_path / "transcripts").mkdir()
    said = '{"segments": [{"speaker": "R1", "text": "Het loket is dicht."}]}'
    (tmp_path / "transcripts" / "D1.json").write_text(said, encoding="utf-8")
    (tmp_path / "D1.json").write_text('[{"annotations": []}]', encoding="utf-8")
    (tmp_path / "highlights.csv").write_text("id,document,tag,content\n1,D1,a,Het loket\n", encoding="utf-8")
    codings = read_coded(tmp_path / "highlights.csv").codings
    assert codings[["document", "start", "end"]].to_dict("records") == [{"document": "D1", "start": 4, "end": 13}]


def test_a_table_separated_by_tabs_is_no_corrected_transcript(tmp_path: Path) -> None:
    (tmp_path / "highlights.tsv").write_text("id\tdocument\ttag\tcontent\n1\tD1\ta\tloket\n", encoding="utf-8")
    assert len(read_coded(tmp_path / "highlights.tsv", {"D1": "Het loket."}, corrected=True).codings) == 1

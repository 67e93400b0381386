"""WebAnno TSV 3 and UIMA XMI, the formats of INCEpTION.

The layout is that of the manual and source code of INCEpTION (42.0-SNAPSHOT of August 2026, not run). Its 73 reference
files in both formats were read with both readers: passages are the same but for the white space at their ends, which
TSV does not keep. dkpro-cassis 0.12.0 was run: what it writes is read, and counts UTF-16 units.
"""

import zipfile
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded

LAYERS = (
    "#T_SP=webanno.custom.Code|value|zeker\n"
    "#T_SP=webanno.custom.Frame|ROLE_webanno.custom.Frame:links_webanno.custom.Link|webanno.custom.Code\n"
    "#T_CH=webanno.custom.Keten|referenceType|referenceRelation\n"
    "#T_RL=webanno.custom.Band|soort|BT_webanno.custom.Code\n"
)
ROWS = (
    "#Text=Eén 😀 \\\\ loket\n"
    "1-1\t0-3\tEén\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
    "1-2\t4-6\t😀\t*\t*\t_\t_\t_\t_\t_\t_\t\n"
    "1-3\t7-8\t\\\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
    "1-4\t9-14\tloket\tfikser\\_in[1]|barrier[2]\tja[1]|*[2]\twie\t2-2\tpr[1]\t*->1-1\tis\t1-2\t\n"
    "\n"
    "#Text=is\n"
    "#Text=dicht.\n"
    "2-1\t16-18\tis\tfikser\\_in[1]\tja[1]\t_\t_\t_\t_\t_\t_\t\n"
    "2-2\t19-24\tdicht\tfikser\\_in[1]\tja[1]\t_\t_\t_\t_\t_\t_\t\n"
    "2-2.1\t19-21\tdi\tdeel\t*\t_\t_\t_\t_\t_\t_\t\n"
    "2-3\t24-25\t.\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
)


def passages(project: CodedProject) -> list[tuple[str, str, str]]:
    return [
        (row.code, row.coder, project.texts[row.document][row.start : row.end]) for row in project.codings.itertuples()
    ]


def skipped(project: CodedProject) -> dict[str, int]:
    return dict(project.skipped[["what", "count"]].itertuples(index=False))


def webanno(folder: Path, rows: str = ROWS) -> Path:
    file = folder / "D10.tsv"
    file.write_text(f"#FORMAT=WebAnno TSV 3.3\n{LAYERS}\n\n{rows}", encoding="utf-8")
    return file


def test_webanno_counts_utf_16_and_a_number_in_brackets_joins_lines_and_columns(tmp_path: Path) -> None:
    project = read_coded(webanno(tmp_path))
    assert project.texts == {"D10": "Eén 😀 \\ loket\n is\ndicht."}
    assert passages(project) == [
        ("Code", "unknown", "😀"),
        ("fikser_in", "unknown", "loket\n is\ndicht"),
        ("barrier", "unknown", "loket"),
        ("Frame", "unknown", "loket"),
        ("deel", "unknown", "di"),
    ]
    assert project.codings["memo"].fillna("").tolist() == ["", "zeker: ja", "", "", ""]
    assert project.flagged.empty
    assert project.codes.set_index("code").loc["barrier", "parent"] == "Code"


def test_links_chains_and_relations_of_webanno_are_counted(tmp_path: Path) -> None:
    assert skipped(read_coded(webanno(tmp_path))) == {
        "a link of a chain": 2,
        "a link to another annotation": 1,
        "a relation between passages": 2,
    }


def test_an_annotation_that_is_not_its_tokens_is_looked_for_and_flagged(tmp_path: Path) -> None:
    project = read_coded(webanno(tmp_path, ROWS.replace("9-14\tloket", "8-13\tloket")))
    assert ("barrier", "unknown", "loket") in passages(project)
    assert "taken where it stands" in " ".join(project.flagged["what"])


def test_the_folder_and_file_in_a_project_of_inception_name_document_and_coder(tmp_path: Path) -> None:
    (tmp_path / "D10.txt").mkdir()
    (tmp_path / "D10.txt" / "noor.tsv").write_bytes(webanno(tmp_path).read_bytes())
    project = read_coded(tmp_path / "D10.txt" / "noor.tsv")
    assert project.codings[["document", "coder"]].drop_duplicates().to_dict("records") == [
        {"document": "D10.txt", "coder": "noor"}
    ]


XMI = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
    xmlns:custom="http:///webanno/custom.ecore"
    xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore">
  <cas:NULL xmi:id="0"/>
  <type:Token xmi:id="2" sofa="1" begin="0" end="3"/>
  <custom:Code xmi:id="3" sofa="1" begin="7" end="12" zeker="ja" value="fikser"/>
  <custom:Code xmi:id="4" sofa="1" begin="0" end="3"/>
  <custom:Link xmi:id="5" role="wie" target="3"/>
  <custom:Frame xmi:id="6" sofa="1" begin="7" end="12" links="5" value="kader"/>
  <custom:Band xmi:id="7" sofa="1" begin="7" end="12" Governor="3" Dependent="4" soort="is"/>
  <custom:KetenLink xmi:id="8" sofa="1" begin="0" end="3"/>
  <custom:KetenChain xmi:id="9" first="8"/>
  <cas:Sofa xmi:id="1" sofaNum="1"
      sofaID="_InitialView" mimeType="text" sofaString="E&#233;n &#128512; loket&#10;is dicht."/>
  <cas:View sofa="1" members="2 3 4 6 7 8"/>
</xmi:XMI>
"""


@pytest.mark.parametrize("packed", [False, True])
def test_annotations_in_xmi_count_utf_16_in_its_own_text(tmp_path: Path, *, packed: bool) -> None:
    file = tmp_path / ("D10.zip" if packed else "D10.xmi")
    if packed:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("noor.xmi", XMI)
            archive.writestr("TypeSystem.xml", "<typeSystemDescription/>")
    else:
        file.write_text(XMI, encoding="utf-8")
    project = read_coded(file)
    assert project.texts == {"D10": "Eén 😀 loket\nis dicht."}
    assert passages(project) == [
        ("fikser", "unknown", "loket"),
        ("Code", "unknown", "Eén"),
        ("kader", "unknown", "loket"),
    ]
    assert project.codings["memo"].fillna("").tolist() == ["zeker: ja", "", ""]
    assert skipped(project) == {
        "a link of a chain": 1,
        "a link to another annotation": 1,
        "a relation between passages": 1,
    }


def test_an_xmi_without_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xmi").write_text("<a/>", encoding="utf-8")
    with pytest.raises(StudyError, match=r"x\.xmi: there is no text in this XMI"):
        read_coded(tmp_path / "x.xmi")


def test_a_zip_without_an_xmi_is_to_be_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "doccano.zip", "w") as archive:
        archive.writestr("noor.jsonl", "{}")
    with pytest.raises(StudyError, match=r"this is a zip file; expected the export itself\. Unzip it"):
        read_coded(tmp_path / "doccano.zip")

"""Where the municipality of a document stands differs per program; it is read where a person says, never guessed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import read_qdpx

GUID = "{0}{0}{0}{0}{0}{0}{0}{0}-0000-4000-8000-000000000000"
FIRST, SECOND, GEMEENTE, WIJK, CASE, OTHER = (GUID.format(digit) for digit in "123456")


def value(variable: str, text: str) -> str:
    return f'<VariableValue><VariableRef targetGUID="{variable}"/><TextValue>{text}</TextValue></VariableValue>'


def member(kind: str, guid: str) -> str:
    return f'<{kind} targetGUID="{guid}"/>'


def packed(variables: str = "", cases: str = "", sets: str = "", first: str = "", second: str = "") -> io.BytesIO:
    """Two texts, D1 and D2, with whatever is said of them."""
    sources = "".join(
        f'<TextSource guid="{guid}" name="{name}"><PlainTextContent>tekst {name}</PlainTextContent>'
        f"{inside}</TextSource>"
        for guid, name, inside in ((FIRST, "D1", first), (SECOND, "D2", second))
    )
    xml = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="n" origin="MAXQDA">{variables}{cases}'
        f"<Sources>{sources}</Sources>{sets}</Project>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("project.qde", xml)
    stream.seek(0)
    return stream


def variable(guid: str, name: str) -> str:
    return f'<Variables><Variable guid="{guid}" name="{name}" typeOfVariable="Text"/></Variables>'


def mapping(found: CodedProject) -> list[list[str]]:
    return found.documents[["document", "municipality", "respondent"]].fillna("-").to_numpy().tolist()


def refusal(stream: io.BytesIO, wanted: str) -> str:
    with pytest.raises(StudyError) as caught:
        read_qdpx(stream, municipality_from=wanted)
    return str(caught.value)


def test_maxqda_keeps_it_in_a_variable_of_the_source() -> None:
    stream = packed(variable(GEMEENTE, "Plaats"), first=value(GEMEENTE, "Noord"), second=value(GEMEENTE, "Zuid"))
    assert mapping(read_qdpx(stream, municipality_from="variable:plaats")) == [
        ["D1", "Noord", "-"],
        ["D2", "Zuid", "-"],
    ]


@pytest.mark.parametrize("name", ["Gemeente", "municipality"])
def test_a_variable_with_a_usual_name_is_used_without_asking(name: str) -> None:
    stream = packed(variable(GEMEENTE, name), first=value(GEMEENTE, "Noord"))
    assert mapping(read_qdpx(stream)) == [["D1", "Noord", "-"], ["D2", "-", "-"]]


def test_quirkos_keeps_it_in_a_variable_of_a_case_without_a_name_that_has_one_source() -> None:
    cases = "".join(
        f'<Case guid="{guid}">{value(GEMEENTE, text)}{member("SourceRef", source)}</Case>'
        for guid, text, source in ((CASE, "Noord", FIRST), (OTHER, "Zuid", SECOND))
    )
    found = read_qdpx(
        packed(variable(GEMEENTE, "Plaats"), f"<Cases>{cases}</Cases>"), municipality_from="variable:Plaats"
    )
    assert mapping(found) == [["D1", "Noord", "-"], ["D2", "Zuid", "-"]]
    assert found.groups["name"].tolist() == ["case 1", "case 2"]


def test_the_name_of_a_case_and_of_a_respondent_in_a_variable() -> None:
    both = member("SourceRef", FIRST) + member("SourceRef", SECOND)
    case = f'<Cases><Case guid="{CASE}" name="Noord">{both}</Case></Cases>'
    stream = packed(variable(WIJK, "Respondent"), case, first=value(WIJK, "R1"), second=value(WIJK, "R2"))
    assert mapping(read_qdpx(stream, municipality_from="case")) == [["D1", "Noord", "R1"], ["D2", "Noord", "R2"]]


def test_atlas_ti_keeps_it_in_a_document_group_which_is_a_set() -> None:
    sets = f'<Sets><Set guid="{CASE}" name="Noord">{member("MemberSource", FIRST)}</Set></Sets>'
    found = read_qdpx(packed(sets=sets), municipality_from="set")
    assert mapping(found) == [["D1", "Noord", "-"], ["D2", "-", "-"]]
    assert found.flagged.to_numpy().tolist() == [["D2", "no municipality was found for this document"]]


def test_a_document_in_two_cases_is_left_empty_and_flagged() -> None:
    cases = "".join(
        f'<Case guid="{guid}" name="{name}">{member("SourceRef", FIRST)}</Case>'
        for guid, name in ((CASE, "Noord"), (OTHER, "Zuid"))
    )
    found = read_qdpx(packed(cases=f"<Cases>{cases}</Cases>"), municipality_from="case")
    assert mapping(found)[0] == ["D1", "-", "-"]
    assert found.flagged.to_numpy().tolist()[0] == ["D1", "more than one municipality: Noord, Zuid; left empty"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_says_it_where_the_project_does_not(tmp_path: Path, delimiter: str) -> None:
    rows = [["document", "municipality", "respondent"], ["D1", "Noord", "R1"], ["D2", "Zuid", ""]]
    path = tmp_path / "gemeenten.csv"
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8-sig")
    assert mapping(read_qdpx(packed(), municipality_from=str(path))) == [["D1", "Noord", "R1"], ["D2", "Zuid", "-"]]


def test_a_csv_file_with_faults_is_refused_with_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "gemeenten.csv"
    path.write_text("document,municipality\nD1,Noord\nD1,Zuid\nInterview 9,Zuid\n", encoding="utf-8")
    assert refusal(packed(), str(path)) == (
        "2 problems:\n  gemeenten.csv row 3: document 'D1' occurs twice; expected every document once.\n"
        "  gemeenten.csv row 4: document 'Interview 9' is not in the project."
    )
    path.write_text("bestand,plaats\nD1,Noord\n", encoding="utf-8")
    assert refusal(packed(), str(path)) == (
        "1 problem:\n  gemeenten.csv: its columns are bestand, plaats; expected columns document and municipality. "
        "Correct the first line."
    )
    assert refusal(packed(), str(tmp_path / "weg.csv")) == (
        "1 problem:\n  weg.csv: there is no such file; expected a file. Check the name and the folder you are in."
    )


def test_what_is_not_there_is_refused_with_what_is() -> None:
    stream = packed(variable(GEMEENTE, "Plaats"))
    assert refusal(stream, "variable:Plats") == (
        "1 problem:\n  the project file: there is no variable 'Plats'; expected one of: Plaats. Did you mean 'Plaats'?"
    )
    assert refusal(stream, "set") == (
        "1 problem:\n  the project file: --municipality-from set says nothing about any document; expected `case`, "
        "`set`, `variable:NAME` or a table with columns document and municipality. The project has variables Plaats."
    )
    assert refusal(stream, "cases") == (
        "1 problem:\n  the project file: 'cases' does not say where the municipality stands; expected `case`, `set`, "
        "`variable:NAME` or a table with columns document and municipality. Did you mean 'case'?"
    )


def test_without_a_word_on_municipalities_the_places_are_named() -> None:
    sets = f'<Sets><Set guid="{CASE}" name="Noord">{member("MemberSource", FIRST)}</Set></Sets>'
    found = read_qdpx(packed(variable(GEMEENTE, "Plaats"), sets=sets))
    assert found.warnings[-1] == (
        "No municipality found; the project has 1 sets (such as 'Noord'), variables Plaats. Say where it stands with "
        "--municipality-from."
    )

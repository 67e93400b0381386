"""Annotations beside or in a text, in the layout of programs for research on language.

brat: written with the server of brat (snapshot of October 2021, its opening of files made fit for Python 3.11).
CATMA: from its source code (July 2026, not run); two collections with their text in its repository were read: 377
annotations, the length of the text agrees, nothing flagged.
"""

from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded

TEXT = "Eén 😀 loket\r\nis dicht, zegt R.\r\nHet loket is dicht."
OURS = TEXT.replace("\r\n", "\n")


def passages(project: CodedProject) -> list[tuple[str, str]]:
    return [(row.code, project.texts[row.document][row.start : row.end]) for row in project.codings.itertuples()]


def skipped(project: CodedProject) -> dict[str, int]:
    return dict(project.skipped[["what", "count"]].itertuples(index=False))


def brat(folder: Path, *lines: str, name: str = "D10") -> Path:
    (folder / f"{name}.txt").write_bytes(TEXT.encode())
    (folder / f"{name}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder / f"{name}.ann"


def test_brat_counts_code_points_of_the_file_and_cuts_a_passage_at_a_line_end(tmp_path: Path) -> None:
    file = brat(
        tmp_path,
        "T1\tFikser 6 11\tloket",
        "T2\tLoket 6 11;13 21\tloket is dicht",
        "#1\tAnnotatorNotes T1\tlet op",
        "#2\tAnnotatorNotes R1\tzie ook",
        "R1\tHangtSamen Arg1:T1 Arg2:T2",
        "A1\tZeker T1",
    )
    project = read_coded(file)
    assert project.texts == {"D10": OURS}
    assert passages(project) == [("Fikser", "loket"), ("Loket", "loket\nis dicht")]
    assert project.codings["memo"].fillna("").tolist() == ["let op", ""]
    assert project.notes[["target", "text"]].values.tolist() == [["D10", "zie ook"]]
    assert project.flagged.empty
    assert skipped(project) == {
        "a relation between passages": 1,
        "an attribute of a passage": 1,
    }


def test_pieces_of_brat_with_words_between_them_are_one_passage_and_are_flagged(tmp_path: Path) -> None:
    project = read_coded(brat(tmp_path, "T1\tFikser 0 3;6 11\tEén loket", "wat is dit"))
    assert passages(project) == [("Fikser", "Eén 😀 loket")]
    assert project.flagged.to_dict("records") == [
        {"where": "D10.ann line 1", "what": "the passage is in 2 pieces; taken from the first to the last"},
        {"where": "D10.ann line 2", "what": "this is no annotation of brat; left out"},
    ]


def test_a_folder_of_brat_is_one_project_and_a_text_must_be_beside_its_annotations(tmp_path: Path) -> None:
    for name in ("D10", "D11"):
        brat(tmp_path, "T1\tFikser 6 11\tloket", name=name)
    assert read_coded(tmp_path).codings["document"].tolist() == ["D10", "D11"]
    (tmp_path / "D11.txt").unlink()
    with pytest.raises(StudyError, match=r"D11\.ann: its text D11\.txt is not beside it"):
        read_coded(tmp_path)


TAGS = """<fsdDecl xml:id="S1" n="Rollen"><fsDecl xml:id="BASE" type="BASE"><fsDescr>CATMA Base Tag</fsDescr></fsDecl>
  <fsDecl xml:id="CATMA_1" type="CATMA_1" baseTypes="BASE"><fsDescr>rol</fsDescr></fsDecl>
  <fsDecl xml:id="CATMA_2" type="CATMA_2" baseTypes="CATMA_1"><fsDescr>fikser</fsDescr></fsDecl></fsdDecl>
  <fsdDecl xml:id="S2" n="Later"><fsDecl xml:id="CATMA_3" type="CATMA_3"><fsDescr>rol</fsDescr></fsDecl></fsdDecl>"""


def catma(folder: Path, *annotations: tuple[str, str, list[tuple[int, int]]], text: str = TEXT, more: int = 0) -> Path:
    """The unpacked export of one text: each annotation with its tag and its stretches, as CATMA counts them."""
    declared = "".join(
        f'<fs xml:id="{name}" type="{tag}"><f name="catma_markupauthor"><string>noor</string></f>'
        '<f name="zeker"><vRange><vColl><string>ja</string><string>nee</string></vColl></vRange></f></fs>'
        for name, tag, _ in annotations
    )
    stretches = "".join(
        f'<seg ana="#{name}"><ptr target="catma://x#char={start},{end}" type="inclusion"/></seg>'
        for name, _, pieces in annotations
        for start, end in pieces
    )
    length = len(TEXT.encode("utf-16-le")) // 2 + more
    (folder / "D10" / "annotationcollections").mkdir(parents=True, exist_ok=True)
    (folder / "D10" / "D10.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    file = folder / "D10" / "annotationcollections" / "noor.xml"
    file.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{TAGS}</teiHeader><text>{declared}<body><ab type="catma">'
        f'{stretches}<ptr target="catma://x#char=36,{length}" type="inclusion"/></ab></body></text></TEI>',
        encoding="utf-8",
    )
    return file


def test_catma_counts_utf_16_in_its_text_and_stretches_of_one_annotation_are_joined(tmp_path: Path) -> None:
    file = catma(
        tmp_path,
        ("a", "CATMA_2", [(7, 10), (10, 12)]),
        ("b", "CATMA_1", [(0, 3), (7, 12)]),
        ("c", "CATMA_3", [(14, 16)]),
        ("d", "CATMA_9", [(14, 16)]),
    )
    for source in (file, tmp_path):
        project = read_coded(source)
        assert project.texts == {"D10": OURS}
        assert passages(project) == [("fikser", "loket"), ("Rollen > rol", "Eén 😀 loket"), ("Later > rol", "is")]
        assert project.codings.loc[0, ["coder", "memo"]].tolist() == ["noor", "zeker: ja, nee"]
        assert project.flagged["what"].tolist() == [
            "the passage is in pieces; taken from the first to the last",
            "its passage or its tag is not in the file; left out",
        ]


def test_another_text_than_was_annotated_in_catma_is_told(tmp_path: Path) -> None:
    project = read_coded(catma(tmp_path, ("a", "CATMA_2", [(7, 12)]), text=TEXT + " Ja."))
    assert project.flagged["what"].tolist() == ["the text 'D10' is not as long as the text that was annotated"]


@pytest.mark.parametrize("more", [0, len("\r\n")])
def test_a_collection_of_catma_alone_counts_the_line_ends_of_the_file_and_not_of_the_transcript(
    tmp_path: Path, more: int
) -> None:
    file = catma(tmp_path, ("a", "CATMA_2", [(7, 12)]), ("b", "CATMA_1", [(14, 16)]), more=more)
    alone = file.rename(tmp_path / "D10.xml")
    project = read_coded(alone, {"D10.txt": OURS})
    assert passages(project) == [("fikser", "loket"), ("Rollen > rol", "is")]
    assert project.flagged.empty
    assert not read_coded(alone, {"D10.txt": OURS + " Ja, hoor."}).flagged.empty

"""Documents of one name are different documents, with their texts, codings, groups and values."""

from wijkresearch.exchange.other_tools.gathering import Gathering, Passage
from wijkresearch.exchange.project import CodedProject

TEXTS = {"gouda/Interview 1.txt": "Ik open het loket.", "delft/Interview 1.txt": "Nee. Ik open het loket."}


def gathered(transcripts: dict[str, str], groups: tuple[str, ...] = ("Gouda", "Delft")) -> CodedProject:
    gathering = Gathering("sheet", "MAXQDA", transcripts)
    for group in groups:
        key = gathering.document_key("Interview 1", group)
        gathering.add_group("set", group, key)
        gathering.add_value(key, "duur", group)
        gathering.add_passage(Passage("row", key, ("loket",), "anna", quote="Ik open het loket."))
    return gathering.project()


def test_documents_of_one_name_in_two_groups_are_found_in_the_transcripts_of_their_groups() -> None:
    project = gathered(TEXTS)
    assert project.documents[["document", "name"]].values.tolist() == [
        ["Gouda > Interview 1", "Interview 1"],
        ["Delft > Interview 1", "Interview 1"],
    ]
    assert [(row.document, row.start) for row in project.codings.itertuples()] == [
        ("Gouda > Interview 1", 0),
        ("Delft > Interview 1", 5),
    ]
    assert set(project.members["member"]) == set(project.attributes["holder"]) == set(project.documents["document"])
    assert project.warnings == (
        "2 sources are called 'Interview 1'; they were told apart as Gouda > Interview 1 and Delft > Interview 1.",
    )


def test_one_transcript_for_two_documents_of_its_name_is_the_text_of_neither() -> None:
    project = gathered({"Interview 1.txt": "Ik open het loket."})
    assert (len(project.codings), len(project.unplaced), project.texts) == (0, 2, {})
    assert project.warnings[0] == (
        "2 documents are called 'Interview 1', and nothing tells whose the transcript is; in a study the "
        "folder of its municipality tells it."
    )


def test_a_document_that_is_alone_keeps_its_name_and_finds_its_transcript_in_any_folder() -> None:
    project = gathered({"ronde 1/Interview 1.docx": "Ik open het loket."}, ("Gouda",))
    assert project.documents[["document", "name"]].isna().values.tolist() == [[False, True]]
    assert project.codings["document"].tolist() == ["Interview 1"]


def test_a_coding_that_is_there_again_without_a_coder_may_be_of_another_and_is_not_dropped() -> None:
    gathering = Gathering("sheet", "Taguette", {"D1": "Ik open het loket."})
    for coder in (None, None, "anna", "anna"):
        gathering.add_passage(Passage("row", "D1", ("loket",), coder, quote="loket"))
    project = gathering.project()
    assert project.codings["coder"].tolist() == ["unknown", "unknown (2)", "anna"]
    assert project.skipped.to_dict("records") == [{"what": "a coding that is in the file twice", "count": 1}]

"""What the hash of the library covers: its source and the files that it reads, without what stands above."""

import pytest

from wijkresearch.run import state


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A library with a module, a template in its report, and what programs leave behind."""
    for place in ("steps/count.py", "report/templates/page.html", "steps/__pycache__/count.cpython-311.pyc", ".x"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("a", encoding="utf-8")
    monkeypatch.setattr(state, "LIBRARY", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("place", "notebooks", "pages"),
    [
        ("steps/count.py", True, True),
        ("report/templates/page.html", False, True),
        ("steps/__pycache__/count.cpython-311.pyc", False, False),
        (".x", False, False),
    ],
)
def test_a_template_that_changed_makes_the_pages_again_and_not_the_notebooks(library, place, notebooks, pages):
    before = state.library_hash(), state.library_hash(above=("cli",))
    (library / place).write_text("b", encoding="utf-8")
    after = state.library_hash(), state.library_hash(above=("cli",))
    assert [one != other for one, other in zip(before, after, strict=True)] == [notebooks, pages]


def test_transcripts_are_known_by_what_they_say_and_their_names_are_not_kept(tmp_path):
    folder = tmp_path / "data" / "raw" / "studie" / "gouda"
    (folder / "transcripts").mkdir(parents=True)
    (folder / "documents.csv").write_text("document\n", encoding="utf-8")
    transcript = folder / "transcripts" / "Interview mevrouw Achternaam.txt"
    transcript.write_text("R: Ja.", encoding="utf-8")
    before = state.raw_hashes(tmp_path, "studie")
    assert list(before) == ["data/raw/studie/gouda/documents.csv", "data/raw/studie/gouda/transcripts"]
    assert state.raw_hashes(tmp_path, "studie") == before
    transcript.write_text("R: Nee.", encoding="utf-8")
    assert state.raw_hashes(tmp_path, "studie") != before


@pytest.mark.parametrize(
    "kept",
    ["{}", "[]", "null", "{", '{"schema": 1}', '{"schema": 1, "steps": {"01": {}}, "timing": {}}'],
)
def test_a_record_that_is_not_whole_counts_as_nothing_recorded(tmp_path, kept):
    (tmp_path / "run.json").write_text(kept, encoding="utf-8")
    record = state.Record(tmp_path / "run.json", {}, tmp_path / "mark")
    assert record.why_again("01", {}, {}) == "not made before"
    assert list(record.raw_inputs()) == []
    assert record.seconds() == {}

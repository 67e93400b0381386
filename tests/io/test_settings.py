import pytest

from wijkresearch.errors import StudyError
from wijkresearch.io.settings import read_yaml


def test_a_key_that_stands_twice_is_refused_with_its_line(tmp_path):
    (tmp_path / "study.yml").write_text("title: one\nroles: []\ntitle: two\n", encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        read_yaml(tmp_path / "study.yml")
    assert str(raised.value) == (
        "1 problem:\n  study.yml line 3: 'title' stands twice; expected valid YAML with every key once."
    )


def test_a_nested_key_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "a.yml").write_text("- {id: x, id: y}\n", encoding="utf-8")
    with pytest.raises(StudyError, match="'id' stands twice"):
        read_yaml(tmp_path / "a.yml")


def test_dates_stay_text(tmp_path):
    (tmp_path / "a.yml").write_text("on: 2024-08-02\n", encoding="utf-8")
    assert list(read_yaml(tmp_path / "a.yml").values()) == ["2024-08-02"]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"a: [1, 2\n", "valid YAML with every key once"), (b"naam: Caf\xe9\n", "the file is not in UTF-8")],
)
def test_a_file_that_is_no_yaml_is_refused_with_one_message(tmp_path, content, message):
    (tmp_path / "a.yml").write_bytes(content)
    with pytest.raises(StudyError, match=message):
        read_yaml(tmp_path / "a.yml")


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(StudyError, match=r"a.yml: the file is absent"):
        read_yaml(tmp_path / "a.yml")

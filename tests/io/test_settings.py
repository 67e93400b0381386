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


def test_what_is_typed_is_what_is_read(tmp_path):
    typed = (
        "a: 010\nb: 66:07\nc: yes\nd: 1_000\ne: 0x1F\nf: 1e3\ng: .inf\nh: 1.10\ni: 18.11\nj: -3\nk: true\nl:\nm: no\n"
    )
    (tmp_path / "a.yml").write_text(typed, encoding="utf-8")
    texts = {"a": "010", "b": "66:07", "c": "yes", "d": "1_000", "e": "0x1F", "f": "1e3", "g": ".inf", "h": "1.10"}
    assert read_yaml(tmp_path / "a.yml") == {**texts, "i": 18.11, "j": -3, "k": True, "l": None, "m": "no"}


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        ("a: 1\nb: {{a}}\n", 2, "a name is a list or a mapping"),
        ("a: 1\n? [x]\n: 2\n", 2, "a name is a list or a mapping"),
        ("a: &x {b: *x}\n", 1, "a part of the file repeats itself without end"),
        ("a: 'een\u2028 twee'\nb: 1\nb: 2\n", 3, "'b' stands twice"),
        ("a: 1\r\nb: 1\r\nb: 2\r\n", 3, "'b' stands twice"),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_the_line_as_an_editor_shows_it(tmp_path, content, line, found):
    (tmp_path / "a.yml").write_bytes(content.encode())
    with pytest.raises(StudyError) as raised:
        read_yaml(tmp_path / "a.yml")
    expected = "expected valid YAML with every key once."
    assert str(raised.value) == f"1 problem:\n  a.yml line {line}: {found}; {expected}"


def test_a_control_character_is_told_with_its_line(tmp_path):
    (tmp_path / "a.yml").write_text("a: 1\nb: een\x0btwee\n", encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        read_yaml(tmp_path / "a.yml")
    assert str(raised.value) == (
        "1 problem:\n  a.yml line 2: there is a control character (U+000B); expected text. Type the line anew."
    )


@pytest.mark.parametrize("content", ["[" * 20_000 + "]" * 20_000, "a: !!int x", "a: !!set {b}", "a: !!timestamp 1"])
def test_whatever_else_yaml_has_is_refused_in_words(tmp_path, content):
    (tmp_path / "a.yml").write_text(content, encoding="utf-8")
    with pytest.raises(StudyError):
        read_yaml(tmp_path / "a.yml")


def test_a_part_that_is_repeated_is_read_and_one_that_is_repeated_without_measure_is_refused(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("a: &x [1]\nb: *x\n", encoding="utf-8")
    assert read_yaml(path) == {"a": [1], "b": [1]}
    lines = [f"a{step}: &a{step} [{', '.join([f'*a{step - 1}'] * 10)}]" for step in range(1, 9)]
    path.write_text("\n".join(["a0: &a0 [x]", *lines]), encoding="utf-8")
    with pytest.raises(StudyError, match=r"a.yml line 7: a part of the file repeats itself without end"):
        read_yaml(path)

"""What a notebook declares is read as papermill reads it, and what it is told has to be of that type."""

import papermill
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.run.parameters import Declared, declared_parameters, typed_values


def test_the_declared_parameters_are_those_that_papermill_finds(project):
    notebook = project.root / "notebooks" / "01_count.ipynb"
    found = papermill.inspect_notebook(notebook)
    own = declared_parameters(notebook)
    assert {name: (p["inferred_type_name"], p["default"], p["help"]) for name, p in found.items()} == {
        name: (p.kind, repr(p.default).replace("'", '"'), p.help) for name, p in own.items()
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("times = 2", "found 'times = 2'"),
        ("times: int", "found 'times: int'"),
        ("times: int = 'two'", "found 'times: int = 'two''"),
        ("times: list = []", "found 'times: list = []'"),
        ("times: int = 1 + 1", "found 'times: int = 1 + 1'"),
    ],
)
def test_a_parameter_without_a_type_or_a_plain_default_is_refused(project, line, message):
    path = project.root / "notebooks" / "01_count.ipynb"
    path.write_text(path.read_text().replace("times: int = 2  # how often to repeat", line))
    with pytest.raises(StudyError) as caught:
        declared_parameters(path)
    assert str(caught.value) == (
        f"1 problem:\n  01_count.ipynb parameters line 4: {message}; expected NAME: TYPE = VALUE  # what it is, "
        "with type str, int, float or bool."
    )


def test_a_notebook_without_a_cell_of_parameters_is_refused(project):
    path = project.root / "notebooks" / "01_count.ipynb"
    path.write_text(path.read_text().replace('"parameters"', '"other"'))
    with pytest.raises(StudyError) as caught:
        declared_parameters(path)
    assert str(caught.value) == "1 problem:\n  01_count.ipynb: 0 cells are tagged 'parameters'; expected exactly one."


def test_parameters_that_are_not_python_are_named_with_their_line(project):
    path = project.root / "notebooks" / "01_count.ipynb"
    path.write_text(path.read_text().replace("times: int = 2", "times: int = = 2"))
    with pytest.raises(StudyError) as caught:
        declared_parameters(path)
    assert str(caught.value) == ("1 problem:\n  01_count.ipynb parameters line 4: this is not Python: invalid syntax.")


def test_a_file_that_is_not_a_notebook_is_named(project):
    path = project.root / "notebooks" / "01_count.ipynb"
    path.write_text("<<<<<<< HEAD")
    with pytest.raises(StudyError) as caught:
        declared_parameters(path)
    assert str(caught.value) == (
        "1 problem:\n  01_count.ipynb: this is not a notebook; expected a Jupyter notebook (JSON). "
        "It says: Expecting value: line 1 column 1 (char 0)."
    )


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("str", "ten", "ten"),
        ("int", "10", 10),
        ("float", "0.5", 0.5),
        ("bool", "ja", True),
        ("bool", "False", False),
    ],
)
def test_a_value_is_handed_over_in_the_type_that_the_notebook_annotates(kind, text, value):
    declared = {"share": Declared("share", kind, "", "")}
    assert typed_values({"share": text, "other": "1"}, declared) == {"share": value}


def test_every_value_of_another_type_is_listed():
    declared = {
        "share": Declared("share", "float", 0.5, "part of the whole"),
        "dots": Declared("dots", "bool", True, ""),
    }
    with pytest.raises(StudyError) as caught:
        typed_values({"share": "half", "dots": "maybe"}, declared)
    assert str(caught.value) == (
        "2 problems:\n"
        "  --parameter: share is 'half'; expected a number. part of the whole.\n"
        "  --parameter: dots is 'maybe'; expected true or false."
    )

"""Notebooks only tell: no logic of their own, little code, much prose, no results typed in, and clean on disk."""

import ast
import json
import re
from pathlib import Path

import pytest

from wijkresearch.run.state import ABOVE_THE_NOTEBOOKS

ROOT = Path(__file__).parents[2]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While, ast.If,
    ast.IfExp, ast.Match, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.comprehension,
)  # fmt: skip
COUNTED = r"(?:gemeenten?|interviews?|gesprekken|respondenten|observaties|documenten|passages|coderingen|oordelen)"
NUMBER_WORDS = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|vijftien|achttien)"
# Digits that are no results: the number of a step or of an article of a law, and code.
NO_RESULTS = re.compile(r"\b[Ss]tap \d+|\bartikel \d+|`[^`]*`")

BY_HAND = "02a_code_by_hand"

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
every_step = pytest.mark.parametrize(
    "path", [path for path in PATHS if path.stem != BY_HAND], ids=lambda path: path.stem
)


def cells(path, kind):
    """The cells of one kind: each its source as one text, and its metadata."""
    listed = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [("".join(cell["source"]), cell["metadata"]) for cell in listed if cell["cell_type"] == kind]


def code_lines(source):
    return [line for line in source.splitlines() if line.strip()]


def results_in(prose):
    """What in the prose looks like a result: digits that are none of the exceptions, and counted things in words."""
    left = NO_RESULTS.sub("", prose)
    return re.findall(r"\d[\d.,%]*\b%?", left) + re.findall(rf"\b{NUMBER_WORDS} (?:\w+ )?{COUNTED}\b", left)


def logic_in(source):
    return sorted({type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, LOGIC)})


def written_in(source):
    """Every step and figure that the code writes: with which function, under which stem."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = ((getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls)
    return [
        (name, next(arg.value for arg in call.args if isinstance(arg, ast.Constant)))
        for name, call in named
        if name in ("save", "write_figure", "write_figures")
    ]


def test_there_is_one_notebook_for_each_step_of_the_method_and_one_to_code_by_hand():
    steps = ["case_selection", "coding", "axial_grouping", "role_tables", "conclusions"]
    stems = [f"0{number}_{step}" for number, step in enumerate(steps, start=1)]
    assert [path.stem for path in PATHS] == sorted([*stems, BY_HAND])


@every_notebook
def test_a_notebook_defines_nothing_and_does_not_loop_or_branch(path):
    assert [logic_in(source) for source, _ in cells(path, "code") if logic_in(source)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(): pass", ["FunctionDef"]),
        ("[x for x in y]", ["comprehension"]),
        ("a if b else c", ["IfExp"]),
        ("sorted(x, key=lambda y: -y)", ["Lambda"]),
        ("with a: b", ["With"]),
        ("table = count(rows)", []),
    ],
)
def test_logic_is_recognised(source, found):
    assert logic_in(source) == found


@every_notebook
def test_a_cell_has_at_most_eight_lines_of_code(path):
    assert [source for source, _ in cells(path, "code") if len(code_lines(source)) > 8] == []


@every_notebook
def test_a_notebook_has_little_code_and_at_least_five_words_of_prose_for_every_line(path):
    lines = sum(len(code_lines(source)) for source, _ in cells(path, "code"))
    words = sum(len(re.findall(r"\w+", source)) for source, _ in cells(path, "markdown"))
    assert (lines <= 60, words >= 5 * lines) == (True, True), f"{lines} lines of code, {words} words"


@every_notebook
def test_a_notebook_imports_nothing_that_stands_above_it(path):
    above = re.compile(rf"wijkresearch(?:\.| import )(?:{'|'.join(ABOVE_THE_NOTEBOOKS)})\b")
    assert [source for source, _ in cells(path, "code") if above.search(source)] == []


@every_notebook
def test_a_notebook_begins_and_ends_with_prose(path):
    listed = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kinds = [cell["cell_type"] for cell in listed]
    assert kinds[:2] == ["markdown", "markdown"]
    assert kinds[-1] == "markdown"


@every_notebook
def test_exactly_one_cell_has_the_parameters_each_with_its_kind_and_a_remark(path):
    tagged = [source for source, metadata in cells(path, "code") if "parameters" in metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in code_lines(tagged[0]):
        assert re.fullmatch(r"\w+: (str|int|float|bool) = [^#]+  # \S.*", line), line


@every_step
def test_every_table_and_figure_begins_with_the_number_of_its_notebook(path):
    written = [call for source, _ in cells(path, "code") for call in written_in(source)]
    assert written
    assert [stem for _, stem in written if not stem.startswith(f"{path.stem[:2]}_")] == []
    assert len(written) == len(set(written))


@every_notebook
def test_no_result_is_typed_into_the_prose(path):
    assert [found for source, _ in cells(path, "markdown") for found in results_in(source)] == []


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("# Stap 2 · Coderen\n\nZie artikel 8 en `D10:4120-4198`.", []),
        ("In 3 gemeenten klopt het.", ["3"]),
        ("Het aandeel is 45%.", ["45%"]),
        ("Elk oordeel rust op vijf gesprekken.", ["vijf gesprekken"]),
        ("Een halve kolom heeft tien maal het aandeel.", []),
    ],
)
def test_results_in_prose_are_recognised(prose, found):
    assert results_in(prose) == found


@every_notebook
def test_the_prose_names_no_municipality_of_the_study(path):
    folders = (ROOT / "data" / "raw").glob("*/*/municipality.yml")
    names = [re.search(r"^name: (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)[1] for place in folders]
    prose = "\n".join(source for source, _ in cells(path, "markdown"))
    assert names
    assert [name for name in names if name in prose] == []


@every_notebook
def test_a_notebook_is_kept_without_outputs_in_one_form(path):
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    prefix, numbers = path.stem.partition("_")[0], range(1, len(notebook["cells"]) + 1)
    assert [cell["id"] for cell in notebook["cells"]] == [f"{prefix}-{number:02}" for number in numbers]
    assert text == json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"

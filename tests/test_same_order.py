"""Equal keys keep their order: numpy's quickest sorts place them in another order on another processor."""

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "wijkresearch").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def sorts_without_a_rule_for_ties(source):
    """Sorts by one column or of bare values that do not ask to be stable (by several columns pandas always is)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {keyword.arg for keyword in node.keywords}
            by_one = not node.args or isinstance(node.args[0], ast.Constant)
            sorts = node.func.attr == "argsort" or (node.func.attr == "sort_values" and by_one)
            if sorts and "kind" not in named:
                yield ast.unparse(node)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rows.sort_values('place')", True),
        ("values.sort_values()", True),
        ("np.argsort(values)", True),
        ("rows.sort_values('place', kind='stable')", False),
        ("rows.sort_values(['place', 'name'])", False),
    ],
)
def test_a_sort_that_leaves_ties_to_the_processor_is_seen(line, found):
    assert bool(list(sorts_without_a_rule_for_ties(line))) == found


def test_no_sort_leaves_ties_to_the_processor():
    sources = {path.name: path.read_text("utf-8") for path in MODULES}
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        sources[path.name] = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    found = {name: list(sorts_without_a_rule_for_ties(source)) for name, source in sources.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}

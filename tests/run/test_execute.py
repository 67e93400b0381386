"""What is kept of an executed notebook is the same on every run and machine."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from wijkresearch.run.execute import settle, write_notebook


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("{root}/data/rows.csv", "./data/rows.csv"),
        ("<Grid at 0x7f31c02a5d10>", "<Grid at 0x…>"),
        ("/tmp/ipykernel_4711/1234.py:3: UserWarning: few rows", "<cell>:3: UserWarning: few rows"),
        ("colour 0xff0000 of the map", "colour 0x… of the map"),
        ("5 passages", "5 passages"),
    ],
)
def test_places_process_ids_and_addresses_are_taken_out_of_output(tmp_path, said, kept):
    assert settle(said.format(root=tmp_path), tmp_path) == kept


def test_only_tags_parameters_and_the_kernels_name_are_kept_of_what_papermill_notes(tmp_path):
    cell = nbformat.v4.new_code_cell("1 + 1", metadata={"tags": ["parameters"], "papermill": {"duration": 0.1}})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"name": "my-conda", "display_name": "Mine"},
            "language_info": {"name": "python", "version": "3.11.7"},
            "papermill": {"parameters": {"study": "streets"}, "start_time": "2026-01-01", "input_path": "/home/me/x"},
        }
    )
    write_notebook(notebook, tmp_path / "kept" / "01.ipynb", tmp_path)
    kept = nbformat.read(tmp_path / "kept" / "01.ipynb", as_version=4)
    assert kept.metadata == {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
        "papermill": {"parameters": {"study": "streets"}},
    }
    assert kept.cells[0].metadata == {"tags": ["parameters"]}


def test_cells_that_papermill_adds_have_the_same_id_on_every_run(tmp_path):
    kept = []
    for name in ("a.ipynb", "b.ipynb"):
        added = nbformat.v4.new_code_cell("study = 'x'", metadata={"tags": ["injected-parameters"]})
        write_notebook(nbformat.v4.new_notebook(cells=[added]), tmp_path / name, tmp_path)
        kept.append((tmp_path / name).read_bytes())
    assert kept[0] == kept[1]


def test_papermill_is_imported_without_the_grammars_for_web_addresses():
    code = (
        "import sys; from wijkresearch.run.execute import load_papermill; load_papermill(); "
        "sys.exit('lark' in sys.modules or sys.modules.get('rfc3987_syntax', 0) is None)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0

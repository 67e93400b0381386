"""The plan names the notebooks that are there, and none of them reads tables of another."""

import json
import re
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.io import store
from wijkresearch.io.store import results_name
from wijkresearch.run.parameters import declared_parameters
from wijkresearch.run.plan import STEPS, Step, choose_study

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
BY_HAND = "02a_code_by_hand"


def code_of(step):
    cells = json.loads((NOTEBOOKS / f"{step.stem}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_every_notebook_is_in_the_plan_but_the_one_that_is_opened_to_code_by_hand():
    assert sorted([*(step.stem for step in STEPS), BY_HAND]) == sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


def test_the_notebook_to_code_by_hand_writes_no_results_of_a_step():
    assert "save(" not in code_of(Step(BY_HAND))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_a_notebook_reads_no_tables_of_another_and_saves_those_of_its_own_step(step):
    assert "read_processed" not in code_of(step)
    assert re.findall(r'analysis\.save\("(\w+)", results\)', code_of(step)) == [step.stem]
    assert set(re.findall(r'write_figures?\(.*"(\d\d)_\w+", results\)', code_of(step))) == {step.prefix}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_a_notebook_can_be_told_its_study_and_where_the_results_go(step):
    declared = declared_parameters(NOTEBOOKS / f"{step.stem}.ipynb")
    assert {"study", "results"} <= set(declared)
    assert all(parameter.help for parameter in declared.values())


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.stem)
def test_a_notebook_that_is_run_by_hand_on_a_choice_writes_where_a_run_on_it_does(step):
    own = re.search(r"\bresults or (store\.results_name\(.*?\))", code_of(step))[1]
    declared = declared_parameters(NOTEBOOKS / f"{step.stem}.ipynb")
    assert (declared["results"].default, "municipalities" in declared) == ("", "municipalities" in own)
    named = eval(own, {"store": store, "study": "s", "municipalities": "b, a"})
    assert named == results_name("s", "a,b" if "municipalities" in declared else "")


def test_a_choice_has_one_folder_in_whatever_order_it_is_made():
    assert results_name("s", "b, a,b") == results_name("s", "a,b") == "s@a+b"


def test_results_of_another_choice_or_parameter_never_share_a_folder():
    names = {
        results_name("s"),
        results_name("s", "a"),
        results_name("s", "a,b"),
        results_name("s", parameters={"a": "1"}),
        results_name("s", "a", {"a": "1"}),
    }
    assert len(names) == 5


def test_results_of_a_hundred_municipalities_have_a_folder_that_every_system_can_have():
    many = [f"gemeente-{number}" for number in range(100)]
    first, second = results_name("s", ",".join(many)), results_name("s", ",".join(many[:-1]))
    assert first.startswith("s@gemeente-0+gemeente-1+")
    assert len(first) == len(second) == 100
    assert first != second


def test_a_value_that_ends_in_a_dot_gives_a_name_that_windows_leaves_as_it_is():
    assert results_name("s", parameters={"a": "1."}) == "s@a=1-"


def test_a_value_with_a_slash_cannot_lead_out_of_the_results():
    assert results_name("s", parameters={"a": "../../x y"}) == "s@a=..-..-x-y"


def test_a_project_without_a_study_says_so(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    with pytest.raises(StudyError) as caught:
        choose_study(tmp_path)
    assert str(caught.value) == "1 problem:\n  data/raw: there is no study. Make one with `wijk new study`."

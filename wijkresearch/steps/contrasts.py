"""Step 5, the logic of the design: which differences between cases go along with which outcomes.

Most-similar cases are alike on the controls and differ in the variable of interest (section 3.1 of the thesis; Plümper,
Troeger & Neumayer 2019). Whether an outcome follows that variable is looked at in pairs of cases, as Mill's methods of
agreement and difference do: it goes along where all cases that are alike on the attribute have the same outcome and all
that differ on it have another one, and partly where only the first holds. Where no two cases are alike on an attribute,
every difference in outcome goes along with it, and with every other attribute of that sort: nothing can be told apart
then. No pair of cases shows a cause.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from wijkresearch.tables import CASE_CONTRASTS, CASE_DESIGN, CASE_VALUES

ROLE = "preferred_role"
UNKNOWN = "insufficient"
"""The verdict of a case that cannot be judged: no outcome."""
NO_ATTRIBUTES = ("municipality", "name", "phase")


def list_case_values(
    municipalities: pd.DataFrame, attributes: pd.DataFrame, preferred: pd.DataFrame, answers: pd.DataFrame
) -> pd.DataFrame:
    """CASE_VALUES: every attribute of every case, its preferred role or roles, and its verdict on every answer.

    Args:
        municipalities: MUNICIPALITIES.
        attributes: CASE_ATTRIBUTES, those that people named themselves.
        preferred: PREFERRED_ROLES.
        answers: rows of VERDICTS for the claims that are shown, of which those of municipalities are taken.
    """
    columns = [name for name in municipalities if name not in NO_ATTRIBUTES]
    known = municipalities.melt("municipality", columns, var_name="name", value_name="value")
    named = attributes.rename(columns={"attribute": "name"})
    roles = preferred.dropna(subset="role").sort_values("role", kind="stable").groupby("municipality", sort=False)
    judged = answers[answers["scope"] == "municipality"].drop_duplicates(["claim", "member"])
    found = [
        pd.concat([known, named]).assign(kind="attribute"),
        roles["role"].agg(", ".join).rename("value").reset_index().assign(kind="role", name=ROLE),
        judged.rename(columns={"claim": "name", "member": "municipality", "verdict": "value"}).assign(kind="answer"),
    ]
    values = pd.concat([rows[CASE_VALUES.column_names] for rows in found], ignore_index=True)
    return CASE_VALUES.check(values.dropna(subset="value"), "values of cases")


def describe_design(values: pd.DataFrame, *, interest: str, controls: Collection[str]) -> pd.DataFrame:
    """CASE_DESIGN: what each attribute is to the design, the variable of interest first, and how it divides the cases.

    Args:
        values: CASE_VALUES.
        interest: the attribute in which the cases had to differ; empty where there is none.
        controls: the attributes on which they had to be alike.
    """
    attributes = values[values["kind"] == "attribute"]
    divisions: dict[str, frozenset[frozenset[str]]] = {
        str(name): _division(rows) for name, rows in attributes.groupby("name", sort=False)
    }
    told = [
        {
            "attribute": name,
            "design": "interest" if name == interest else "control" if name in controls else "other",
            "cases": sum(map(len, division)),
            "different": len(division),
            "as_interest": name != interest and division == divisions.get(interest),
        }
        for name, division in divisions.items()
    ]
    ordered = [row for design in ("interest", "control", "other") for row in told if row["design"] == design]
    return CASE_DESIGN.of(ordered, "design")


def _division(rows: pd.DataFrame) -> frozenset[frozenset[str]]:
    """The sets of cases that an attribute makes, whatever its values are called."""
    return frozenset(frozenset(cases) for _, cases in rows.groupby("value")["municipality"])


def contrast_cases(values: pd.DataFrame, design: pd.DataFrame) -> pd.DataFrame:
    """CASE_CONTRASTS: every attribute against every outcome, in the order of the design, in pairs of cases.

    A case without the attribute, or of which the outcome is not known, is in no pair.

    Args:
        values: CASE_VALUES.
        design: CASE_DESIGN.
    """
    outcomes = values[(values["kind"] != "attribute") & (values["value"] != UNKNOWN)]
    names = list(dict.fromkeys(values.loc[values["kind"] != "attribute", "name"]))
    attributes = values[values["kind"] == "attribute"]
    valued, known = (
        {str(name): found.set_index("municipality")["value"] for name, found in rows.groupby("name")}
        for rows in (attributes, outcomes)
    )
    nothing = pd.Series(dtype="str")
    rows = [
        {"attribute": attribute, "outcome": name, **_pairs(valued[attribute], known.get(name, nothing))}
        for attribute in design["attribute"]
        for name in names
    ]
    contrasts = pd.DataFrame(rows, columns=CASE_CONTRASTS.column_names)
    contrasts["judgement"] = [judge_contrast(row) for row in rows]
    return CASE_CONTRASTS.check(contrasts, "contrasts of cases")


def _pairs(attribute: pd.Series, outcome: pd.Series) -> dict[str, int]:
    """How many pairs of cases are alike or different on attribute and outcome; each unordered pair counts once."""
    both = pd.DataFrame({"attribute": attribute, "outcome": outcome}).dropna()
    alike, same = (_pairs_within(both.groupby(column).size()) for column in ("attribute", "outcome"))
    alike_same = _pairs_within(both.groupby(["attribute", "outcome"]).size())
    pairs = len(both) * (len(both) - 1) // 2
    return {
        "cases": len(both),
        "alike_same": alike_same,
        "alike_other": alike - alike_same,
        "different_same": same - alike_same,
        "different_other": pairs - alike - same + alike_same,
    }


def _pairs_within(sizes: pd.Series) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def judge_contrast(pairs: Mapping[str, Any]) -> str:
    """Does the outcome go along with the attribute, over all pairs of cases?

    It does not where cases that are alike on the attribute have different outcomes, or where the outcome is the same
    whatever the attribute is. It cannot be told where no two cases are alike on the attribute, or none differ.

    >>> judge_contrast({"alike_same": 1, "alike_other": 0, "different_same": 0, "different_other": 2})
    'goes_along'
    >>> judge_contrast({"alike_same": 0, "alike_other": 0, "different_same": 0, "different_other": 3})
    'cannot_be_told'
    """
    if pairs["alike_other"] or (pairs["different_same"] and not pairs["different_other"]):
        return "does_not"
    if not (pairs["alike_same"] and pairs["different_other"]):
        return "cannot_be_told"
    return "partly" if pairs["different_same"] else "goes_along"

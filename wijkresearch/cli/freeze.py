"""`wijk freeze`: write down in claims.yml what every claim and its codes' definitions say on the day of freezing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.io.read import read_study
from wijkresearch.io.settings import parse_yaml
from wijkresearch.io.store import find_root, write_text
from wijkresearch.run.plan import choose_study
from wijkresearch.steps.conclusions import check_freezes

ENTRY = re.compile(r"^- id:\s*(?P<quote>['\"]?)(?P<claim>[^\s'\"#]+)(?P=quote)\s*(?:#.*)?$")
FROZEN = re.compile(r"^  frozen:")

Claim = Annotated[list[str], typer.Option(metavar="ID", help="Only this claim; may be given more than once.")]


def freeze(
    study: StudyOption = "",
    *,
    claim: Claim = [],  # noqa: B006 - typer copies it
) -> None:
    """Freeze the claims: from now on `wijk check` reports which were edited while cases that test them are in."""
    root = find_root()
    path = choose_study(root, study) / "claims.yml"
    found = read_study(path.parent.name, root=root)
    known = list(found.claims["claims"]["claim"])
    raise_if_any(
        Problem("--claim", f"'{name}' is no claim of the study", remedy=did_you_mean(name, known))
        for name in claim
        if name not in known
    )
    now = check_freezes(found.claims, found.codebook, found.municipality_names).set_index("claim")
    today = date.today().isoformat()  # noqa: DTZ011 - the researcher's own calendar
    lines = {
        name: f"  frozen: {{claim: '{row.claim_now}', codebook: '{row.codebook_now}', date: {today}}}"
        for name, row in now.loc[claim or known].iterrows()
    }
    if lines:
        write_frozen(path, lines)
    typer.echo(f"{len(lines)} claims frozen on {today}: {path.relative_to(root).as_posix()}")


def write_frozen(path: Path, lines: Mapping[str, str]) -> None:
    """Put the line in the entry of each claim, in place of the one that was there; nothing else changes.

    Raises:
        StudyError: the file is written in a way that leaves no single line to put it; it stays as it was.
    """
    before = path.read_text(encoding="utf-8")
    after = insert_frozen(before, lines)
    entries = _entries(before)
    for claim, line in lines.items():
        entries[claim] = {**entries.get(claim, {}), **parse_yaml(line, path.name)}
    if _entries(after) != entries:
        remedy = "Begin every claim with `- id:` on a line of its own, and indent its other lines by two spaces"
        raise StudyError(Problem(path.name, "the claims cannot be frozen as they are written", remedy=remedy))
    write_text(path, after)


def _entries(text: str) -> dict[str, dict[str, Any]]:
    """The claims by id; none where the text is no YAML any more."""
    try:
        return {str(entry["id"]): entry for entry in parse_yaml(text, "")}
    except StudyError:
        return {}


def insert_frozen(text: str, lines: Mapping[str, str]) -> str:
    r"""The text of claims.yml with the lines behind the last line of the claims that they are for.

    >>> print(insert_frozen("- id: C1\n  kind: causal\n\n# more\n- id: C2\n  kind: causal", {"C1": "  frozen: {}"}))
    - id: C1
      kind: causal
      frozen: {}
    <BLANKLINE>
    # more
    - id: C2
      kind: causal
    """
    written: list[str] = []
    claim, end = "", 0
    for line in [*text.split("\n"), "- id: none"]:
        if found := ENTRY.match(line):
            if claim in lines:
                written.insert(end, lines[claim])
            claim, end = found["claim"], len(written) + 1
        elif claim in lines and FROZEN.match(line):
            continue
        elif line.startswith("  ") and line.strip():
            end = len(written) + 1
        written.append(line)
    return "\n".join(written[:-1])

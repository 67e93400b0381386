"""`wijk audit`: compare a report with the register, the transcripts and the counts of a study."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.exchange.report_text import read_report_text
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.rigour.auditing import TextAudit, audit_text
from wijkresearch.run.plan import choose_study
from wijkresearch.show import findings, text_findings
from wijkresearch.show.labels import Labels
from wijkresearch.words import say

Report = Annotated[Path, typer.Argument(help="The report: .docx, .pdf, .md or .txt.")]
AsJson = Annotated[bool, typer.Option("--json", help="Every table of the audit as JSON, for other programs.")]


def audit(file: Report, *, study: StudyOption = "", as_json: AsJson = False) -> None:
    """Compare the text of a report with a study: attributions, respondents, quotations, percentages, means."""
    root = find_root()
    read = read_study(choose_study(root, study).name, root=root)
    found = audit_text(read_report_text(file), read)
    typer.echo(audit_as_text(found, Labels.of(read)) if not as_json else audit_as_json(found))


def audit_as_text(found: TextAudit, labels: Labels) -> str:
    """The audit in Dutch, part by part."""
    parts = {
        "attributions": findings.say_attributions(found.attributions, labels),
        "repair": findings.say_repair(found.repair.steps, found.repair.checks, labels, only_one=found.repair.only_one),
        "uncited": text_findings.say_uncited(found.uncited, labels.municipalities),
        "statements": text_findings.say_statements(found.statements),
        "uncounted": text_findings.say_uncounted(found.uncounted),
        "quotations": text_findings.say_quotations(found.quotations),
        "percentages": text_findings.say_percentages(found.percentages),
        "means": text_findings.say_means(found.means),
    }
    return "\n\n".join(f"{say('audit', part)}\n\n{said}" for part, said in parts.items())


def audit_as_json(found: TextAudit) -> str:
    """Every table of the audit by name, one object per row; empty cells are null."""
    tables = {
        "attributions": found.attributions,
        "register_repairs": found.repair.steps,
        "uncited_documents": found.uncited,
        "citations": found.citations,
        "statements": found.statements,
        "uncounted_mentions": found.uncounted,
        "quotations": found.quotations,
        "percentages": found.percentages,
        "means": found.means,
    }
    rows = {name: json.loads(_records(table)) for name, table in tables.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _records(table: pd.DataFrame) -> str:
    return str(table.to_json(orient="records", force_ascii=False))

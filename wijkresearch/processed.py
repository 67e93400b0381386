"""The tables that each step leaves in `data/processed/<results>`: file, result of `Analysis`, declaration.

Nothing else says which files there are: `Analysis.save` writes them, and the report reads those that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wijkresearch import tables
from wijkresearch.tables import Table


@dataclass(frozen=True)
class Processed:
    """One file: the result of `Analysis` that it holds, such as `role_counts` or `saturation.curve`, and its table."""

    result: str
    table: Table


STEPS: Mapping[str, Mapping[str, Processed]] = MappingProxyType(
    {
        "01_case_selection": {
            "01_set_rank": Processed("chosen_set.rank", tables.SET_RANKS),
            "01_control_values": Processed("chosen_set.values", tables.CONTROL_VALUES),
            "01_density": Processed("density", tables.CASE_RATIOS),
            "01_dutch_facts": Processed("dutch_facts", tables.DUTCH_FACTS),
            "01_value_counts": Processed("chosen_set.counts", tables.VALUE_COUNTS),
            "01_pairs": Processed("chosen_set.pairs", tables.SET_PAIRS),
            "01_swaps": Processed("chosen_set.swaps", tables.SWAPS),
            "01_control_ranges": Processed("chosen_set.ranges", tables.CONTROL_RANGES),
            "01_specifications": Processed("specifications", tables.SPECIFICATIONS),
        },
        "02_coding": {
            "02_evidence": Processed("evidence", tables.EVIDENCE),
            "02_readings": Processed("readings", tables.READINGS),
            "02_code_frequencies": Processed("code_frequencies", tables.CODE_FREQUENCIES),
            "02_document_codings": Processed("document_codings", tables.DOCUMENT_CODINGS),
            "02_theory_counts": Processed("theory_counts", tables.THEORY_COUNTS),
            "02_agreement": Processed("double_coding.agreement", tables.AGREEMENT),
            "02_agreement_pairs": Processed("double_coding.pairs", tables.PAIR_AGREEMENT),
            "02_domain_agreement": Processed("double_coding.domains", tables.DOMAIN_AGREEMENT),
            "02_disagreements": Processed("double_coding.disagreements", tables.DISAGREEMENTS),
            "02_talk": Processed("talk", tables.TALK),
            "02_outdated_codings": Processed("outdated_codings", tables.OUTDATED_CODINGS),
            "02_memo_counts": Processed("memo_counts", tables.MEMO_COUNTS),
            "02_attribution_checks": Processed("printed.attributions", tables.ATTRIBUTION_CHECKS),
            "02_register_repairs": Processed("printed.repair.steps", tables.REGISTER_REPAIRS),
        },
        "03_axial_grouping": {
            "03_axial_counts": Processed("axial_counts", tables.AXIAL_COUNTS),
            "03_ungrouped_codes": Processed("ungrouped_codes", tables.UNGROUPED_CODES),
            "03_axial_cases": Processed("axial_cases", tables.AXIAL_CASES),
            "03_first_appearances": Processed("saturation.first_appearances", tables.FIRST_APPEARANCES),
            "03_saturation_curve": Processed("saturation.curve", tables.SATURATION_CURVE),
            "03_saturation_runs": Processed("saturation.runs", tables.SATURATION_RUNS),
            "03_saturation_summary": Processed("saturation.summary", tables.SATURATION_SUMMARY),
            "03_constant_comparison": Processed("constant_comparison", tables.CONSTANT_COMPARISON),
            "03_category_balance": Processed("category_balance", tables.CATEGORY_BALANCE),
            "03_new_codes": Processed("new_codes", tables.NEW_CODES),
            "03_confirmations": Processed("confirmations", tables.CONFIRMATIONS),
            "03_codebook_history": Processed("codebook_history", tables.CODEBOOK_HISTORY),
        },
        "04_role_tables": {
            "04_role_counts": Processed("role_counts", tables.ROLE_COUNTS),
            "04_preferred_roles": Processed("preferred_roles", tables.PREFERRED_ROLES),
            "04_connections": Processed("connections", tables.CONNECTIONS),
            "04_arrows": Processed("arrows", tables.ARROWS),
            "04_role_opportunities": Processed("role_opportunities", tables.ROLE_OPPORTUNITIES),
            "04_published_comparison": Processed("published_comparison", tables.PUBLISHED_COMPARISON),
            "04_column_sums": Processed("printed.column_sums", tables.COLUMN_SUMS),
            "04_column_feasibility": Processed("printed.columns", tables.COLUMN_FEASIBILITY),
            "04_guaranteed_gaps": Processed("printed.gaps", tables.GUARANTEED_GAPS),
            "04_ranking_checks": Processed("printed.rankings", tables.RANKING_CHECKS),
            "04_cell_repairs": Processed("printed.cell_repairs", tables.CELL_REPAIRS),
            "04_second_reading": Processed("role_changes", tables.READING_CHANGES),
        },
        "05_conclusions": {
            "05_verdicts": Processed("verdicts", tables.VERDICTS),
            "05_verdict_evidence": Processed("verdict_evidence", tables.VERDICT_EVIDENCE),
            "05_claim_asking": Processed("asking", tables.CLAIM_ASKING),
            "05_claim_respondents": Processed("claim_respondents", tables.CLAIM_RESPONDENTS),
            "05_denominators": Processed("denominators", tables.DENOMINATORS),
            "05_claim_basis": Processed("claim_basis", tables.CLAIM_BASIS),
            "05_composition": Processed("composition", tables.COMPOSITION),
            "05_tipping": Processed("tipping", tables.TIPPING),
            "05_robustness": Processed("robustness", tables.ROBUSTNESS),
            "05_triangulation": Processed("sources.grid", tables.TRIANGULATION),
            "05_negative_cases": Processed("sources.negative_cases", tables.NEGATIVE_CASES),
            "05_negative_respondents": Processed("sources.negative_respondents", tables.NEGATIVE_RESPONDENTS),
            "05_methods": Processed("sources.methods", tables.METHODS),
            "05_quote_balance": Processed("sources.quotes", tables.QUOTE_BALANCE),
            "05_second_reading": Processed("verdict_changes", tables.REREAD_VERDICTS),
            "05_published_support": Processed("published_support", tables.PUBLISHED_SUPPORT),
            "05_replication": Processed("replication", tables.REPLICATION),
            "05_recommendations": Processed("recommendations", tables.RECOMMENDATIONS),
            "05_case_changes": Processed("case_changes", tables.CASE_CHANGES),
            "05_case_values": Processed("case_values", tables.CASE_VALUES),
            "05_case_design": Processed("case_design", tables.CASE_DESIGN),
            "05_case_contrasts": Processed("case_contrasts", tables.CASE_CONTRASTS),
        },
    }
)
"""Step, called after its notebook, to the files that it leaves, each by its stem."""

PROCESSED: Mapping[str, Processed] = MappingProxyType(
    {stem: file for step in STEPS.values() for stem, file in step.items()}
)
"""Every file by its stem."""

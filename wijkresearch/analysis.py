"""The analysis of one released study: every result of the method once, in the order of its five steps.

The body of `Analysis` is the table of contents of the method. A result is computed from the study when it is asked for,
once, and kept; it asks other results by their names, never files, so that any of them can be had alone:

>>> analysis = open_analysis("wijkverbinders")
>>> analysis.preferred_roles[["municipality", "role", "segments", "case_segments", "lead"]]
            municipality                    role  segments  case_segments  lead
0                katwijk                  fikser        14             40     5
1  leidschendam-voorburg           bruggenbouwer        34             80    16
2              maassluis  innovatieve_ondernemer        21             40    13

A second reading is the same object with another coder first (`read_by`). What a step leaves behind is declared in
`processed` and written by `save`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, Self, TypeVar, overload

import pandas as pd

from wijkresearch import case_sets, coder_agreement
from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.io.read import read_candidates, read_study
from wijkresearch.io.store import write_table
from wijkresearch.printed_audit import compare_ratios
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.quoting import Quoting
from wijkresearch.privacy.release import release, release_candidates
from wijkresearch.processed import PROCESSED, STEPS
from wijkresearch.rigour import (
    co_occurrence,
    comparison,
    dutch_facts,
    finding_back,
    fingerprints,
    memos,
    talk,
    triangulation,
    word_search,
)
from wijkresearch.rigour.auditing import PrintedAudit, audit_printed
from wijkresearch.rigour.double_coding import DoubleCoding, compare_double_coding, has_turns
from wijkresearch.rigour.saturation import Saturation, follow_saturation
from wijkresearch.steps import axial_grouping, coding, conclusions, connections, contrasts, role_tables, theory
from wijkresearch.study import AGREED, BEFORE, Study
from wijkresearch.tables import ROLE_COUNTS
from wijkresearch.tables.claims import ClaimTables

EVERYWHERE = "Nederland"
DENSITY = "density_total"
MOST_GIVEN = 20
TYPICAL = 5
"""Words that are tried where nobody says which words belong to a code."""
SEED = 2024
"""Of whatever is drawn by chance: the same study gives the same intervals."""

Made = TypeVar("Made")


class result(cached_property[Made]):  # noqa: N801 - stands where `property` would
    """A property that is computed once; who asks gets a copy of its own, so that the analysis stays as it was made."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Made: ...
    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> Self | Made:
        """The result, computed where nobody asked before."""
        return self if instance is None else _own_copy(super().__get__(instance, owner))

    def __set__(self, instance: object, value: object) -> None:
        """Refuse: a result is never given. Having this method, it is also asked every time, and hands out a copy."""
        raise FrozenInstanceError(self.attrname)


def _own_copy(made: Any) -> Any:
    """The same tables, in copies that share their values until somebody changes them."""
    if isinstance(made, pd.DataFrame):
        return made.copy(deep=False)
    if is_dataclass(made) and not isinstance(made, type):
        return replace(made, **{part.name: _own_copy(getattr(made, part.name)) for part in fields(made)})
    return made


def open_analysis(study: str, municipalities: str = "", *, root: Path | None = None) -> Analysis:
    """The analysis of a study: read whole, released, and then limited to the municipalities that are named.

    Args:
        study: the folder in `data/raw`.
        municipalities: public ids of cases, separated by commas; all cases when empty.
        root: the project's folder; found from the working folder by default.

    Raises:
        StudyError: lists every problem in the study's folder, or a municipality that is not in the study.
    """
    whole = read_study(study, root=root)
    return Analysis(release(whole), municipalities, root=root, gate=Gate.of(whole))


@dataclass(frozen=True, eq=False)
class Analysis:
    """Every result of the method on one released study.

    Attributes:
        whole: the released study with all its cases; what was printed is about these, and so is their selection.
        municipalities: public ids of the cases that the results are about, separated by commas; all when empty.
        coders: ids of coders; a document counts as the first of them read it, and before that as coders agreed
            on it where `agreed` comes earlier. When empty: `agreed`, and then the order of study.yml.
        root: the project's folder; found from the working folder by default.
        gate: of the study as it was read, for the words of passages; without it none are shown.
    """

    whole: Study
    municipalities: str = ""
    coders: tuple[str, ...] = ()
    root: Path | None = field(default=None, repr=False)
    gate: Gate | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a study that was not released, and municipalities that are not in it."""
        if not isinstance(self.whole, Study):
            remedy = "Take what release(...) makes of it, or open_analysis"
            raise StudyError(Problem("analysis", f"a {type(self.whole).__name__}", "a released study", remedy))
        self.whole.choose(self.municipalities)

    @cached_property
    def study(self) -> Study:
        """The released study with the cases that the results are about."""
        return self.whole.choose(self.municipalities)

    # Step 1: case selection. It is always about the whole study; a case that may not be named stays out of it.

    @result
    def candidates(self) -> pd.DataFrame:
        """FRAME with densities: the municipalities that could have been chosen."""
        frame = read_candidates(self.whole, root=self.root)
        return case_sets.derive_controls(release_candidates(frame, self.whole))

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        """Name to candidates: those near the cases, which the rank is among, and then all of them."""
        name, nearby = case_sets.narrow_frame(self.candidates, self.whole.named_municipalities, otherwise=EVERYWHERE)
        return {name: nearby, EVERYWHERE: self.candidates}

    @cached_property
    def chosen(self) -> tuple[str, ...]:
        """The names of the cases among the candidates near them."""
        nearby = next(iter(self._frames.values()))["municipality"]
        return tuple(nearby[nearby.isin(self.whole.municipalities["name"])])

    @cached_property
    def controls(self) -> tuple[str, ...]:
        """The columns on which candidates are compared, as study.yml says."""
        return tuple(self.whole.settings["selection"]["frame_controls"])

    @result
    def chosen_set(self) -> case_sets.ChosenSet:
        """The chosen cases among all sets that could have been chosen: their rank, pairs, swaps and ranges."""
        frame, nearby = next(iter(self._frames.items()))
        return case_sets.describe_chosen(nearby, self.chosen, controls=self.controls, frame=frame)

    @cached_property
    def placed_on(self) -> str:
        """The column on which all candidates are shown: the last control, or density where there is none."""
        return [DENSITY, *self.controls][-1]

    @result
    def candidate_places(self) -> pd.DataFrame:
        """CANDIDATE_PLACES: every candidate with its province, on the column `placed_on`."""
        return case_sets.locate_candidates(self.candidates, self.chosen, on=self.placed_on)

    @result
    def specifications(self) -> pd.DataFrame:
        """SPECIFICATIONS: the rank of the chosen cases under other frames, controls and distances."""
        control_sets = [self.controls, *self.whole.settings["selection"]["other_controls"]]
        rule = case_sets.SetRule(size=len(self.chosen))
        return case_sets.compare_specifications(
            self._frames, id_column="municipality", control_sets=control_sets, rule=rule, chosen=self.chosen
        )

    @result
    def density(self) -> pd.DataFrame:
        """CASE_RATIOS: inhabitants per km² of each case of which both are known, beside the mean of the others."""
        measures = ["inhabitants", "area_km2"]
        known = self.whole.named_municipalities.dropna(subset=measures)
        return compare_ratios(known.melt(["municipality"], measures, "measure", "printed"), *measures)

    @result
    def dutch_facts(self) -> pd.DataFrame:
        """DUTCH_FACTS: council seats and aldermen of the cases of which they are known, held against the law."""
        cases = self.whole.municipalities.dropna(subset=["council_seats", "aldermen", "inhabitants"])
        known = cases[cases["name"].isin(self.candidates["municipality"])]
        return dutch_facts.check_dutch_facts(known, self.candidates)

    # Step 2: coding.

    @result
    def evidence(self) -> pd.DataFrame:
        """EVIDENCE: every coding of every coder, with what is known of its document and its code.

        >>> from wijkresearch.example import example_study
        >>> analysis = Analysis(release(example_study()))
        >>> analysis.study.segments.loc[:1, ["document", "start", "end", "code", "coder"]]
          document  start  end               code coder
        0       D1     53   95  luisteraar_buiten   een
        1       D1    145  187    makelaar_buiten   een
        >>> analysis.evidence.loc[:1, ["segment", "code", "coder", "municipality", "role", "world"]]
            segment               code coder municipality        role   world
        0  D1:53-95  luisteraar_buiten   een       aardam  luisteraar  buiten
        1  D1:53-95    weer_en_verkeer   een       aardam         NaN     NaN
        """
        return coding.join_evidence(self.study.codings, self.study.documents, self.study.codebook)

    @result
    def reading(self) -> pd.DataFrame:
        """EVIDENCE of one coder per document, and of what coders agreed on: what all below is counted on, each once."""
        return coding.select_reading(self.evidence, self._order_of_coders, self.study.settled)

    @result
    def readings(self) -> pd.DataFrame:
        """READINGS: per document whose reading counts, who else coded it, and on how much coders decided together."""
        order, decisions = self._order_of_coders, self.study.settled
        return coding.list_readings(self.evidence, self.study.documents, order, decisions)

    @result
    def code_frequencies(self) -> pd.DataFrame:
        """CODE_FREQUENCIES: how often each code was given in each document."""
        return coding.count_code_frequencies(self.reading)

    @result
    def document_codings(self) -> pd.DataFrame:
        """DOCUMENT_CODINGS: how much was coded in each document."""
        return coding.describe_documents(self.reading, self.study.documents)

    @result
    def most_given(self) -> pd.DataFrame:
        """MOST_GIVEN: the open codes without a role that were given most."""
        return coding.list_most_given(self.code_frequencies, self.study.codebook, kind="open", most=MOST_GIVEN)

    @result
    def theory_counts(self) -> pd.DataFrame:
        """THEORY_COUNTS: passages and respondents per code from theory and case, zeros kept.

        >>> from wijkresearch.example import example_study
        >>> counts = Analysis(release(example_study())).theory_counts
        >>> counts.loc[counts["municipality"] == "bosrade", ["code", "segments", "branch_respondents", "interviews"]]
                 code  segments  branch_respondents  interviews
        1  luisteraar         0                   0           3
        3    makelaar         0                   0           3
        5   verkenner         0                   0           3
        """
        cases = list(self.study.municipality_names)
        return theory.count_theory(self.reading, self.study.documents, self.study.codebook, cases)

    @result
    def double_coding(self) -> DoubleCoding:
        """What two coders made of the documents that both coded: coefficients, intervals and every disagreement."""
        return compare_double_coding(self.study, self._own_evidence, seed=SEED)

    @result
    def talk(self) -> pd.DataFrame:
        """TALK: what became of every difference between coders when they talked, and what is still open."""
        return talk.follow_talk(self.double_coding.disagreements, self.evidence, self.study.settled)

    @cached_property
    def _own_evidence(self) -> pd.DataFrame:
        """EVIDENCE of what coders read by themselves: what they agreed on afterwards says nothing of agreement."""
        return self.evidence[self.evidence["coder"] != AGREED].reset_index(drop=True)

    @result
    def coded_passages(self) -> pd.DataFrame:
        """CODED_PASSAGES of the documents that several people coded, to draw their passages under each other."""
        coders, lengths = self.study.ids("coders"), self.study.transcripts.lengths()
        several = coder_agreement.double_coded_documents(self._own_evidence, coders)
        documents = [document for document in several if has_turns(self.study, document)]
        return coder_agreement.list_coded_passages(self._own_evidence, lengths, coders=coders, documents=documents)

    @result
    def outdated_codings(self) -> pd.DataFrame:
        """OUTDATED_CODINGS: codings that were given under another definition than the codebook has now."""
        return fingerprints.list_outdated_codings(self.evidence, self.study.codebook)

    @result
    def memos(self) -> pd.DataFrame:
        """MEMOS: what every coder noted, for the owner of the files; no step writes it and no page shows it."""
        return memos.list_memos(self.study.segments, self.study.documents, self.study.document_memos)

    @result
    def memo_counts(self) -> pd.DataFrame:
        """MEMO_COUNTS: how many memos there are per code, case and kind."""
        return memos.count_memos(self.memos)

    @result
    def printed(self) -> PrintedAudit:
        """What adds up of the printed tables and attributions, and what does not; about the whole study."""
        return audit_printed(self.whole)

    # Step 3: axial grouping.

    @result
    def data_structure(self) -> pd.DataFrame:
        """DATA_STRUCTURE: open codes in axial categories and selective themes, as people grouped them."""
        return self.study.data_structure

    @result
    def axial_counts(self) -> pd.DataFrame:
        """AXIAL_COUNTS: passages and respondents per open code and case, zeros kept."""
        cases = list(self.study.municipality_names)
        return axial_grouping.count_axial_groups(self.reading, self.data_structure, cases)

    @result
    def axial_cases(self) -> pd.DataFrame:
        """AXIAL_CASES: how often each axial category was coded in each case.

        >>> from wijkresearch.example import example_study
        >>> Analysis(release(example_study())).axial_cases.drop(columns="selective_theme")
          axial_category municipality  segments  codes
        0  Rollen buiten       aardam         6      2
        1  Rollen buiten      bosrade         7      2
        2  Rollen binnen       aardam         6      2
        3  Rollen binnen      bosrade         2      1
        """
        return axial_grouping.count_axial_cases(self.axial_counts)

    @result
    def ungrouped_codes(self) -> pd.DataFrame:
        """UNGROUPED_CODES: open codes that were given and stand outside the data structure."""
        return axial_grouping.list_ungrouped_codes(self.reading, self.data_structure, self.study.codebook)

    @result
    def interviews(self) -> pd.DataFrame:
        """EVIDENCE of the interviews in the reading, without observations."""
        return self.reading[self.reading["kind"] == "interview"]

    @result
    def saturation(self) -> Saturation:
        """What every interview added."""
        return follow_saturation(self.study, self.interviews, seed=SEED)

    @cached_property
    def cases_as_coded(self) -> tuple[str, ...]:
        """The cases with coded interviews, in the order of coding: a case comes where its last interview was coded."""
        return tuple(comparison.order_cases(self.interviews))

    @result
    def constant_comparison(self) -> pd.DataFrame:
        """CONSTANT_COMPARISON: passages of two cases under one code, to be read; of many cases only neighbours."""
        return comparison.compare_pairs(
            self.interviews, self.data_structure, comparison.pair_cases(self.cases_as_coded)
        )

    def compare_cases(self, one: str, other: str) -> pd.DataFrame:
        """CONSTANT_COMPARISON of any two cases, whichever of them was coded first.

        Raises:
            StudyError: a case has no coded interviews.

        >>> from wijkresearch.example import example_study
        >>> beside = Analysis(release(example_study())).compare_cases("bosrade", "aardam")
        >>> beside.loc[beside["comparison"] != "both", ["earlier", "code", "comparison"]].drop_duplicates()
          earlier               code    comparison
        8  aardam  luisteraar_binnen  only_earlier
        """
        pair = sorted((one, other), key=lambda case: [*self.cases_as_coded, case].index(case))
        return comparison.compare_pairs(self.interviews, self.data_structure, [(pair[0], pair[1])])

    @result
    def category_balance(self) -> pd.DataFrame:
        """CATEGORY_BALANCE: how many passages and codes of every two cases there are to compare."""
        pairs = comparison.pair_cases(self.cases_as_coded)
        return comparison.count_comparable(self.interviews, self.data_structure, pairs)

    @cached_property
    def _dated_codes(self) -> pd.DataFrame:
        return comparison.date_codes(self.study.codebook, self.interviews)

    def data_structure_before(self, case: str) -> pd.DataFrame:
        """DATA_STRUCTURE as it was before a case: without the codes that were made in its coding, or later.

        Raises:
            StudyError: a case has no coded interviews.
        """
        return comparison.structure_before(self.data_structure, self._dated_codes, self.cases_as_coded, case)

    @result
    def new_codes(self) -> pd.DataFrame:
        """NEW_CODES: the open codes that were made in the coding of each case, grouped or not."""
        return comparison.list_new_codes(
            self.study.codebook, self.data_structure, self._dated_codes, self.cases_as_coded
        )

    @result
    def confirmations(self) -> pd.DataFrame:
        """CONFIRMATIONS: does each case confirm the structure as it was before it, or add to it?"""
        return comparison.judge_confirmations(self.interviews, self.data_structure, self._dated_codes, self.new_codes)

    @result
    def codebook_history(self) -> pd.DataFrame:
        """CODEBOOK_HISTORY: what changed in the codebook, when and why, as far as people wrote it down."""
        return self.study.codebook_history

    # Step 4: role tables.

    @cached_property
    def _cells(self) -> tuple[list[str], list[str], list[str]]:
        return list(self.study.municipality_names), self.study.ids("worlds"), self.study.ids("roles")

    @result
    def role_counts(self) -> pd.DataFrame:
        """ROLE_COUNTS: how often each role was coded in each world and case, as count, share and dots.

        >>> from wijkresearch.example import example_study
        >>> counts = Analysis(release(example_study())).role_counts
        >>> counts.loc[counts["municipality"] == "bosrade", ["world", "role", "segments", "column_segments", "dots"]]
             world        role  segments  column_segments  dots
        3   buiten  luisteraar         1                7   1.5
        4   buiten    makelaar         6                7   8.5
        5   buiten   verkenner         0                7   0.0
        9   binnen  luisteraar         0                2   0.0
        10  binnen    makelaar         2                2  10.0
        11  binnen   verkenner         0                2   0.0
        """
        cases, worlds, roles = self._cells
        return role_tables.count_roles(
            self.reading, self.study.documents, municipalities=cases, worlds=worlds, roles=roles, **self._dots
        )

    @cached_property
    def _dots(self) -> dict[str, Any]:
        """How many dots fill a column, and the smallest part of one, as study.yml says."""
        thresholds = self.study.settings["thresholds"]
        return {"per_column": thresholds["dots_per_column"], "step": Fraction(str(thresholds["dot_step"]))}

    @result
    def preferred_roles(self) -> pd.DataFrame:
        """PREFERRED_ROLES: the role or roles that were coded most in each case, and by how much.

        >>> from wijkresearch.example import example_study
        >>> Analysis(release(example_study())).preferred_roles.drop(columns="share")
          municipality        role  segments  case_segments  lead    tie
        0       aardam  luisteraar         7             12     2  False
        1      bosrade    makelaar         8              9     7  False
        """
        return role_tables.find_preferred_roles(self.role_counts)

    @result
    def courses(self) -> pd.DataFrame:
        """COURSES: every role passage with how it ended and who sought whom."""
        return connections.join_courses(self.reading)

    @result
    def course_counts(self) -> pd.DataFrame:
        """COURSE_COUNTS: role passages per case, role, world, direction and outcome, zeros kept."""
        derived = list(self.study.municipalities.query("phase == 'derivation'")["municipality"])
        directions = list(self.study.codebook.query("kind == 'direction'")["code"])
        cases, worlds, roles = self._cells
        return connections.count_courses(
            self.courses, municipalities=cases, derived_from=derived, roles=roles, worlds=worlds, directions=directions
        )

    @result
    def connections(self) -> pd.DataFrame:
        """CONNECTIONS: for every role and world, what more than half of the passages say of how it ended."""
        return connections.judge_connections(self.course_counts)

    @result
    def arrows(self) -> pd.DataFrame:
        """ARROWS: the same for every role and direction."""
        return connections.judge_arrows(self.course_counts)

    @result
    def role_opportunities(self) -> pd.DataFrame:
        """ROLE_OPPORTUNITIES: how many indicators the codebook gives each role."""
        return role_tables.count_opportunities(self.study.codebook, self.study.ids("roles"))

    @result
    def published_comparison(self) -> pd.DataFrame:
        """PUBLISHED_COMPARISON: every printed cell of a role table beside the recomputed one."""
        return role_tables.compare_with_published(self.role_counts, self.study.published["dots"], **self._dots)

    @result
    def role_changes(self) -> pd.DataFrame:
        """READING_CHANGES: the role tables of every other reading beside these."""
        others = {coder: again.role_counts for coder, again in self.other_readings.items()}
        return coder_agreement.compare_other_readings(
            self.role_counts, others, key=ROLE_COUNTS.key, numbers=["segments", "dots"]
        )

    # Step 5: conclusions.

    @cached_property
    def _claimed(self) -> tuple[ClaimTables, conclusions.Record]:
        study = self.study
        record = conclusions.Record(self.reading, self.courses, study.documents, study.codebook, study.viewpoints)
        return {**study.claims, "claim_asking": self.asking}, record

    def _leaving(self, rows: pd.DataFrame) -> pd.DataFrame:
        """A table without the rows that would tell a perspective which is not told."""
        for column in ("document", "member", "item", "perspective"):
            if {"claim", column} <= set(rows.columns):
                rows = conclusions.leave_out_untold(rows, *self._claimed, column=column)
        return rows

    @result
    def verdicts(self) -> pd.DataFrame:
        """VERDICTS: every claim judged by its own rule, over all cases and on each.

        >>> verdicts = open_analysis("wijkverbinders").verdicts
        >>> verdicts.loc[2:4, ["claim", "phase", "member", "verdict", "support", "asked"]]
          claim       phase         member        verdict  support  asked
        2   C02  derivation            all      supported        5      8
        3   C02  derivation  wijkverbinder      supported        5      8
        4   C02  derivation        katwijk  not_supported        1      3
        """
        return conclusions.answer_claims(*self._claimed)

    @result
    def verdict_evidence(self) -> pd.DataFrame:
        """VERDICT_EVIDENCE: the passages for and against every claim."""
        return conclusions.list_evidence(*self._claimed)

    @result
    def asking(self) -> pd.DataFrame:
        """CLAIM_ASKING: who was asked about every claim, by the topic list and what was raised, and how that is known.

        >>> asking = open_analysis("wijkverbinders").asking
        >>> asking[asking["claim"].isin(["C02", "B10"]) & (asking["document"] == "D1")].reset_index(drop=True)
          claim document   asking  basis        topics
        0   C02       D1      yes  guide  functietitel
        1   B10       D1  unknown   none           NaN
        """
        return conclusions.list_asking(
            self.study.claims, self.study.guide, self.reading, self.study.documents, self.study.codebook
        )

    @result
    def claim_respondents(self) -> pd.DataFrame:
        """CLAIM_RESPONDENTS: who was asked about every claim, and what they say."""
        return conclusions.list_respondents(*self._claimed)

    @result
    def denominators(self) -> pd.DataFrame:
        """DENOMINATORS: per interview how many claims count it, and why none does."""
        return conclusions.count_denominators(*self._claimed)

    @result
    def claim_basis(self) -> pd.DataFrame:
        """CLAIM_BASIS: everything that the verdicts rest on, by fingerprint."""
        return conclusions.list_basis(*self._claimed, self.study.transcripts)

    @result
    def composition(self) -> pd.DataFrame:
        """COMPOSITION: how the answers follow from their parts."""
        return conclusions.explain_composition(self.study.claims, self.verdicts)

    @result
    def tipping(self) -> pd.DataFrame:
        """TIPPING: the smallest change of codings that gives each claim another verdict."""
        return conclusions.list_tips(*self._claimed, self.verdicts)

    @result
    def robustness(self) -> pd.DataFrame:
        """ROBUSTNESS: each verdict without each respondent, case and perspective in turn."""
        return conclusions.compare_left_out(*self._claimed)

    @result
    def sources(self) -> triangulation.Sources:
        """Who supports, who counters, who was not asked; interviews beside observations; who is quoted."""
        heard, passages = self.claim_respondents, self.verdict_evidence
        told = triangulation.compare_sources(self.study, self._leaving(heard), self._leaving(passages))
        whole = triangulation.triangulate(heard, passages, self.study.documents)
        return replace(told, grid=self._leaving(told.grid), methods=triangulation.compare_methods(whole))

    @result
    def summaries(self) -> pd.DataFrame:
        """SUMMARIES: what the analysts wrote themselves, of conclusions and themes by case and document."""
        left = self._leaving(self.study.summaries.rename(columns={"row": "claim"}))
        return left.rename(columns={"claim": "row"})

    @result
    def verdict_changes(self) -> pd.DataFrame:
        """REREAD_VERDICTS: the verdicts of every other reading beside these."""
        others = {coder: again.verdicts for coder, again in self.other_readings.items()}
        return conclusions.compare_reread(self.verdicts, others)

    @result
    def published_support(self) -> pd.DataFrame:
        """PUBLISHED_SUPPORT: every printed number of respondents beside the recount."""
        statements = self.study.published["statements"]
        return conclusions.compare_with_statements(self.verdicts, self.study.claims, statements)

    @result
    def replication(self) -> pd.DataFrame:
        """REPLICATION: per claim the cases in which it holds by itself, derivation and test apart."""
        return conclusions.compare_cases(self.verdicts, self.study.claims["claim_expectations"])

    @result
    def case_changes(self) -> pd.DataFrame:
        """CASE_CHANGES: what every case that a claim was not derived from does to it."""
        return conclusions.compare_with_new_case(self.verdicts, self.study.claims["claim_expectations"])

    @result
    def recommendations(self) -> pd.DataFrame:
        """RECOMMENDATIONS: in which cases the reason of each is found, what comes first, what speaks against it."""
        return conclusions.list_recommendations(self.study.claims, self.verdicts)

    @result
    def case_values(self) -> pd.DataFrame:
        """CASE_VALUES: attributes of the cases beside their preferred roles and the verdicts on every answer."""
        claims = self.study.claims["claims"]
        answers = self.verdicts[self.verdicts["claim"].isin(claims.loc[claims["composite"], "claim"])]
        study = self.study
        return contrasts.list_case_values(study.municipalities, study.attributes, self.preferred_roles, answers)

    @result
    def case_design(self) -> pd.DataFrame:
        """CASE_DESIGN: what every attribute is to the design, and how it divides the cases."""
        selection = self.study.settings["selection"]
        interest = selection.get("variable_of_interest", "")
        return contrasts.describe_design(self.case_values, interest=interest, controls=selection["controls"])

    @result
    def case_contrasts(self) -> pd.DataFrame:
        """CASE_CONTRASTS: which outcomes go along with which attributes, in pairs of cases.

        >>> made = open_analysis("wijkverbinders").case_contrasts
        >>> made[made["outcome"] == "preferred_role"].set_index("attribute")["judgement"].to_dict()["official_title"]
        'cannot_be_told'
        """
        return contrasts.contrast_cases(self.case_values, self.case_design)

    # Finding back: what was coded, on the reading that counts. A code is asked for by its id or its label.

    def passages(
        self,
        codes: str | Iterable[str] = (),
        *,
        beside: str | Iterable[str] = (),
        near: int = 0,
        under: bool = False,
        **where: str,
    ) -> pd.DataFrame:
        """FOUND_PASSAGES: the passages with one of these codes, as far as everything else that is asked holds.

        >>> from wijkresearch.example import example_study
        >>> analysis = Analysis(release(example_study()))
        >>> analysis.passages("weer_en_verkeer", beside="luisteraar_buiten")[["segment", "municipality", "codes"]]
            segment municipality            codes
        0  D1:53-95       aardam  weer_en_verkeer

        Args:
            codes: ids or labels; passages with any code where none is given.
            beside: only passages that overlap one with one of these codes.
            near: these may also be fewer than so many characters away.
            under: do codes that stand below one of `codes` in the codebook count as that code?
            where: `municipality`, `perspective`, `outcome` (of the passage itself) and `text`: words that the passage
                holds, separated by commas, `*` for any letters.

        Raises:
            StudyError: lists everything that the study has not got.
        """
        asked = {**where, "codes": codes, "beside": beside}
        wanted = finding_back.want(self.study, asked, near=near, under=under)
        return finding_back.find_passages(self.reading, wanted, self.study.transcripts)

    def find_words(
        self, text: str, codes: str | Iterable[str] = (), *, under: bool = False, questions: bool = False
    ) -> pd.DataFrame:
        """WORDS_FOUND: where respondents use these words, in passages with one of the codes and outside them.

        Args:
            text: the words, separated by commas; `escal*` is every word that begins like that.
            codes: ids or labels; all codes where none is given.
            under: as for `passages`.
            questions: are the interviewer's turns searched too?

        Raises:
            StudyError: as for `passages`.
        """
        study, wanted = self.study, self._codes(codes, under=under)
        return word_search.find_words(
            study.transcripts, text, turns=study.turns, reading=self.reading, codes=wanted, cases=self._case_of,
            questions=questions,
        )  # fmt: skip

    def missed_words(self, codes: str | Iterable[str], text: str = "", *, under: bool = False) -> pd.DataFrame:
        """MISSED_WORDS: how often each word is used in passages with a code and outside them, per document.

        Args:
            codes: ids or labels.
            text: the words; those that are typical of the passages where none is given.
            under: as for `passages`.

        Raises:
            StudyError: as for `passages`; or no word is typical of the code.
        """
        words = text or ", ".join(self.typical_words(codes, under=under)["word"])
        if not words:
            remedy = "Say yourself which words to look for, such as escal*"
            raise StudyError(Problem("passages", "no word is typical of these passages", remedy=remedy))
        found = self.find_words(words, codes, under=under)
        cases = {document: case for document, case in self._case_of.items() if document in self.study.transcripts}
        return word_search.count_missed(found, word_search.split_words(words), cases)

    def typical_words(self, codes: str | Iterable[str], *, under: bool = False) -> pd.DataFrame:
        """TYPICAL_WORDS: what stands out in passages with a code, of words that several quotable respondents use."""
        study, found = self.study, self.passages(codes, under=under)
        shown = [document for document in study.transcripts if self.quoting.may_quote(document)]
        return word_search.find_typical(study.transcripts, study.turns, found, shown=shown, most=TYPICAL)

    def code_documents(self, codes: str | Iterable[str] = ()) -> pd.DataFrame:
        """CODE_FREQUENCIES with zeros: how often these codes were given in every document; all codes by default."""
        kinds = self.study.codebook.set_index("code")["kind"]
        wanted = kinds[self._codes(codes) or list(kinds.index)]
        return finding_back.count_in_documents(self.reading, self.study.documents, wanted)

    def codes_by(self, attribute: str, codes: str | Iterable[str] = ()) -> pd.DataFrame:
        """CODES_BY_ATTRIBUTE: how often these codes were given by perspective, kind, municipality, phase and so on.

        Args:
            attribute: a column of the register or of the cases, or an attribute of people's own in municipality.yml.
            codes: ids or labels; all codes by default.

        Raises:
            StudyError: there is no such attribute or code.
        """
        values = finding_back.value_of_documents(self.study, attribute)
        return finding_back.count_by_attribute(
            self.reading, values, self._in_codebook(codes), attribute=attribute, interviews=self._interviewed
        )

    def co_occurrences(self, codes: str | Iterable[str] = ()) -> pd.DataFrame:
        """CO_OCCURRENCES: which of these codes come together, how often, and in how many interviews."""
        counted, wanted = self._together(codes)
        return co_occurrence.add_up(counted, wanted, self.study.documents)

    def document_co_occurrences(self, codes: str | Iterable[str] = ()) -> pd.DataFrame:
        """DOCUMENT_CO_OCCURRENCES: the same by respondent: in which documents these codes come together."""
        counted, wanted = self._together(codes)
        return co_occurrence.list_by_document(counted, wanted, self.study.documents)

    def _together(self, codes: str | Iterable[str]) -> tuple[pd.DataFrame, list[str]]:
        wanted, study = self._in_codebook(codes), self.study
        return co_occurrence.count_together(self.reading, study.turns, wanted, study.documents["document"]), wanted

    @cached_property
    def quoting(self) -> Quoting:
        """Shows words of coded passages, and words in context, of who may be quoted."""
        return Quoting(self.gate, self.whole.transcripts, self.whole.turns, coded=self.evidence["segment"])

    def _codes(self, codes: str | Iterable[str], *, under: bool = False) -> list[str]:
        return list(finding_back.want(self.study, {"codes": codes}, under=under).codes)

    def _in_codebook(self, codes: str | Iterable[str]) -> list[str]:
        """The codes that are asked for in the order of the codebook; all of them by default."""
        wanted = self._codes(codes)
        return [code for code in self.study.codebook["code"] if code in wanted or not wanted]

    @cached_property
    def _case_of(self) -> dict[str, str]:
        return self.study.municipality_of

    @cached_property
    def _interviewed(self) -> list[str]:
        documents = self.study.documents
        return list(documents.loc[documents["kind"] == "interview", "document"])

    # Another reading, and what is written.

    def read_by(self, coder: str) -> Analysis:
        """The same analysis as this coder read the study; other documents keep the reading that they had.

        Raises:
            StudyError: there is no such coder.

        >>> from wijkresearch.example import example_study
        >>> analysis = Analysis(release(example_study()))
        >>> analysis.read_by("twee").preferred_roles.drop(columns="share")
          municipality        role  segments  case_segments  lead    tie
        0       aardam  luisteraar         5             10     0   True
        1       aardam    makelaar         5             10     0   True
        2      bosrade    makelaar         8              9     7  False
        """
        listed = self._order_of_coders
        known = [*listed, *sorted(set(self.study.codings["coder"]) - set(listed))]
        _check_known("coder", coder, [name for name in known if name != AGREED])
        return replace(self, coders=(coder, *(other for other in known if other != coder)))

    @cached_property
    def other_readings(self) -> dict[str, Analysis]:
        """Coder to the analysis as that coder read the study, for each whose reading is not the usual one somewhere.

        Where coders decided on something together, the reading before that is one of them, under `BEFORE`.
        """
        listed = self._order_of_coders
        others = {coder: self.read_by(coder) for coder in coding.list_other_readers(self.evidence, listed)}
        if self.readings["settled"].notna().any():
            others[BEFORE] = replace(self, coders=(*(coder for coder in listed if coder != AGREED), AGREED))
        return others

    @property
    def _order_of_coders(self) -> list[str]:
        return list(self.coders or (AGREED, *self.study.ids("coders")))

    def table(self, stem: str) -> pd.DataFrame:
        """What a file of `data/processed` holds, such as `04_role_counts`: computed here, not read.

        It may leave the study: it lists nobody under a claim that tells what else is not told of them. The result
        itself, such as `claim_respondents`, is whole.

        Raises:
            StudyError: no step writes such a file.
        """
        _check_known("table", stem, PROCESSED)
        found: pd.DataFrame = attrgetter(PROCESSED[stem].result)(self)
        return self._leaving(found)

    def save(self, step: str, results: str) -> list[Path]:
        """Write every table of a step, such as `04_role_tables`, in `data/processed/<results>`; what was written.

        Nothing is written before every table of the step is there.

        Raises:
            StudyError: there is no such step, or a table does not conform to its declaration.
        """
        _check_known("step", step, STEPS)
        made = {stem: self.table(stem) for stem in STEPS[step]}
        return [write_table(rows, PROCESSED[stem].table, stem, results, root=self.root) for stem, rows in made.items()]


def _check_known(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        expected = f"one of {', '.join(known)}"
        raise StudyError(Problem("analysis", f"there is no {kind} '{name}'", expected, did_you_mean(name, known)))


__test__ = {name: made.__doc__ or "" for name, made in vars(Analysis).items() if isinstance(made, cached_property)}
"""The examples above, where doctest would not look for them: in properties that are computed once."""

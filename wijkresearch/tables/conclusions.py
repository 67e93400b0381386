"""The tables of step 5: who speaks for and against each claim, the verdicts, how firm they are and what changed."""

import pandas as pd

from wijkresearch.schema import Column, Table
from wijkresearch.tables.claims import CLAIM

VERDICT_WORDS = ("supported", "partly_supported", "mixed", "not_supported", "contradicted", "insufficient")
UNITS = ("respondents", "observations", "passages", "cases", "parts")
LABEL_WORDS = ("none", "single", "rare", "variant", "typical", "general")

PHASE = Column(
    "phase",
    "text",
    "Was the claim derived from these cases, or is it tested on them? The two are never added up.",
    ("derivation", "test"),
)
SCOPE = Column("scope", "text", "What the row is about.", ("overall", "municipality", "perspective"))
MEMBER = Column("member", "text", "Id of the municipality or perspective; `all` for overall.")
VERDICT = Column("verdict", "text", "The verdict by the rule of the claim.", VERDICT_WORDS)
SEGMENT = Column("segment", "text", "Id of the passage: document, start and end.")

CLAIM_RESPONDENTS = Table(
    name="claim_respondents",
    row="One respondent (one interview; an observation where those count) who is eligible for one claim.",
    key=("claim", "document"),
    columns=(
        CLAIM,
        Column("document", "text", "Id of the interview or observation."),
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "From where the respondent looks."),
        PHASE,
        Column(
            "asked",
            "flag",
            "Was this respondent asked about it, and is the interview coded? Only those are in the denominator.",
        ),
        Column("supports", "flag", "Does at least one passage support the claim?"),
        Column("counters", "flag", "Does at least one passage counter the claim?"),
    ),
)

VERDICT_EVIDENCE = Table(
    name="verdict_evidence",
    row="One passage that speaks for or against one claim.",
    key=("claim", "segment", "code"),
    columns=(
        CLAIM,
        Column("stance", "text", "For or against.", ("support", "counter")),
        SEGMENT,
        Column("code", "text", "Id of the code."),
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "From where the respondent looks."),
        Column("kind", "text", "Interviews count; observations corroborate.", ("interview", "observation")),
        PHASE,
        Column("outdated", "flag", "Has the code's definition changed since the passage was coded?"),
    ),
)

VERDICTS = Table(
    name="verdicts",
    row="One claim judged over all cases of a phase, within one municipality or within one perspective.",
    key=("claim", "phase", "scope", "member"),
    columns=(
        CLAIM,
        PHASE,
        SCOPE,
        MEMBER,
        VERDICT,
        Column(
            "unit",
            "text",
            "What k and n count: respondents, observations, passages, cases, or the parts of a composite.",
            UNITS,
        ),
        Column("eligible", "whole", "Respondents who are eligible; empty for a composite.", optional=True),
        Column("asked", "whole", "The n of k of n: respondents who were asked, or all of another unit."),
        Column("support", "whole", "The k of k of n: units that support it."),
        Column("counter", "whole", "Units that counter it; in a ranking the passages of the role next to it."),
        Column("both", "whole", "Of these, respondents who do both.", optional=True),
        Column("label", "text", "How common the support is (Hill et al.).", LABEL_WORDS, optional=True),
        Column("counter_label", "text", "How common the counter-evidence is.", LABEL_WORDS, optional=True),
        Column("cut_off", "whole", "Fewest supporting units that the rule asks for here.", optional=True),
        Column("lowest", "text", "Weakest verdict when any one respondent is left out.", VERDICT_WORDS, optional=True),
        Column("highest", "text", "Strongest verdict likewise.", VERDICT_WORDS, optional=True),
        Column(
            "fragility",
            "whole",
            "Fewest units whose coding must change to change the verdict; empty when none can.",
            optional=True,
        ),
        Column("perspectives", "whole", "From how many perspectives support is heard.", optional=True),
        Column("observed", "flag", "Does an observation carry a supporting code?", optional=True),
        Column("observed_against", "flag", "Does an observation carry a counter code?", optional=True),
        Column("outdated", "whole", "Passages that were coded under another definition.", optional=True),
        Column("causal_wording", "flag", "May the verdict be worded as a cause?"),
    ),
)

ROBUSTNESS = Table(
    name="robustness",
    row="One overall verdict judged again with one thing left out.",
    key=("claim", "phase", "without", "member"),
    columns=(
        CLAIM,
        PHASE,
        Column("without", "text", "What is left out.", ("respondent", "municipality", "perspective")),
        Column("member", "text", "Id of who or what is left out."),
        Column("whole_verdict", "text", "The verdict with everything in.", VERDICT_WORDS),
        VERDICT,
        Column("asked", "whole", "Respondents who were asked and are left.", optional=True),
        Column("support", "whole", "Of them, with a supporting passage.", optional=True),
        Column("counter", "whole", "Of them, with a counter passage.", optional=True),
        Column("changes", "flag", "Is it another verdict than with everything in?"),
    ),
)

TIPPING = Table(
    name="tipping",
    row="The smallest change of codings that gives one claim, over the cases that it came from, another verdict.",
    key=("claim",),
    columns=(
        CLAIM,
        Column("through", "text", "Id of the claim whose evidence changes: itself, or one that it follows from."),
        Column("unit", "text", "What changes.", UNITS),
        Column("changes", "whole", "How many of these are coded otherwise."),
        Column("more_support", "whole", "How many more support it then; below zero, fewer."),
        Column("more_counter", "whole", "How many more counter it then; below zero, fewer."),
        Column("place", "text", "The case, or the role and world, in which it changes.", optional=True),
        Column("verdict", "text", "The verdict as it is.", VERDICT_WORDS),
        Column("tipped", "text", "The verdict then.", VERDICT_WORDS),
    ),
)

COMPOSITION = Table(
    name="composition",
    row="One part of one composite answer in one scope, with what it does to the answer.",
    key=("claim", "phase", "scope", "member", "part"),
    columns=(
        CLAIM,
        PHASE,
        SCOPE,
        MEMBER,
        Column("part", "text", "Id of the claim that is a part."),
        Column("relation", "text", "How the parts are taken together."),
        Column("part_verdict", "text", "Verdict of the part in the same scope.", VERDICT_WORDS),
        Column("verdict", "text", "Verdict of the whole.", VERDICT_WORDS),
        Column("holds_back", "flag", "Would the whole be stronger if only this part were supported?"),
        Column("carries", "flag", "Would the whole be weaker if only this part were contradicted?"),
    ),
)


def _cases(name: str, which: str) -> Column:
    return Column(name, "text", f"Ids of the cases {which}, separated by commas.", optional=True)


REPLICATION = Table(
    name="replication",
    row="One claim: in which of the cases that it came from it holds by itself, and what further cases say of it.",
    key=("claim",),
    columns=(
        CLAIM,
        VERDICT,
        Column("derivation_cases", "whole", "Cases that it was derived from."),
        Column("derivation_supported", "whole", "Of those, with the verdict supported."),
        _cases("derivation_in", "that it came from and in which it holds by itself"),
        Column("test_cases", "whole", "Cases that it is tested on and in which enough was said to judge."),
        Column("test_supported", "whole", "Of those, with the verdict supported."),
        _cases("test_in", "that it is tested on and in which it holds (literal replication)"),
        _cases("contrast_in", "that contradict it as was predicted (theoretical replication)"),
        _cases("contradicted_in", "that contradict it and of which that was not predicted"),
        _cases("partly_in", "that it is tested on and in which it holds in part or is mixed"),
        _cases("not_found_in", "that it is tested on and in which too few speak of it"),
        _cases("too_little_in", "that it is tested on and in which too little was said to judge"),
        Column(
            "replication",
            "text",
            "The one overall word: contradicted by a test case; found in all of them; in some or in part; in none; or "
            "without one that can tell.",
            ("contradicted", "replicated", "partly", "not_found", "untested"),
        ),
        Column(
            "across_cases",
            "text",
            "How common support is across all cases; only from four cases on.",
            LABEL_WORDS,
            optional=True,
        ),
    ),
)

CASE_CHANGES = Table(
    name="case_changes",
    row="One claim held against one municipality that it was not derived from.",
    key=("claim", "municipality"),
    columns=(
        CLAIM,
        Column("municipality", "text", "Id of the case that it is tested on."),
        Column("unit", "text", "What is counted.", UNITS),
        Column("derivation_verdict", "text", "Verdict over the cases that it came from.", VERDICT_WORDS),
        Column("derivation_support", "whole", "Units in support there."),
        Column("derivation_asked", "whole", "Of how many."),
        Column("test_verdict", "text", "Verdict in the case that it is tested on.", VERDICT_WORDS),
        Column("test_support", "whole", "Units in support there."),
        Column("test_asked", "whole", "Of how many."),
        Column("test_counter", "whole", "Units that counter it there."),
        Column("test_cut_off", "whole", "Fewest in support that the rule asks for there.", optional=True),
        Column("expected", "text", "What was predicted.", ("supported", "contradicted"), optional=True),
        Column(
            "change",
            "text",
            "What the new case does to it.",
            ("stands", "weakens", "falls", "not_found_there", "cannot_be_judged"),
        ),
        Column(
            "replication",
            "text",
            "Literal: it holds there as well. Theoretical: it does not, as was predicted (Yin).",
            ("literal", "theoretical"),
            optional=True,
        ),
    ),
)

RECOMMENDATIONS = Table(
    name="recommendations",
    row="One recommendation: in how many cases its reason is found, what comes first, what speaks against it.",
    key=("claim",),
    columns=(
        CLAIM,
        Column("reasons", "text", "Ids of the claims that are its reason, separated by commas."),
        Column("cases", "whole", "Cases in which enough was said to judge the reason."),
        Column("cases_with_reason", "whole", "Of those, in which every reason is supported."),
        _cases("reason_in", "in which every reason is supported"),
        _cases("partly_in", "in which some of the reason is supported"),
        Column("after", "text", "Ids of the recommendations that come first, separated by commas.", optional=True),
        Column("against", "text", "Ids of the claims that speak against it and are supported.", optional=True),
    ),
)

VERDICT_CHANGES = Table(
    name="verdict_changes",
    row="One verdict as it was beside the same verdict as it is.",
    key=("claim", "phase", "scope", "member"),
    columns=(
        CLAIM,
        PHASE,
        SCOPE,
        MEMBER,
        Column("before", "text", "The verdict as it was; empty when there was none.", VERDICT_WORDS, optional=True),
        Column("after", "text", "The verdict as it is; empty when there is none.", VERDICT_WORDS, optional=True),
        Column("support_before", "whole", "Respondents in support then.", optional=True),
        Column("asked_before", "whole", "Respondents asked then.", optional=True),
        Column("support_after", "whole", "Respondents in support now.", optional=True),
        Column("asked_after", "whole", "Respondents asked now.", optional=True),
        Column(
            "change",
            "text",
            "What became of it.",
            ("unchanged", "recounted", "stronger", "weaker", "undecided", "new", "gone"),
        ),
    ),
)

REREAD_VERDICTS = Table(
    name="reread_verdicts",
    row="One verdict under the reading that results rest on (before) beside the same verdict under another (after).",
    key=("reading", *VERDICT_CHANGES.key),
    columns=(
        Column("reading", "text", "The coder whose reading is put first, in the documents that this coder coded."),
        *VERDICT_CHANGES.columns,
    ),
)

DENOMINATORS = Table(
    name="denominators",
    row="One interview, and in how many verdicts it is in the denominator.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the interview."),
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "From where the respondent looks."),
        Column("function", "text", "Function of the respondent, as registered."),
        Column("claims", "whole", "Claims (composites aside) about which the respondent was asked."),
        Column(
            "reason",
            "text",
            "Why it is in no denominator: no claim is about the perspective, about the municipality, or about the two "
            "together; nobody coded it; it holds none of the codes that claims ask for; it was asked about none of "
            "them; there are no claims.",
            ("perspective", "municipality", "combination", "not_coded", "code", "not_asked", "no_claims"),
            optional=True,
        ),
    ),
)

CLAIM_BASIS = Table(
    name="claim_basis",
    row="One thing that the verdicts on one claim rest on, with its fingerprint.",
    key=("claim", "kind", "item"),
    columns=(
        CLAIM,
        Column(
            "kind",
            "text",
            "The claim's own text and rule, a code's definition, a document's register row, its text, or its codings.",
            ("claim", "definition", "respondent", "transcript", "coding"),
        ),
        Column("item", "text", "Id of the claim, code or document."),
        Column("fingerprint", "text", "First 16 digits of a SHA-256; says only whether it is the same."),
    ),
)

STALE_VERDICTS = Table(
    name="stale_verdicts",
    row="One reason why the last verdicts on one claim no longer hold: something it rests on is not the same.",
    key=("claim", "kind", "item"),
    columns=(
        CLAIM,
        Column("kind", "text", "What is not the same; `part` for a claim that it rests on."),
        Column("item", "text", "Id of the claim, code or document."),
        Column("change", "text", "How it differs from the last run.", ("changed", "added", "removed", "stale")),
    ),
)

CLAIM_FREEZES = Table(
    name="claim_freezes",
    row="One claim with its fingerprints now beside those of the day on which it was frozen.",
    key=("claim",),
    columns=(
        CLAIM,
        Column("frozen_on", "date", "The day on which it was frozen.", optional=True),
        Column("claim_now", "text", "Fingerprint of the claim as it stands now."),
        Column("codebook_now", "text", "Fingerprint of its codes' definitions as they stand now."),
        Column("claim_edited", "flag", "Is the claim another than the one that was frozen?", optional=True),
        Column("codebook_edited", "flag", "Is a definition another than when it was frozen?", optional=True),
        Column("test_cases", "whole", "Cases in the study that the claim was not derived from."),
        Column("edited_after_new_data", "flag", "Was it edited, or never frozen, while such cases are in?"),
    ),
)

PUBLISHED_SUPPORT = Table(
    name="published_support",
    row="One printed statement beside the count that the codings give.",
    key=("claim",),
    columns=(
        CLAIM,
        Column("statement", "text", "Id of the printed statement."),
        Column("printed_respondents", "whole", "How many respondents, as printed."),
        Column("printed_of", "whole", "Out of how many, as printed."),
        Column(
            "support",
            "whole",
            "Respondents in support, recounted over the cases it came from; cases where cases are counted.",
        ),
        Column("asked", "whole", "Out of how many."),
        Column("agreement", "text", "How the two compare.", ("equal", "different")),
    ),
)


def over_derivation(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The rows about all the cases together that each claim was derived from: the answer that is read first.

    Args:
        verdicts: VERDICTS, VERDICT_CHANGES or another table with `phase` and `scope`.
    """
    return verdicts[(verdicts["scope"] == "overall") & (verdicts["phase"] == "derivation")]

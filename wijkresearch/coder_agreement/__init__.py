"""Agreement between coders: on fixed units, on free passages and on sets of codes, and where they differ."""

from wijkresearch.coder_agreement.coefficients import (
    Agreement,
    percent_agreement,
)
from wijkresearch.coder_agreement.comparison import (
    CoderComparison,
    compare_coders,
    compare_coders_on_domains,
    list_coder_pairs,
    paradox_check,
)
from wijkresearch.coder_agreement.disagreements import (
    compare_other_readings,
    compare_readings,
    list_coded_passages,
    list_disagreements,
    most_disputed_first,
)
from wijkresearch.coder_agreement.multi_valued import multi_valued_alpha
from wijkresearch.coder_agreement.planning import plan_double_coding
from wijkresearch.coder_agreement.sentences import split_sentences
from wijkresearch.coder_agreement.unitizing import join_overlapping_passages, unitizing_family
from wijkresearch.coder_agreement.units import (
    character_units,
    double_coded_documents,
    rate_code_sets,
    sentence_units,
    turn_units,
)

__all__ = [
    "Agreement",
    "CoderComparison",
    "character_units",
    "compare_coders",
    "compare_coders_on_domains",
    "compare_other_readings",
    "compare_readings",
    "double_coded_documents",
    "join_overlapping_passages",
    "list_coded_passages",
    "list_coder_pairs",
    "list_disagreements",
    "most_disputed_first",
    "multi_valued_alpha",
    "paradox_check",
    "percent_agreement",
    "plan_double_coding",
    "rate_code_sets",
    "sentence_units",
    "split_sentences",
    "turn_units",
    "unitizing_family",
]

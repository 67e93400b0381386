"""Agreement between coders: on fixed units, on free passages and on sets of codes, and where they differ."""

from wijkresearch.coder_agreement.coefficients import (
    Agreement,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
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
    substitute_coder,
)
from wijkresearch.coder_agreement.multi_valued import multi_valued_alpha
from wijkresearch.coder_agreement.planning import plan_double_coding
from wijkresearch.coder_agreement.resampling import Interval, bootstrap_alpha
from wijkresearch.coder_agreement.sentences import split_sentences
from wijkresearch.coder_agreement.unitizing import join_overlapping_passages, unitizing_alpha, unitizing_family
from wijkresearch.coder_agreement.units import (
    character_units,
    double_coded_documents,
    rate_code,
    rate_code_sets,
    rate_domain,
    sentence_units,
    turn_units,
)
from wijkresearch.rigour.double_coding import (
    DoubleCoding,
    code_domains,
    compare_domains,
    compare_double_coding,
    list_differing,
    units_of_documents,
)

__all__ = [
    "Agreement",
    "CoderComparison",
    "DoubleCoding",
    "Interval",
    "bootstrap_alpha",
    "brennan_prediger",
    "character_units",
    "code_domains",
    "cohen_kappa",
    "compare_coders",
    "compare_coders_on_domains",
    "compare_domains",
    "compare_double_coding",
    "compare_other_readings",
    "compare_readings",
    "double_coded_documents",
    "fleiss_kappa",
    "gwet_ac1",
    "join_overlapping_passages",
    "krippendorff_alpha",
    "list_coded_passages",
    "list_coder_pairs",
    "list_differing",
    "list_disagreements",
    "most_disputed_first",
    "multi_valued_alpha",
    "paradox_check",
    "percent_agreement",
    "plan_double_coding",
    "rate_code",
    "rate_code_sets",
    "rate_domain",
    "scott_pi",
    "sentence_units",
    "split_sentences",
    "substitute_coder",
    "turn_units",
    "unitizing_alpha",
    "unitizing_family",
    "units_of_documents",
]

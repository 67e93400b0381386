"""The tables that case selection hands out. The frame, the controls and the distance stand beside every number."""

from wijkresearch.schema import Column, Table

SETTING = (
    Column("condition", "text", "What a set must hold, in words."),
    Column("frame", "text", "What the candidates are, in words."),
    Column("candidates", "whole", "Number of candidates in the frame."),
    Column("controls", "text", "The controls that are compared."),
    Column("distance", "text", "How the distance of two candidates is measured."),
    Column("objective", "text", "What makes a set similar: the sum of its pairs, of their squares, or the largest."),
)
STANDING = (
    Column("value", "number", "What the objective gives for the set; lower is more similar.", optional=True),
    Column("best_value", "number", "The value of the most similar admissible set.", optional=True),
    Column("regret", "number", "Value divided by best value; empty when the best value is zero.", optional=True),
    Column(
        "rank", "whole", "1 + the number of admissible sets that are more similar; estimated if sampled.", optional=True
    ),
    Column("admissible", "whole", "Number of sets that meet the condition, counted.", optional=True),
    Column("percentile", "number", "100 × rank / admissible; lower is more similar.", optional=True),
    Column(
        "percentile_low", "number", "Lower end of the 95 % Wilson interval; the percentile if exact.", optional=True
    ),
    Column("percentile_high", "number", "Upper end of that interval; the percentile if exact.", optional=True),
    Column("exact", "flag", "Whether every admissible set was counted.", optional=True),
    Column("sets_seen", "whole", "Number of sets on which the rank rests.", optional=True),
)

BEST_SETS = Table(
    name="best_sets",
    row="One of the most similar (or most different) sets, given these controls and this frame.",
    key=("members",),
    columns=(
        Column("place", "whole", "Place of the set; sets with one value share a place."),
        Column("members", "text", "The cases, in order of name, parted by a semicolon and a space."),
        Column("value", "number", "What the objective gives for the set."),
        Column("largest_pair", "number", "The largest distance of two of its cases."),
        *SETTING,
    ),
)

SET_RANKS = Table(
    name="set_ranks",
    row="One chosen set with its rank among all admissible sets, given these controls and this frame.",
    key=("members", "frame", "controls", "distance", "objective", "condition"),
    columns=(
        Column("members", "text", "The cases, in order of name, parted by a semicolon and a space."),
        *STANDING,
        *SETTING,
    ),
)

SET_PAIRS = Table(
    name="set_pairs",
    row="Two cases of a set and how far apart they are.",
    key=("first", "second"),
    columns=(
        Column("first", "text", "One case."),
        Column("second", "text", "Another case, later in the order of names."),
        Column("distance", "number", "The distance of the two."),
        Column("value", "number", "What the pair adds to the value of the set."),
        Column("share", "number", "That, as a share of all pairs of the set; empty when all are zero.", optional=True),
    ),
)

SWAPS = Table(
    name="swaps",
    row="One case of the chosen set, and who would make the set most similar in its place.",
    key=("member",),
    columns=(
        Column("member", "text", "The case, the others staying."),
        Column("place", "whole", "Its place among all candidates for its seat in the set, 1 being the most similar."),
        Column("possible", "whole", "Number of candidates that may take the seat, the present one among them."),
        Column("best", "text", "The candidate that makes the set most similar; the first by name of equals."),
        Column("value", "number", "The value of the chosen set."),
        Column("best_value", "number", "The value of the set with the best candidate."),
        *SETTING,
    ),
)

CONTROL_RANGES = Table(
    name="control_ranges",
    row="One control: how far apart the chosen cases are on it.",
    key=("control",),
    columns=(
        Column("control", "text", "The control."),
        Column("lowest_case", "text", "The case with the lowest value."),
        Column("lowest", "number", "Its value."),
        Column("highest_case", "text", "The case with the highest value."),
        Column("highest", "number", "Its value."),
        Column("deviation", "number", "Standard deviation (n - 1) over all candidates of the frame."),
        Column("standardised_range", "number", "(highest - lowest) / deviation."),
        Column("unbalanced", "flag", "Whether that is above the threshold (0.25 by custom in matching)."),
        Column("frame", "text", "What the candidates are, in words."),
        Column("candidates", "whole", "Number of candidates in the frame."),
    ),
)

CONTROL_VALUES = Table(
    name="control_values",
    row="The value of one candidate on one control.",
    key=("control", "case"),
    columns=(
        Column("control", "text", "The control."),
        Column("case", "text", "The candidate."),
        Column("value", "number", "Its value."),
        Column("standardised", "number", "(value - mean) / standard deviation (n - 1) over the frame."),
        Column("chosen", "flag", "Whether the candidate is in the chosen set."),
    ),
)

CANDIDATE_PLACES = Table(
    name="candidate_places",
    row="One candidate: where it lies and how large it is.",
    key=("case",),
    columns=(
        Column("case", "text", "The candidate."),
        Column("region", "text", "The region in which it lies."),
        Column("value", "number", "Its value on the column that is shown."),
        Column("chosen", "flag", "Whether the candidate is in the chosen set."),
    ),
)

LEFT_OUT_CONTROLS = Table(
    name="left_out_controls",
    row="The rank of the chosen set when one control is left out; the first row leaves none out.",
    key=("left_out",),
    columns=(
        Column("left_out", "text", "The control that is left out, or `none`."),
        *STANDING,
        *SETTING,
    ),
)

SPECIFICATIONS = Table(
    name="specifications",
    row="One way to compare (frame, controls, distance, objective) and the rank of the chosen set under it.",
    key=("specification",),
    columns=(
        Column("specification", "whole", "Number of the specification."),
        *STANDING,
        Column("among_best", "flag", "Whether the percentile is 5 or lower.", optional=True),
        Column("problem", "text", "Why there is no rank, where there is none.", optional=True),
        *SETTING,
    ),
)

SPECIFICATION_SUMMARY = Table(
    name="specification_summary",
    row="One frame: the ranks of the chosen set over all specifications in it.",
    key=("frame",),
    columns=(
        Column("frame", "text", "What the candidates are, in words."),
        Column("candidates", "whole", "Number of candidates in the frame."),
        Column("specifications", "whole", "Number of specifications that give a rank."),
        Column("lowest_percentile", "number", "The most favourable percentile."),
        Column("median_percentile", "number", "The middle one."),
        Column("highest_percentile", "number", "The least favourable one."),
        Column("among_best", "whole", "Specifications in which the set is among the best 5 %."),
    ),
)

VALUE_COUNTS = Table(
    name="value_counts",
    row="How many admissible sets have a value within a bin.",
    key=("low",),
    columns=(
        Column("low", "number", "Lower edge of the bin (inclusive)."),
        Column("high", "number", "Upper edge of the bin."),
        Column("sets", "whole", "Number of sets in it, of those that were seen."),
        Column("share", "number", "That, as a share of the sets that were seen."),
        Column("exact", "flag", "Whether every admissible set was seen."),
        *SETTING,
    ),
)

FRONT = Table(
    name="front",
    row="A set that no other set beats on both spread and similarity.",
    key=("spread",),
    columns=(
        Column("spread", "number", "Highest minus lowest value of the variable of interest in the set."),
        Column("value", "number", "What the objective gives for the set; lower is more similar."),
        Column("members", "text", "The cases, in order of name, parted by a semicolon and a space."),
        *SETTING,
    ),
)

CASE_SCORES = Table(
    name="case_scores",
    row="One candidate under one strategy that looks at candidates one by one.",
    key=("strategy", "case"),
    columns=(
        Column("strategy", "text", "The strategy.", ("extreme", "typical", "deviant", "influential")),
        Column("place", "whole", "Place under the strategy; equal scores share a place."),
        Column("case", "text", "The candidate."),
        Column("score", "number", "Its score; higher fits the strategy better."),
    ),
)

DIVERSE_CASES = Table(
    name="diverse_cases",
    row="One cell of the typology, and the candidate closest to its middle.",
    key=("cell",),
    columns=(
        Column("cell", "text", "The categories that make the cell."),
        Column("candidates", "whole", "Number of candidates in the cell."),
        Column("case", "text", "The candidate closest to the middle of the cell, by name where equal."),
    ),
)

STRATEGIES = Table(
    name="strategies",
    row="One strategy of case selection.",
    key=("strategy",),
    columns=(
        Column("strategy", "text", "The strategy."),
        Column("formula", "text", "How it scores a case or a set."),
        Column("good_for", "text", "What it is good for, in Dutch."),
        Column("held_against", "text", "What the literature holds against it, in Dutch."),
        Column("source", "text", "Where that is written."),
    ),
)

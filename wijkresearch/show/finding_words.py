"""The sentences of the audit in Dutch and in English, for what the report tells in either language.

A figure that cannot be had from the printed table "does not follow from the printed table"; nothing is called wrong.
"""

from __future__ import annotations

RULES = {
    "nl": {
        "nearest_up": "naar de dichtstbijzijnde stap, halverwege omhoog",
        "nearest_even": "naar de dichtstbijzijnde stap, halverwege naar het even aantal stappen",
        "nearest_down": "naar de dichtstbijzijnde stap, halverwege omlaag",
        "floor": "altijd omlaag",
        "ceil": "altijd omhoog",
    },
    "en": {
        "nearest_up": "to the nearest step, halfway up",
        "nearest_even": "to the nearest step, halfway to the even number of steps",
        "nearest_down": "to the nearest step, halfway down",
        "floor": "always down",
        "ceil": "always up",
    },
}
RANKS = {
    "nl": {"most": "de meeste", "least": "de minste"},
    "en": {"most": "the most", "least": "the least"},
}
VERDICTS = {
    "nl": {"follows": "volgt uit", "tied": "is een gelijke stand in", "does not follow": "volgt niet uit"},
    "en": {"follows": "follows from", "tied": "is a tie in", "does not follow": "does not follow from"},
}
SOURCES = {
    "nl": {"printed": "de gedrukte tabel", "recomputed": "de hertelling"},
    "en": {"printed": "the printed table", "recomputed": "the recount"},
}
SENTENCES = {
    "nl": {
        "lead": (
            "Deze bevindingen gaan over cijfers en zinnen zoals zij zijn gedrukt. Wat niet volgt, is niet daarmee "
            "onjuist."
        ),
        "columns_add_up": "Gedrukte kolommen die optellen tot het geheel: {added} van de {columns}.",
        "column": (
            "{name}, {world}: {printed} in plaats van {expected}; afronden naar de dichtstbijzijnde stap verschuift "
            "een som hoogstens {largest}."
        ),
        "rounding": "{name}, {world} (samen {total}), bij afronden:",
        "impossible": (
            "geen enkel aantal coderingen geeft deze kolom, want aandelen met deze bolletjes tellen op tot {low} en "
            "{high}, nooit tot {whole}."
        ),
        "forced": "kan alleen met de aantallen ({counts}), samen {n}, of een veelvoud daarvan.",
        "possible": "kan, op zijn kleinst met ({counts}), samen {n} coderingen.",
        "at_least": "minstens {number}",
        "more_than": "meer dan {number}",
        "at_most": "hoogstens {number}",
        "less_than": "minder dan {number}",
        "ranking": "{ranking} (paragraaf {section}), in {name} gaat {rank} aandacht naar de {role}: {verdicts}.",
        "ranking_verdict": "{verdict} {source} voor {place} ({number} tegen {rival} voor {rivals})",
        "all_worlds": "alle werelden samen",
        "cell_repair": (
            "Hypothese: met {repaired} in plaats van {printed} voor de {role} ({name}, {world}) telt de kolom op; "
            "zinnen over deze gemeente die er dan uit volgen: {follow} van de {rankings}."
        ),
        "gaps": "Wat van de voorsprong van de grootste rol zeker is, hoe er ook is afgerond:",
        "gap": "{name}, {world}: {role} staat {gap} bolletjes voor; zeker is een voorsprong van {points} procentpunt.",
        "attributions": "Toeschrijvingen die overeenkomen met het register: {agree} van de {attributions}.",
        "attribution": "nr. {number}, paragraaf {section}: {difference}",
        "not in register": "{document} staat niet in het register.",
        "municipality differs": "{document} hoort hier bij {here}; het register zegt {registered}.",
        "kind differs": "{document} is hier een observatie; volgens het register een interview.",
        "function differs": "{document} is hier een {here}; het register zegt {registered}.",
        "renumbering": "Hypothese: met deze hernummering van het register komen meer toeschrijvingen overeen.",
        "swap": "Verwissel {moves}: {gained} erbij, samen {agree}.",
        "move": "Hernummer {moves}: {gained} erbij, samen {agree}.",
    },
    "en": {
        "lead": (
            "These findings are about figures and sentences as they were printed. What does not follow is not thereby "
            "untrue."
        ),
        "columns_add_up": "Printed columns that add up to the whole: {added} of {columns}.",
        "column": (
            "{name}, {world}: {printed} instead of {expected}; rounding to the nearest step moves a sum by {largest} "
            "at most."
        ),
        "rounding": "{name}, {world} (together {total}), when rounded:",
        "impossible": (
            "no number of codings gives this column, because shares with these dots add up to {low} and {high}, never "
            "to {whole}."
        ),
        "forced": "possible only with the counts ({counts}), together {n}, or a multiple of them.",
        "possible": "possible, at its smallest with ({counts}), together {n} codings.",
        "at_least": "at least {number}",
        "more_than": "more than {number}",
        "at_most": "at most {number}",
        "less_than": "less than {number}",
        "ranking": "{ranking} (section {section}), in {name} {rank} attention goes to the {role}: {verdicts}.",
        "ranking_verdict": "{verdict} {source} for {place} ({number} against {rival} for {rivals})",
        "all_worlds": "all worlds together",
        "cell_repair": (
            "Hypothesis: with {repaired} instead of {printed} for the {role} ({name}, {world}) the column adds up; "
            "sentences about this municipality that follow from it then: {follow} of {rankings}."
        ),
        "gaps": "What is certain of the lead of the largest role, whatever was rounded:",
        "gap": "{name}, {world}: {role} is {gap} dots ahead; a lead of {points} percentage points is certain.",
        "attributions": "Attributions that agree with the register: {agree} of {attributions}.",
        "attribution": "no. {number}, section {section}: {difference}",
        "not in register": "{document} is not in the register.",
        "municipality differs": "{document} belongs to {here} here; the register says {registered}.",
        "kind differs": "{document} is an observation here; an interview according to the register.",
        "function differs": "the function of {document} is ‘{here}’ here; the register says ‘{registered}’.",
        "renumbering": "Hypothesis: with this renumbering of the register more attributions agree.",
        "swap": "Swap {moves}: {gained} more, together {agree}.",
        "move": "Renumber {moves}: {gained} more, together {agree}.",
    },
}

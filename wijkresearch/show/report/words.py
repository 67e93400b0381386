"""The words of the report, in Dutch and in English. What people wrote (claims, labels) comes from the study itself."""

from __future__ import annotations

VERDICTS = {
    "nl": {
        "supported": "ondersteund",
        "partly_supported": "deels ondersteund",
        "mixed": "gemengd",
        "not_supported": "niet gevonden",
        "contradicted": "tegengesproken",
        "insufficient": "te weinig gegevens",
    },
    "en": {
        "supported": "supported",
        "partly_supported": "partly supported",
        "mixed": "mixed",
        "not_supported": "not found",
        "contradicted": "contradicted",
        "insufficient": "too little data",
    },
}
CHANGES = {
    "nl": {"stands": "blijft staan", "weakens": "verzwakt", "falls": "valt", "cannot_be_told": "niet te zeggen"},
    "en": {"stands": "stands", "weakens": "weakens", "falls": "falls", "cannot_be_told": "cannot be told"},
}
WORDS = {
    "nl": {
        "contents": "Inhoud",
        "table": "Tabel",
        "figure": "Figuur",
        "note": "Noot.",
        "answers": "Antwoord op de vragen",
        "findings": "Bevindingen en hun bewijs",
        "roles": "Rollen per gemeente",
        "connections": "Gewenste en aanwezige verbindingen",
        "changes": "Wat verandert er?",
        "rigour": "Hoe hard is dit?",
        "audit": "Wat volgt niet uit de gedrukte cijfers?",
        "cases": "Keuze van de gemeenten",
        "limits": "Wat de getallen niet zeggen",
        "provenance": "Herkomst",
        "passages": "Passages achter de conclusies",
        "claim": "Conclusie",
        "together": "Samen",
        "verdict": "Oordeel",
        "fragility": "Kantelt bij",
        "range": "Zonder één respondent",
        "of": "van",
        "against": "tegen",
        "for": "voor",
        "part": "Deel",
        "rests_on": "Berust op",
        "no_change": "Er is geen gemeente waaruit de conclusies niet zijn afgeleid: elke conclusie is nog ongetoetst.",
        "municipality": "Gemeente",
        "was": "Was",
        "here": "Hier",
        "change": "Wat er gebeurt",
        "passages_behind": "{claim}: passages voor en tegen",
        "no_consent": "geen toestemming voor citeren",
    },
    "en": {
        "contents": "Contents",
        "table": "Table",
        "figure": "Figure",
        "note": "Note.",
        "answers": "Answers to the questions",
        "findings": "Findings and their evidence",
        "roles": "Roles per municipality",
        "connections": "Connections, desired and present",
        "changes": "What changes?",
        "rigour": "How firm is this?",
        "audit": "What does not follow from the printed figures?",
        "cases": "Choice of municipalities",
        "limits": "What the numbers do not say",
        "provenance": "Provenance",
        "passages": "Passages behind the conclusions",
        "claim": "Conclusion",
        "together": "Together",
        "verdict": "Verdict",
        "fragility": "Flips at",
        "range": "Without one respondent",
        "of": "of",
        "against": "against",
        "for": "for",
        "part": "Part",
        "rests_on": "Rests on",
        "no_change": "The conclusions were derived from every municipality there is: each of them is untested.",
        "municipality": "Municipality",
        "was": "Was",
        "here": "Here",
        "change": "What happens",
        "passages_behind": "{claim}: passages for and against",
        "no_consent": "no consent for quotes",
    },
}
CAPTIONS = {
    "nl": {
        "01_similarity": "De gekozen gemeenten tussen alle kandidaten, en alle mogelijke verzamelingen",
        "02_role_codes": "Toepassingscodes per document",
        "03_data_structure": "Datastructuur: van open code naar selectief thema",
        "03_saturation": "Open codes na elk interview, met de verwachting over alle volgordes",
        "04_dots": "Rollentabellen met bolletjes, aantallen en aandelen",
        "04_shares": "Aandelen van de rollen",
        "04_published_comparison": "Gedrukte cellen naast herberekende",
        "05_verdicts": "Oordeel over elke conclusie, samen en per gemeente",
    },
    "en": {
        "01_similarity": "The chosen municipalities among all candidates, and all sets that could have been chosen",
        "02_role_codes": "Application codes per document",
        "03_data_structure": "Data structure: from open code to selective theme",
        "03_saturation": "Open codes after each interview, with the expectation over all orders",
        "04_dots": "Role tables with dots, counts and shares",
        "04_shares": "Shares of the roles",
        "04_published_comparison": "Printed cells beside recomputed ones",
        "05_verdicts": "Verdict on every conclusion, together and per municipality",
    },
}
LIMITS = {
    "nl": (
        "Een telling van coderingen is geen maat voor hoe sterk iets speelt. Zij volgt ook uit de lengte van het "
        "gesprek, de volgorde van de vragen, de hand van de codeur en het aantal indicatoren van een rol.",
        "Aandelen van een kolom tellen op tot honderd procent: stijgt een rol, dan dalen de andere vanzelf.",
        "Met vijf gesprekken per gemeente is geen betrouwbaarheidsinterval eerlijk. Daarom staan er k van n, wat er "
        "gebeurt zonder één respondent, en hoeveel respondenten van mening moeten veranderen voor een ander oordeel.",
        "‘Niet gevonden’ betekent dat het materiaal er te weinig over zegt, niet dat het tegendeel waar is.",
        "Over inwoners en ambtenaren die niet zijn gesproken, zegt geen enkel oordeel iets; en geen telling bewijst "
        "een oorzaak.",
    ),
    "en": (
        "A count of codings does not measure how strongly something plays. It also follows from the length of a "
        "conversation, the order of questions, the coder's hand and how many indicators the codebook gives a role.",
        "Shares of a column add up to one hundred per cent: when one role rises, the others fall by themselves.",
        "With five conversations per municipality no confidence interval is honest. So there are k of n, what happens "
        "without one respondent, and how many respondents must change their mind to flip a verdict.",
        "'Not found' means that the material says too little about it, not that the opposite is true.",
        "No verdict speaks of residents and officials who were not interviewed, and no count proves a cause.",
    ),
}

"""The words of the report, in Dutch and in English. What people wrote (claims, labels) comes from the study itself."""

from __future__ import annotations

from wijkresearch.show.conclusions import CHANGES, VERDICTS
from wijkresearch.show.connections import JUDGEMENT_WORDS as JUDGEMENTS
from wijkresearch.show.connections import OUTCOME_WORDS as OUTCOMES

__all__ = ["CAPTIONS", "CHANGES", "HEADINGS", "JUDGEMENTS", "LIMITS", "OUTCOMES", "PHRASES", "VERDICTS", "WORDS"]

WORDS = {
    "nl": {
        "contents": "Inhoud",
        "table": "Tabel",
        "figure": "Figuur",
        "continued": "vervolg",
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
        "passages": "Passages achter de getallen",
        "of": "van",
        "against": "tegen",
        "for": "voor",
        "rests_on": "Berust op",
        "no_change": "Er is geen gemeente waaruit de conclusies niet zijn afgeleid: elke conclusie is nog ongetoetst.",
        "passages_behind": "{claim}: passages voor en tegen",
        "no_answer": "Nog geen samengestelde conclusie.",
        "labels": "",
        "observation": "Observatie",
        "all_cases": "Alle gemeenten",
        "kept_picture": "",
    },
    "en": {
        "contents": "Contents",
        "table": "Table",
        "figure": "Figure",
        "continued": "continued",
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
        "passages": "Passages behind the numbers",
        "of": "of",
        "against": "against",
        "for": "for",
        "rests_on": "Rests on",
        "no_change": "The conclusions were derived from every municipality there is: each of them is untested.",
        "passages_behind": "{claim}: passages for and against",
        "no_answer": "No composite conclusion yet.",
        "labels": "Functions and passages are in the language of the study.",
        "observation": "Observation",
        "all_cases": "All municipalities",
        "kept_picture": "The words in this picture are in the language of the study.",
    },
}
CAPTIONS = {
    "nl": {
        "01_similarity": "De gekozen gemeenten tussen alle kandidaten, en alle mogelijke verzamelingen",
        "02_role_codes": "Toepassingscodes per document",
        "02_agreement": "Codes waarover codeurs verschilden, wat het minst gelijk is gelezen bovenaan",
        "02_disagreements": "Waar codeurs een passage verschillend lazen",
        "03_saturation": "Open codes na elk interview, over alle gemeenten en per gemeente, naast elke andere volgorde",
        "04_dots": "Rollentabellen met bolletjes, aantallen en aandelen",
        "04_shares": "Aandelen van de rollen",
        "04_published_comparison": "Gedrukte cellen naast herberekende",
        "04_connections": "Elke rol zoals zij bedoeld is (links) en zoals erover is verteld (rechts)",
        "05_triangulation": "Wie elke conclusie steunt of tegenspreekt, per perspectief en gemeente",
        "05_verdicts": "Oordeel over elke conclusie, samen en per gemeente",
    },
    "en": {
        "01_similarity": "The chosen municipalities among all candidates, and all sets that could have been chosen",
        "02_role_codes": "Application codes per document",
        "02_agreement": "Codes on which coders differed, those read least alike on top",
        "02_disagreements": "Where coders read a passage differently",
        "03_saturation": "Open codes after each interview, overall and per municipality, beside every other order",
        "04_dots": "Role tables with dots, counts and shares",
        "04_shares": "Shares of the roles",
        "04_published_comparison": "Printed cells beside recomputed ones",
        "04_connections": "Every role as desired (left) and as it was told (right)",
        "05_triangulation": "Who supports or contradicts each conclusion, by perspective and municipality",
        "05_verdicts": "Verdict on every conclusion, together and per municipality",
    },
}
HEADINGS = {
    "nl": {
        "findings": ("Nr.", "Conclusie", "Samen", "Oordeel", "Zonder één respondent", "Kantelt bij"),
        "by_case": ("Nr.", "Conclusie"),
        "role_counts": ("Rol", "Wereld", "Gemeente", "Coderingen", "Aandeel", "Bolletjes", "Interviews"),
        "connections": ("Rol", "Wereld", "Passages", "Volledig", "Belemmerd", "Niet gevraagd", "Oordeel"),
        "changes": ("Nr.", "Conclusie", "Gemeente", "Was", "Hier", "Wat er gebeurt"),
        "since": ("Nr.", "Conclusie", "Was", "Nu"),
        "recognisable": ("Functie", "Gemeente", "Respondenten", "Eén persoon"),
        "retention": ("Bewaren tot en met", "Documenten"),
    },
    "en": {
        "findings": ("No.", "Conclusion", "Together", "Verdict", "Without one respondent", "Flips at"),
        "by_case": ("No.", "Conclusion"),
        "role_counts": ("Role", "World", "Municipality", "Codings", "Share", "Dots", "Interviews"),
        "connections": ("Role", "World", "Passages", "In full", "Hindered", "Not asked", "Judgement"),
        "changes": ("No.", "Conclusion", "Municipality", "Was", "Here", "What happens"),
        "since": ("No.", "Conclusion", "Was", "Now"),
        "recognisable": ("Function", "Municipality", "Respondents", "One person"),
        "retention": ("Keep up to and including", "Documents"),
    },
}
PHRASES = {
    "nl": {
        "see_verdicts": "{05_verdicts} zet elk oordeel naast dat per gemeente; {findings-table} geeft de aantallen.",
        "see_findings": (
            "{findings-table} gaat over de gemeenten samen, {by-case-table} over elke gemeente apart. Het nummer van "
            "een conclusie leidt naar de passages erachter."
        ),
        "see_roles": (
            "{04_dots} toont de rollentabellen zoals het onderzoek ze afdrukt, nu herberekend; {role-counts-table} "
            "geeft dezelfde getallen met hun passages, en {04_published_comparison} zet ze naast de gedrukte cellen."
        ),
        "see_connections": (
            "{04_connections} toont wie contact zoekt met wie; {connections-table} telt hoe dat afliep. De praatplaat "
            "laat hetzelfde zien voor een gesprek."
        ),
        "findings": "Bevindingen over de gemeenten waaruit zij zijn afgeleid",
        "findings_note": (
            "k van n: respondenten die het steunen van de respondenten die ernaar is gevraagd; observaties tellen niet "
            "mee. Kantelt bij: het kleinste aantal respondenten dat van mening moet veranderen voor een ander oordeel."
        ),
        "by_case": "Dezelfde bevindingen per gemeente",
        "by_case_note": "Een streepje: de conclusie gaat niet over deze gemeente.",
        "by_many": "In hoeveel gemeenten elke bevinding welk oordeel heeft",
        "by_many_note": (
            "Het oordeel in elke gemeente staat in de figuur met alle oordelen; hoeveel respondenten haar daar steunen "
            "en hoeveel ernaar is gevraagd, staat in 05_verdicts.csv."
        ),
        "many_columns": "De getallen van de {n} gemeenten staan in de tabel met rolcoderingen.",
        "role_counts": "Rolcoderingen per wereld en gemeente",
        "role_counts_note": (
            "Coderingen: passages met deze rol van alle rolcoderingen van die gemeente in die wereld. Interviews: "
            "die waarin de rol voorkwam. De rol leidt naar de passages achter haar getallen."
        ),
        "connections": "Hoe de rolpassages afliepen, over de gemeenten samen",
        "connections_note": (
            "Het oordeel is wat in meer dan de helft van alle passages gebeurde, ook als van sommige de afloop niet is "
            "gecodeerd. Een passage is een verteld geval; hoe vaak iets voorkomt, zegt dit niet. De rol leidt naar de "
            "passages achter haar getallen."
        ),
        "role_passages": "{role}, {world}: passages en hoe zij afliepen",
        "changes": "Oordelen bij gemeenten waaruit de conclusie niet is afgeleid",
        "edited": (
            "Deze conclusies, of definities waar zij op rusten, zijn niet vastgelegd of daarna nog veranderd terwijl "
            "de gemeenten die hen toetsen er al waren: {claims}. Hun toets zegt minder."
        ),
        "since": "Wat anders is geoordeeld of geteld dan bij de vorige uitkomsten",
        "nothing_since": "Over de gemeenten samen is elk oordeel hetzelfde als bij de vorige uitkomsten.",
        "chances": (
            "Een aantal is geen sterkte, en aandelen tellen op tot een vast geheel. Het codeboek geeft de rollen ook "
            "niet evenveel kansen; aantal indicatoren: {named}."
        ),
        "recognisable": "Wie is te herkennen aan functie en gemeente (k-anonimiteit)",
        "recognisable_note": "Respondenten: hoeveel er in dit onderzoek functie en gemeente delen, zoals gedrukt.",
        "retention": "Hoe lang het materiaal bewaard mag worden",
        "retention_note": "Gerekend vanaf de handtekening; daarna wordt het materiaal verwijderd of anoniem gemaakt.",
        "no_signature": "datum van ondertekening onbekend",
        "yes": "ja",
        "no": "nee",
        "verdicts": "Samen, van {n} conclusies: {named}.",
        "published": "{equal} van de {n} cellen komen gelijk uit.",
        "otherwise": "Anders: {cells}.",
        "saturation": "Na {n} interviews zijn er {codes} verschillende open codes.",
        "similarity": "De gekozen verzameling staat op plaats {rank} van {sets}.",
        "triangulation": (
            "Over alle cellen: {supporting} keer steun, {divided} keer allebei, {countering} keer tegen, {silent} keer "
            "niets gezegd, {not_asked} keer niet gevraagd."
        ),
        "agreement": "Bij {differing} van de {n} codes is niet elke beurt gelijk gelezen.",
        "disagreements": "{n} verschillen, in {documents}.",
    },
    "en": {
        "see_verdicts": "{05_verdicts} sets each verdict beside those per municipality; {findings-table} has counts.",
        "see_findings": (
            "{findings-table} is about the municipalities together, {by-case-table} about each of them. The number of "
            "a conclusion leads to the passages behind it."
        ),
        "see_roles": (
            "{04_dots} shows the role tables as the study prints them, counted again; {role-counts-table} gives the "
            "same numbers with their passages, and {04_published_comparison} sets them beside the printed cells."
        ),
        "see_connections": (
            "{04_connections} shows who seeks contact with whom; {connections-table} counts how that ended. The "
            "praatplaat shows the same for a conversation."
        ),
        "findings": "Findings over the municipalities that they were derived from",
        "findings_note": (
            "k of n: respondents in support of those asked; observations do not count. Flips at: the fewest "
            "respondents who must change their mind for another verdict."
        ),
        "by_case": "The same findings per municipality",
        "by_case_note": "A dash: the conclusion is not about this municipality.",
        "by_many": "In how many municipalities each finding has which verdict",
        "by_many_note": (
            "The verdict in each municipality stands in the figure with all verdicts; how many respondents support it "
            "there, and how many were asked, stands in 05_verdicts.csv."
        ),
        "many_columns": "The numbers of the {n} municipalities stand in the table of role codings.",
        "role_counts": "Role codings per world and municipality",
        "role_counts_note": (
            "Codings: passages with this role out of all role codings of that municipality in that world. "
            "Interviews: those in which the role occurred. The role leads to the passages behind its numbers."
        ),
        "connections": "How the role passages ended, over the municipalities together",
        "connections_note": (
            "The judgement is what happened in more than half of all passages, also where of some nobody coded the "
            "ending. A passage is a case that was told; it does not say how often something happens. The role leads "
            "to the passages behind its numbers."
        ),
        "role_passages": "{role}, {world}: passages and how they ended",
        "changes": "Verdicts in municipalities that the conclusion was not derived from",
        "edited": (
            "These conclusions, or definitions that they rest on, were not frozen or were edited since, while the "
            "municipalities that test them were already in: {claims}. Their test says less."
        ),
        "since": "What is judged or counted otherwise than in the previous results",
        "nothing_since": "Over the municipalities together every verdict is the same as in the previous results.",
        "chances": (
            "A count is no strength, and shares add up to a fixed whole. Nor does the codebook give the roles equal "
            "chances; number of indicators: {named}."
        ),
        "recognisable": "Who can be recognised by function and municipality (k-anonymity)",
        "recognisable_note": "Respondents: how many in this study share function and municipality, as printed.",
        "retention": "How long the material may be kept",
        "retention_note": "Counted from the signature; after that the material is deleted or made anonymous.",
        "no_signature": "date of signature unknown",
        "yes": "yes",
        "no": "no",
        "verdicts": "Together, of {n} conclusions: {named}.",
        "published": "{equal} of {n} cells come out the same.",
        "otherwise": "Otherwise: {cells}.",
        "saturation": "After {n} interviews there are {codes} different open codes.",
        "similarity": "The chosen set takes place {rank} of {sets}.",
        "triangulation": (
            "Over all cells: {supporting} times support, {divided} times both, {countering} times against, {silent} "
            "times silent, {not_asked} times not asked."
        ),
        "agreement": "For {differing} of {n} codes not every turn was read alike.",
        "disagreements": "{n} differences, in {documents}.",
    },
}
LIMITS = {
    "nl": (
        "Een telling van coderingen is geen maat voor hoe sterk iets speelt. Zij volgt ook uit de lengte van het "
        "gesprek, de volgorde van de vragen, de hand van de codeur en het aantal indicatoren van een rol.",
        "Aandelen van een kolom tellen op tot honderd procent: stijgt een rol, dan dalen de andere vanzelf.",
        "Met een handvol gesprekken per gemeente is geen betrouwbaarheidsinterval eerlijk. Daarom staan er k van n, "
        "wat er gebeurt zonder één respondent, en hoeveel respondenten van mening moeten veranderen voor een ander "
        "oordeel.",
        "‘Niet gevonden’ betekent dat het materiaal er te weinig over zegt, niet dat het tegendeel waar is.",
    ),
    "en": (
        "A count of codings does not measure how strongly something plays. It also follows from the length of a "
        "conversation, the order of questions, the coder's hand and how many indicators the codebook gives a role.",
        "Shares of a column add up to one hundred per cent: when one role rises, the others fall by themselves.",
        "With a handful of conversations per municipality no confidence interval is honest. So there are k of n, what "
        "happens without one respondent, and how many respondents must change their mind to flip a verdict.",
        "'Not found' means that the material says too little about it, not that the opposite is true.",
    ),
}

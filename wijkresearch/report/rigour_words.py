"""The words of the chapter on rigour, in Dutch and in English."""

from __future__ import annotations

HEADINGS = {
    "nl": {
        "agreement": (
            "Code", "α", "95%-interval", "Gelijk", "Eerste gaf haar", "Tweede gaf haar", "Prevalentie-index",
            "Bias-index",
        ),
        "domains": ("Groep van codes", "Teken", "Zin", "Beurt", "Passages: waar", "Passages: welke code"),
        "disagreements": ("Passage", "Lezing van de uitkomsten"),
        "pairs": ("Eerste", "Tweede", "Documenten", "Beurten", "Codes", "Anders", "Laagste α", "Midden", "Hoogste"),
        "role_changes": ("Cel", "Passages nu", "Passages dan", "Bolletjes nu", "Bolletjes dan"),
        "verdict_changes": ("Nr.", "Conclusie", "Lezing van de uitkomsten"),
        "saturation": ("Gemeente", "Interviews", "Codes", "Guest", "In één interview", "Chao: codes", "Helling"),
        "runs": ("Na", "Reeks", "Nieuwe codes", "Van de basis", "Onder de drempel"),
        "first_in_last": ("Axiale categorie", "Thema", "Voor het eerst in"),
        "methods": ("Nr.", "Conclusie", "Gemeente", "Gezegd", "Gezien", "Samen"),
        "negative": ("Nr.", "Conclusie", "Passages tegen", "Documenten", "Waarvan verdeeld", "Passages"),
        "quotes": ("Document", "Perspectief", "Gemeente", "Aangehaald", "Aandeel"),
        "balance": ("Axiale categorie", "Nieuwste gemeente", "Eerdere gemeenten", "Te vergelijken"),
        "leaning": ("Nr.", "Conclusie", "Zonder", "Was", "Wordt"),
        "side_by_side": ("Code", "Nieuwste gemeente", "Eerdere gemeenten"),
        "differences": ("Passage", "Wat er staat", "Lezing van de uitkomsten"),
    },
    "en": {
        "agreement": (
            "Code", "α", "95% interval", "Equal", "First gave it", "Second gave it", "Prevalence index", "Bias index",
        ),
        "domains": ("Group of codes", "Character", "Sentence", "Turn", "Passages: where", "Passages: which code"),
        "disagreements": ("Passage", "Reading of the results"),
        "pairs": ("First", "Second", "Documents", "Turns", "Codes", "Differing", "α lowest", "Median", "Highest"),
        "role_changes": ("Cell", "Passages now", "Passages then", "Dots now", "Dots then"),
        "verdict_changes": ("No.", "Conclusion", "Reading of the results"),
        "saturation": ("Municipality", "Interviews", "Codes", "Guest", "In one interview", "Chao: codes", "Slope"),
        "runs": ("After", "Run", "New codes", "Of the base", "Below the threshold"),
        "first_in_last": ("Axial category", "Theme", "First in"),
        "methods": ("No.", "Conclusion", "Municipality", "Said", "Seen", "Together"),
        "negative": ("No.", "Conclusion", "Passages against", "Documents", "Of which divided", "Passages"),
        "quotes": ("Document", "Perspective", "Municipality", "Quoted", "Share"),
        "balance": ("Axial category", "Newest municipality", "Earlier municipalities", "To compare"),
        "leaning": ("No.", "Conclusion", "Without", "Was", "Becomes"),
        "side_by_side": ("Code", "Newest municipality", "Earlier municipalities"),
        "differences": ("Passage", "What it says", "Reading of the results"),
    },
}  # fmt: skip
DOMAINS = {
    "nl": {
        "application": "rol in een wereld",
        "barrier": "barrière",
        "direction": "richting van het contact",
        "indicator": "indicator",
        "level": "niveau",
        "open": "open codes",
        "outcome": "uitkomst van de verbinding",
        "role": "rol",
        "value": "waarde van een indicator",
    },
    "en": {
        "application": "role in a world",
        "barrier": "barrier",
        "direction": "direction of the contact",
        "indicator": "indicator",
        "level": "level",
        "open": "open codes",
        "outcome": "outcome of the connection",
        "role": "role",
        "value": "value of an indicator",
    },
}
GUEST = {
    "nl": {
        "not_reached": "niet bereikt",
        "too_few_documents": "te weinig interviews",
        "premise_rejected": "uitgangspunt verworpen",
    },
    "en": {
        "not_reached": "not reached",
        "too_few_documents": "too few interviews",
        "premise_rejected": "premise rejected",
    },
}
METHODS = {
    "nl": {
        "same": "dezelfde kant",
        "opposed": "tegengesteld",
        "mixed": "gemengd",
        "only_said": "alleen gezegd",
        "only_seen": "alleen gezien",
        "neither": "geen van beide",
        "no_observation": "geen observatie",
    },
    "en": {
        "same": "the same way",
        "opposed": "opposed",
        "mixed": "mixed",
        "only_said": "only said",
        "only_seen": "only seen",
        "neither": "neither",
        "no_observation": "no observation",
    },
}
SIDES = {
    "nl": {
        "both": "ja",
        "only_newest": "alleen de nieuwste",
        "only_earlier": "alleen eerdere",
        "neither": "geen van beide",
    },
    "en": {"both": "yes", "only_newest": "only the newest", "only_earlier": "only earlier ones", "neither": "neither"},
}
PHRASES = {
    "nl": {
        "same_coding": "Zou een ander hetzelfde coderen?",
        "one_coder": "Geen document is door twee mensen gecodeerd; over overeenstemming is dus niets te zeggen.",
        "differences_said": (
            "In {documents} las {coder} {passages} passages anders dan de lezing waarop de uitkomsten rusten: "
            "{only_first} keer gaf alleen die lezing een code, {only_second} keer alleen {coder}, en {boundaries} keer "
            "zijn de grenzen anders."
        ),
        "all_alike": "Wat meer dan één persoon codeerde, is door allen hetzelfde gelezen.",
        "disagreements": "Wat {coder} anders las, wat het meest omstreden is eerst",
        "disagreements_note": (
            "{shown} van de {n} passages. Een lezing noemt elke code die deze codeur aan (een deel van) de passage "
            "gaf; vet is wat alleen deze codeur gaf, ↔ wat beiden gaven met andere grenzen. Alle verschillen: "
            "02_disagreements.csv."
        ),
        "agreement": "Overeenstemming per code: Krippendorffs α (nominaal) op {units} beurten van de respondent",
        "agreement_note": (
            "{shown} van de {n} codes, waar het minst gelijk is gelezen eerst; {same} codes zijn overal gelijk "
            "gelezen. Alle codes: 02_agreement.csv en 02_agreement_pairs.csv."
        ),
        "paradox_note": (
            "Prevalentie-index bij 1: bijna geen beurt kreeg de code, en dan is α laag terwijl bijna alles gelijk is. "
            "Bias-index: hoe ongelijk de codeurs haar gaven."
        ),
        "domains": "Dezelfde vergelijking per groep van codes, op andere eenheden",
        "domains_note": (
            "Krippendorffs α waar een eenheid hoogstens één code van de groep kreeg; * mvα, voor verzamelingen van "
            "codes, waar zij er meer kreeg; – niet te bepalen. Vrije passages: |uα (waar is gecodeerd) en cuα (met "
            "welke code, waar beiden codeerden), 2019, par. 12.6, in wat alle codeurs codeerden. Alles: "
            "02_domain_agreement.csv."
        ),
        "pairs": "Overeenstemming van elke twee codeurs, over de codes",
        "pairs_note": (
            "Codes: die een van beiden gaf. Anders: niet aan dezelfde beurten gegeven. α: de laagste, de "
            "middelste en de hoogste van de codes; een – waar geen enkele te bepalen is. Per code: "
            "02_agreement_pairs.csv."
        ),
        "role_changes": "Cellen van de roltabellen die met de lezing van {coder} anders uitvallen",
        "role_changes_note": (
            "{changed} van de {n} cellen; de overige blijven gelijk. Nu: met de lezing waarop de uitkomsten rusten. "
            "Alle cellen: 04_second_reading.csv."
        ),
        "verdict_changes": "Oordelen over de gemeenten samen die met de lezing van {coder} anders uitvallen",
        "verdict_changes_note": (
            "{changed} van de {n} conclusies. Per gemeente en per perspectief: 05_second_reading.csv."
        ),
        "nothing_changes": "Met de lezing van {coder} blijven alle roltabellen en oordelen zoals zij zijn.",
        "enough": "Is er te vroeg gestopt?",
        "premise": (
            "Alleen verzadiging van codes is te berekenen, niet van betekenis. Reflexieve thematische analyse verwerpt "
            "het uitgangspunt dat codes klaarliggen om gevonden te worden; wie zo werkt, leest deze paragraaf als een "
            "beschrijving van de volgorde van coderen en niet als een maat."
        ),
        "rejected": (
            "Dit onderzoek is volgens study.yml reflexief: het verwerpt het uitgangspunt van codeverzadiging. Daarom "
            "staat er geen notatie."
        ),
        "reached": (
            "Over alle gemeenten is Guests notatie {notation}: na {documents} interviews bracht de volgende reeks "
            "hoogstens {threshold} van de codes uit de eerste {base} interviews. Latere reeksen: {later}, "
            "waarvan weer boven die drempel: {above}."
        ),
        "saturation": "Verzadiging van codes per gemeente",
        "saturation_note": (
            "Guest: basis {base}, reeks {run}, drempel {threshold}; ‘5+2’ betekent bereikt na vijf interviews, "
            "bevestigd door de twee daarna. Chao: schatting van alle codes, ook die niemand noemde (Chao2). Helling: "
            "nieuwe codes die van nog een interview te verwachten zijn."
        ),
        "runs": "Wat elke reeks interviews toevoegde, over alle gemeenten",
        "runs_note": "Per gemeente: 03_saturation_runs.csv. De curve: 03_saturation_curve.csv.",
        "confirms": (
            "De laatst gecodeerde gemeente, {last}, brengt geen nieuwe axiale categorie: {seen} van de {n} categorieën "
            "komen er voor, en elk daarvan kwam eerder al voor."
        ),
        "adds": (
            "De laatst gecodeerde gemeente, {last}, brengt {new} van de {n} axiale categorieën die eerder niet "
            "voorkwamen; zij bevestigt de structuur dus niet alleen."
        ),
        "one_case": "Er is één gemeente gecodeerd; er is geen latere die de categorieën kan bevestigen.",
        "first_in_last": "Axiale categorieën die voor het eerst in de laatste gemeente voorkomen",
        "sources": "Rust het op één soort bron?",
        "methods": "Wat in interviews is gezegd tegenover wat in observaties is gezien",
        "methods_note": (
            "Alleen waar iets is gezien; de aantallen zijn documenten, vóór en tegen. Over alle conclusies en "
            "gemeenten: {counts}. Niets gezien is geen tegenspraak. Alles: 05_methods.csv."
        ),
        "negative": "Passages die een conclusie tegenspreken, de meeste eerst",
        "negative_note": (
            "{shown} van de {n} conclusies waartegen iets is gezegd; samen {passages} passages. Verdeeld: documenten "
            "die ook steunen. Alle passages: 05_negative_cases.csv."
        ),
        "quotes": "Wie in de tekst wordt aangehaald",
        "quotes_note": "Bij gelijke verdeling kreeg elk document {even}. Nooit aangehaald: {never}.",
        "nobody": "niemand",
        "leaning": "Oordelen die kantelen zonder één gemeente",
        "alike": "Zeggen de gevallen hetzelfde?",
        "alike_said": (
            "Of de passages van de nieuwste gemeente hetzelfde zeggen als de eerdere, moet iemand lezen; de software "
            "legt ze naast elkaar en oordeelt niet."
        ),
        "balance": "Wat er per axiale categorie te vergelijken is (passages)",
        "balance_note": "Welke passage naast welke ligt: 03_constant_comparison.csv.",
        "confidence": "Hoe zeker is elke bevinding?",
        "confidence_said": (
            "Per bevinding staan de gegevens voor een oordeel klaar naar de onderdelen van GRADE-CERQual: methode, "
            "samenhang, toereikendheid en relevantie. Het oordeel is aan een mens en is nergens ingevuld."
        ),
        "to_differences": "Elk verschil tussen de codeurs, met de woorden van wie geciteerd mag worden",
        "to_side_by_side": "De passages van de nieuwste gemeente naast de eerdere, om te lezen",
        "to_confidence": "Het zekerheidsblad per bevinding",
        "differences_lead": (
            "Deze lijst is er voor het gesprek tussen codeurs: bij elke passage staat wat ieder las, met in vet wat "
            "alleen die codeur gaf en met ↔ wat beiden gaven, maar met andere grenzen. De tekst staat "
            "er alleen bij van wie geciteerd mag worden; de andere passages zijn in het document op te zoeken."
        ),
        "side_by_side_lead": (
            "Per axiale categorie staan links passages van de nieuwste gemeente, {newest}, en rechts die van eerdere "
            "met dezelfde code. Lees of zij hetzelfde zeggen. Waar een kant leeg is, heeft de andere meer passages. "
            "De tekst staat er alleen bij van wie geciteerd mag worden."
        ),
        "passages": "Passages naast elkaar",
        "and": "en",
        "yes": "ja",
        "no": "nee",
        "to": "tot",
        "undefined": "niet te bepalen",
        "all": "Alle gemeenten",
        "observation": "Observatie",
    },
    "en": {
        "same_coding": "Would somebody else code the same?",
        "one_coder": "No document was coded by two people, so nothing can be said of agreement.",
        "differences_said": (
            "In {documents} {coder} read {passages} passages otherwise than the reading that results rest on: "
            "{only_first} times only that reading gave a code, {only_second} times only {coder}, and {boundaries} "
            "times the boundaries differ."
        ),
        "all_alike": "What several people coded was read the same way by all of them.",
        "disagreements": "What {coder} read otherwise, what is disputed most first",
        "disagreements_note": (
            "{shown} of {n} passages. A reading names every code that this coder gave to (part of) the passage; what "
            "only this coder gave is bold, ↔ is what both gave with other boundaries. All differences: "
            "02_disagreements.csv."
        ),
        "agreement": "Agreement per code: Krippendorff's α (nominal) on {units} turns of the respondent",
        "agreement_note": (
            "{shown} of {n} codes, those read least alike first; {same} codes were read alike everywhere. All codes: "
            "02_agreement.csv and 02_agreement_pairs.csv."
        ),
        "paradox_note": (
            "Prevalence index near 1: hardly any turn was given the code, and then α is low while almost everything is "
            "equal. Bias index: how unequally the coders gave it."
        ),
        "domains": "The same comparison per group of codes, on other units",
        "domains_note": (
            "Krippendorff's α where a unit was given at most one code of the group; * mvα, for sets of codes, where it "
            "was given more; – undefined. Free passages: |uα (where was coded) and cuα (with which code, where both "
            "coded), 2019, § 12.6, in what all coders coded. All of it: 02_domain_agreement.csv."
        ),
        "pairs": "Agreement of every two coders, over the codes",
        "pairs_note": (
            "Codes: those that either gave. Differing: not given to the same turns. α: the lowest, the median and the "
            "highest of the codes; a – where none is defined. Per code: 02_agreement_pairs.csv."
        ),
        "role_changes": "Cells of the role tables that come out otherwise with the reading of {coder}",
        "role_changes_note": (
            "{changed} of {n} cells; the others stay the same. Now: with the reading that results rest on. All cells: "
            "04_second_reading.csv."
        ),
        "verdict_changes": (
            "Verdicts over the municipalities together that come out otherwise with the reading of {coder}"
        ),
        "verdict_changes_note": (
            "{changed} of {n} conclusions. Per municipality and per perspective: 05_second_reading.csv."
        ),
        "nothing_changes": "With the reading of {coder} all role tables and verdicts stay as they are.",
        "enough": "Did it stop too early?",
        "premise": (
            "Only saturation of codes can be computed, not of meaning. Reflexive thematic analysis rejects the premise "
            "that codes lie waiting to be found; who works that way reads this section as a description of the order "
            "of coding and not as a measure."
        ),
        "rejected": (
            "According to study.yml this study is reflexive: it rejects the premise of code saturation, so no notation "
            "is given."
        ),
        "reached": (
            "Over all municipalities Guest's notation is {notation}: after {documents} interviews the next run brought "
            "at most {threshold} of the codes in the first {base} interviews. Later runs: {later}, of which above "
            "the threshold again: {above}."
        ),
        "saturation": "Saturation of codes per municipality",
        "saturation_note": (
            "Guest: base {base}, run {run}, threshold {threshold}; '5+2' means reached after five interviews, "
            "confirmed by the two after them. Chao: estimate of all codes, also those that nobody mentioned (Chao2). "
            "Slope: new codes to expect from one more interview."
        ),
        "runs": "What every run of interviews added, over all municipalities",
        "runs_note": "Per municipality: 03_saturation_runs.csv. The curve: 03_saturation_curve.csv.",
        "confirms": (
            "The municipality that was coded last, {last}, brings no new axial category: {seen} of {n} categories "
            "occur in it, and each of those had occurred before."
        ),
        "adds": (
            "The municipality that was coded last, {last}, brings {new} of {n} axial categories that had not occurred "
            "before; so it does not only confirm the structure."
        ),
        "one_case": "One municipality was coded; there is no later one that can confirm the categories.",
        "first_in_last": "Axial categories that first occur in the last municipality",
        "sources": "Does it rest on one kind of source?",
        "methods": "What was said in interviews against what was seen in observations",
        "methods_note": (
            "Only where something was seen; the numbers are documents, for and against. Over all conclusions and "
            "municipalities: {counts}. Nothing seen is no evidence against. All of it: 05_methods.csv."
        ),
        "negative": "Passages that contradict a conclusion, most first",
        "negative_note": (
            "{shown} of {n} conclusions that something was said against; {passages} passages together. Divided: "
            "documents that also support it. All passages: 05_negative_cases.csv."
        ),
        "quotes": "Who is quoted in the text",
        "quotes_note": "Shared evenly, every document would have {even}. Never quoted: {never}.",
        "nobody": "nobody",
        "leaning": "Verdicts that flip without one municipality",
        "alike": "Do the cases say the same?",
        "alike_said": (
            "Whether the passages of the newest municipality say the same as the earlier ones, somebody has to read; "
            "the software lays them side by side and does not judge."
        ),
        "balance": "What there is to compare per axial category (passages)",
        "balance_note": "Which passage lies beside which: 03_constant_comparison.csv.",
        "confidence": "How certain is every finding?",
        "confidence_said": (
            "For every finding the inputs to a judgement are ready, after the components of GRADE-CERQual: method, "
            "coherence, adequacy and relevance. The judgement is a person's and is filled in nowhere."
        ),
        "to_differences": "Every difference between the coders, with the words of those who may be quoted",
        "to_side_by_side": "The passages of the newest municipality beside the earlier ones, to be read",
        "to_confidence": "The confidence sheet per finding",
        "differences_lead": (
            "This list is for the conversation between coders: beside every passage stands what each of them read, in "
            "bold what only that coder gave, with ↔ what both gave but with other boundaries. "
            "Only the words of those who may be quoted are shown; the other passages can be looked up in the document."
        ),
        "side_by_side_lead": (
            "Per axial category passages of the newest municipality, {newest}, stand on the left, and on the right "
            "those of earlier ones with the same code. Read whether they say the same. Where one side is empty, the "
            "other has more passages. Only the words of those who may be quoted are shown."
        ),
        "passages": "Passages side by side",
        "and": "and",
        "yes": "yes",
        "no": "no",
        "to": "to",
        "undefined": "undefined",
        "all": "All municipalities",
        "observation": "Observation",
    },
}

"""The words of the praatplaat, in Dutch and in English; labels, goals and the notice come from the study itself.

The name of the sheet is the thesis's own, in either language.
"""

from __future__ import annotations

EXPLAINED = {
    "nl": {
        "made": "in meer dan de helft van de passages werd de rol volledig uitgevoerd.",
        "hindered": "in meer dan de helft bleef het bij een poging, of lukte het half.",
        "not_called_upon": "in meer dan de helft had de rol gepast, maar vroeg niemand erom.",
        "mixed": "geen van die drie haalt de helft.",
        "nobody_coded": "niemand heeft gecodeerd hoe het afliep.",
    },
    "en": {
        "made": "in more than half of the passages the role was carried out in full.",
        "hindered": "in more than half it was only tried, or half done.",
        "not_called_upon": "in more than half the role would have fitted, but nobody asked for it.",
        "mixed": "none of those three reaches half.",
        "nobody_coded": "nobody coded how it ended.",
    },
}
STEPS = {
    "nl": (
        "Houd de deuren dicht. Welke rol is van u?",
        "Zet in elke cirkel op de deuren een vinkje of een kruis: lukt het hier?",
        "Sla de deuren een voor een open en vergelijk. Waar verschilt u van de plaat, en van elkaar?",
        "Kies één kruis. Wie kan er morgen iets aan doen?",
    ),
    "en": (
        "Keep the doors closed. Which role is yours?",
        "Put a tick or a cross in every circle on the doors: does it work here?",
        "Open the doors one by one and compare. Where do you differ from the sheet, and from each other?",
        "Choose one cross. Who can do something about it tomorrow?",
    ),
}
WORDS = {
    "nl": {
        "name": "Praatplaat",
        "cases": "{number} gemeenten",
        "together": "samen",
        "inside": "binnenkant",
        "outside": "buitenkant",
        "title": "Waar komt het contact tot stand?",
        "head": "Komt het contact tot stand?",
        "question": "Welke rol is van u?",
        "first": "Eerst zelf: zet in elke cirkel een vinkje of een kruis. Sla daarna de deuren open.",
        "counted": "gelukt in {fulfilled} van {passages} passages",
        "no_passages": "geen passages",
        "example": "Ons eigen voorbeeld",
        "open": "sla deze kant open",
        "reading": "Zo leest u deze plaat",
        "talking": "Zo voert u het gesprek",
        "rests": "Waar dit op rust",
        "rests_on": "{passages} passages uit gesprekken en observaties waarin een rol ter sprake kwam. {choice}",
        "choice": "Dat een teken bij meer dan de helft begint, is een keuze.",
        "folds": "Zo vouwt u",
        "folding": (
            "Print dubbelzijdig op ware grootte (100 %) en sla om over de korte kant. "
            "Vouw beide zijkanten op de stippellijn naar binnen: de strook in het midden blijft zichtbaar."
        ),
        "limits": (
            "De plaat telt wat is verteld. Zij zegt niet hoe vaak iets gebeurt en niet waardoor; "
            "wie drie voorvallen vertelt, telt drie keer."
        ),
    },
    "en": {
        "name": "Praatplaat",
        "cases": "{number} municipalities",
        "together": "together",
        "inside": "inside",
        "outside": "outside",
        "title": "Where is the contact made?",
        "head": "Is the contact made?",
        "question": "Which role is yours?",
        "first": "You first: put a tick or a cross in every circle. Then open the doors.",
        "counted": "made in {fulfilled} of {passages} passages",
        "no_passages": "no passages",
        "example": "Our own example",
        "open": "open this side",
        "reading": "How to read this sheet",
        "talking": "How to talk about it",
        "rests": "What this rests on",
        "rests_on": "{passages} passages from interviews and observations in which a role came up. {choice}",
        "choice": "That a sign begins at more than half is a choice.",
        "folds": "How to fold",
        "folding": (
            "Print double-sided at actual size (100%) and flip on the short edge. "
            "Fold both sides inwards on the dotted line: the strip in the middle stays in sight."
        ),
        "limits": (
            "The sheet counts what was told. It does not say how often something happens or what causes it; "
            "whoever tells of three events counts three times."
        ),
    },
}

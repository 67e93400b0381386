"""The Dutch headings of the tables that notebooks show: per table, the columns in the order in which they are read."""

HEADINGS: dict[str, dict[str, str]] = {
    "municipalities": {
        "name": "Gemeente",
        "official_title": "Titel",
        "wards": "Wijken",
        "officials": "Wijkambtenaren",
        "aldermen": "Wethouders",
        "council_seats": "Raadszetels",
        "inhabitants": "Inwoners",
        "area_km2": "km²",
        "department": "Afdeling",
    },
    "dutch_facts": {
        "municipality": "Gemeente",
        "attribute": "Kenmerk",
        "found": "Gevonden",
        "holds": "Klopt",
        "arithmetic": "Rekensom",
        "source": "Artikel",
    },
    "document_codings": {
        "document": "Document",
        "municipality": "Gemeente",
        "function": "Functie",
        "codings": "Coderingen",
        "passages": "Passages",
        "codes": "Codes",
        "role_codings": "Rolcoderingen",
    },
    "axial_cases": {
        "axial_category": "Axiale categorie",
        "selective_theme": "Thema",
        "municipality": "Gemeente",
        "segments": "Coderingen",
        "codes": "Gegeven codes",
    },
    "first_appearances": {
        "axial_category": "Axiale categorie",
        "first_document": "Eerste document",
        "first_municipality": "Gemeente",
        "municipalities": "Aantal gemeenten",
        "new_in_last": "Nieuw in de laatste gemeente",
    },
    "role_opportunities": {
        "role": "Rol",
        "values": "Waarden in het codeboek",
        "baseline_share": "Aandeel zonder voorkeur",
    },
    "composition": {
        "claim": "Antwoord",
        "verdict": "Oordeel",
        "part": "Deel",
        "part_verdict": "Oordeel over het deel",
        "carries": "Draagt het",
        "holds_back": "Houdt het tegen",
    },
    "robustness": {
        "claim": "Conclusie",
        "member": "Zonder",
        "whole_verdict": "Oordeel met alles",
        "verdict": "Oordeel zonder",
    },
    "case_changes": {
        "claim": "Conclusie",
        "municipality": "Gemeente",
        "derivation_verdict": "Was",
        "test_verdict": "Hier",
        "change": "Wat er gebeurt",
    },
}
ATTRIBUTES = {"council_seats": "raadszetels", "aldermen": "wethouders"}

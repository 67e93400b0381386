"""What may give somebody away in a Dutch text: by patterns, by lists of names, and by the names that a study knows.

Names that a study knows (its key, its municipalities, its streets and wards) are found in any case; everything else by
the capital that it has in written Dutch. Names that no list has and that no title, initial or first name announces are
not found here: the release queue is for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wijkresearch.privacy.first_names import FIRST_NAMES
from wijkresearch.privacy.masking import Names
from wijkresearch.study import StudyTables

CAPITALS = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())
WORD = rf"[{CAPITALS}][\w'’]*+(?:-\w++){{0,4}}+"
PARTICLE = (
    r"(?:van(?: de[rn]?| het| ['’]t)?|de[nrs]?|ten|ter|te|in ['’]t|op den?|aan den?|von|da|dos|di|du|"
    r"la|le|el|al|bin|ben|['’]t)"
)
SURNAME = rf"(?:{PARTICLE} )*{WORD}(?: {WORD})?"
FUNCTION_WORD = (
    r"(?:De|Het|Een|In|Op|Met|Bij|Van|Aan|Uit|Naar|Over|Door|Achter|Langs|Toen|Dan|Daar|Hier|En|Maar|Ik|We|Wij|Als|Die|Dat|Deze|"
    r"Dus|Want|Om|Voor|Tot|Vanuit|Tegenover|Ja|Nee|Nou|Volgens|Is|Was|Wat|Waar|Wie|Ook|Zelfs|Alleen|Tussen|Onze|Mijn)\b"
)
PROPER = rf"(?!{FUNCTION_WORD}){WORD}"
FIRST = "|".join(sorted(FIRST_NAMES, key=lambda name: (-len(name), name)))
TITLE = (
    r"(?:[Mm]eneer|[Mm]ijnheer|[Mm]evrouw|[Mm]evr\.|[Mm]w\.|[Dd]hr\.?|[Dd]e [Hh]eer|[Dd]rs?\.|[Ii]r\.|[Ii]ng\.|[Mm]r\.|"
    r"[Pp]rof\.|[Ww]ethouder|[Bb]urgemeester|[Dd]okter|[Oo]om|[Tt]ante|[Oo]pa|[Oo]ma|[Zz]uster|[Ii]mam|[Pp]astoor|"
    r"[Dd]ominee|[Jj]uf|[Mm]eester|[Cc]ollega|[Bb]uurman|[Bb]uurvrouw|[Rr]aadslid|[Aa]gent)"
)
CALLED = r"(?:heet|heette|heten|genaamd|mijn naam is|noemen we|noemde hem|noemde haar|noem me|spreekt met)"
STREET = (
    r"(?:straat|straatje|laan|laantje|weg|plein|pleintje|kade|singel|gracht|dijk|hof|hofje|pad|steeg|dreef|plantsoen|park|"
    r"markt|wal|haven|brink|erf|oord|hoek|baan|akker|veld|waard|poort|bosch)"
)
NUMBER = r"(?: \d{1,4}(?: ?[a-zA-Z]\b(?!\w))?)?"
STREETS = rf"(?:{PROPER} (?:de |den |der |van |van de |van der )?){{0,2}}[{CAPITALS}][\w'’-]{{0,40}}?{STREET}\b{NUMBER}"
STREETS_OF = rf"(?:Laan|Plein|Weg|Hof|Singel|Straat) van (?:de |het )?{WORD}(?: {WORD})?{NUMBER}"
WARDS = rf"(?<=wijk |uurt )(?:de |het )?{WORD}(?:[ -](?:Noord|Oost|Zuid|West|Centrum))?"
WARDS_BY_END = rf"[{CAPITALS}][\w-]{{0,40}}(?:wijk|buurt|kwartier|polder)\b(?:[ -](?:Noord|Oost|Zuid|West))?"
WARDS_BY_SIDE = rf"{PROPER}[ -](?:Noord|Oost|Zuid|West|Centrum)\b"
ORGANISATION = (
    r"(?:[Ss]tichting|[Vv]ereniging|[Ww]oningcorporatie|[Ww]oonstichting|[Cc]orporatie|[Bb]asisschool|[Ss]chool|"
    r"[Bb]uurthuis|[Bb]uurtcentrum|[Ww]ijkcentrum|[Ww]ijkgebouw|[Dd]orpshuis|[Zz]orggroep|[Zz]orgcentrum|[Kk]erk|[Mm]oskee|"
    r"[Cc]afé|[Ss]upermarkt|[Rr]estaurant|[Vv]oetbalclub|[Ss]portclub|[Bb]ewonersgroep|[Bb]ewonersvereniging|[Bb]ureau|"
    r"[Zz]iekenhuis|[Oo]mroep)"
)
DAY = (
    r"(?:[0-3]?\d(?:e|de|ste)?|een|eerste|tweede?|drie|derde|vierde?|vijfde?|zesde?|zevende?|acht|achtste|negende?|tiende?|"
    r"twee|vier|vijf|zes|zeven|negen|tien|elf|twaalf|dertig|twintig)"
)
MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
)
YEAR = r"(?:19|20)\d{2}"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("mail", r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"),
        ("website", r"(?:https?://|www\.)[^\s<>()\[\]]+[\w/]"),
        (
            "account",
            r"\b(?:[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?|(?i:nl\d{2} ?[a-z]{4}(?: ?\d){10}))\b",
        ),
        (
            "telephone",
            r"(?<![\w.,:-])(?:(?:\+|00)\d{2}[ .-]?(?:\(0\)[ .-]?)?|\(?0)\d(?:[ .()/–-]{0,3}\d){7,10}(?![\w])",
        ),
        ("date", rf"(?<![\w:.,-])(?:[0-3]?\d([-/.])[01]?\d\1(?:{YEAR}|\d\d)|{YEAR}-[01]\d-[0-3]\d)(?![\w:])"),
        ("date", rf"(?i:\b(?:{DAY} {MONTH}(?:,? {YEAR})?|{MONTH} {YEAR}))(?!\w)"),
        ("postcode", r"\b[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})\b"),
        ("street", rf"\b(?:{STREETS}|{STREETS_OF})"),
        ("ward", rf"\b(?:{WARDS}|{WARDS_BY_END}|{WARDS_BY_SIDE})"),
        (
            "organisation",
            rf"\b{ORGANISATION} (?:(?:de|het|voor|van|'t) )*({WORD}(?: (?:(?:en|de|van|der|voor) )*{WORD}){{0,3}})",
        ),
        ("organisation", rf"\b({PROPER}(?: {WORD}){{0,3}} (?:B\.?V|N\.?V)\b\.?)"),
        ("person", rf"\b((?:{FIRST})(?:-(?:{FIRST}))?(?= |s?\b)(?: {SURNAME})?)(?=s?\b)"),
        ("person", rf"\b{TITLE} ({SURNAME})"),
        ("person", rf"\b(?:[{CAPITALS}]\. ?){{1,4}}{SURNAME}"),
        ("person", rf"\b{CALLED} (?:[a-z]+ )?({SURNAME})"),
    )
)
NO_STREETS = frozenset(
    re.findall(
        r"\w+",
        """
        onderweg vanweg terugweg uitweg omweg snelweg fietspad voetpad zebrapad schoolplein speelplein stadspark
        landweg loopbaan rijbaan spoordijk uithoek invalshoek doelwit werkveld speelveld middenveld stadhuis
        antwoord woord doolhof gerechtshof gehoord vermoord doorweg autoweg ringweg tramhalte supermarkt
        arbeidsmarkt woningmarkt kindermarkt rommelmarkt verweg voetbalveld sportveld sportpark speeltuin
        hoofdstraat winkelstraat zijstraat zijweg hoogstwaarschijnlijk stoep
        """,
    )
)
NO_WARDS = frozenset(
    re.findall(
        r"\w+",
        """
        woonwijk nieuwbouwwijk achterstandswijk krachtwijk prachtwijk volkswijk vogelaarwijk buurt wijk kwartier
        volksbuurt probleemwijk aandachtswijk binnenbuurt polder villawijk stadswijk arbeiderswijk
        """,
    )
)
ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """
        best buren houten huizen bergen hulst laren soest goes baarn rhoon ede epe urk noord oost zuid west
        centrum wil mark bas roos storm rob loes beer vos visser bakker smit jong groot klein wit zwart bruin
        groen berg dijk bos mei beek haven dam meer veen weert elst cuijk losser borne assen delft hof park
        markt
        """,
    )
)
SMALLEST_IN_ANY_CASE = 4
"""Letters of the shortest name that is found without its capital."""
ARTICLES = ("De ", "Het ", "Een ")
"""A name that begins so, as that of a café, is a common phrase without its capitals."""
ATTRIBUTES = {
    **dict.fromkeys(("wijken", "buurten"), "ward"),
    "straten": "street",
    "organisaties": "organisation",
    "plaatsen": "place",
}
"""Lines of municipality.yml that list names, with `;` or `,` between them."""
EVERYDAY = ("Den Haag", "Den Bosch")
"""What municipalities are called that have another name in the list."""
PSEUDONYM = re.compile(r"\[[^\W\d_]+(?:-[^\W\d_]+)?(?: (?:\d+|[A-Z]{1,2}))?\]")
BEGINNING = re.compile(r"(?:\A|[.!?…:\n])[\s\"'“”‘’„»«(–—-]*\Z")
LOOK_BACK = 12


@dataclass(frozen=True)
class Found:
    """A place in a text that may give somebody away, what it is, and the name that it is known by."""

    start: int
    end: int
    kind: str
    name: str = field(repr=False)


def find_identifying(
    text: str,
    known: Mapping[str, str],
    *,
    own: Iterable[str] = (),
    municipalities: Iterable[str] = (),
    more: Iterable[Found] = (),
) -> list[Found]:
    """Every place in a text that may give somebody away, in order and apart from each other.

    Places that overlap are one, of the kind of the longest. What is a pseudonym already is left alone.

    Args:
        text: the text.
        known: names that the study knows, each with its kind; found in any case.
        own: names of the study's municipalities; found in any case and with the endings that Dutch gives them.
        municipalities: names of all municipalities; found with their capital.
        more: what another program found in the same text.
    """
    plain = PSEUDONYM.sub(lambda found: "x" * len(found[0]), text)
    found = [*_listed(plain, known), *_by_pattern(plain), *_municipalities(plain, own, municipalities), *more]
    return list(_apart(text, [one for one in found if plain[one.start : one.end] == text[one.start : one.end]]))


def begins_sentence(text: str, position: int) -> bool:
    """Does a word here have its capital because a sentence begins?"""
    before = text[max(0, position - LOOK_BACK) : position]
    return BEGINNING.search(before) is not None if before else True


def _by_pattern(text: str) -> Iterator[Found]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(1) if kind in ("person", "organisation") and match.re.groups else match.span()
            name = text[start:end]
            if not _is_ordinary(kind, name, text, start):
                yield Found(start, end, kind, name)


def _is_ordinary(kind: str, name: str, text: str, start: int) -> bool:
    """A common noun with the capital of a sentence, in the form of a street or a ward."""
    no_names = {"street": NO_STREETS, "ward": NO_WARDS}.get(kind, frozenset())
    return name.casefold() in no_names and (begins_sentence(text, start) or kind == "ward")


def _listed(text: str, known: Mapping[str, str]) -> Iterator[Found]:
    if not known:
        return
    names = {same_name(name): (name, kind) for name, kind in known.items()}
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![^\W_])({'|'.join(map(_spelled, longest_first))})(?=s?(?![^\W_]))")
    for match in pattern.finditer(text):
        name, kind = names[same_name(match[0])]
        yield Found(match.start(), match.end(), kind, name)


def _spelled(name: str) -> str:
    """A pattern for a name: in any case, unless it is a word of its own as well."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    is_word = name.casefold() in ORDINARY or len(name) < SMALLEST_IN_ANY_CASE or name.startswith(ARTICLES)
    return words if is_word else f"(?i:{words})"


def same_name(name: str) -> str:
    """What is the same for two ways to write a name: capitals, spaces, and the dots of a Turkish i aside.

    >>> same_name("YILDIZ  Ş.") == same_name("Yıldız ş.")
    True
    """
    return " ".join(name.split()).casefold().replace("i\u0307", "i").replace("ı", "i")


def _municipalities(text: str, own: Iterable[str], names: Iterable[str]) -> Iterator[Found]:
    """Those of the study by all their spellings, and all others as they are written."""
    others = {*names, *EVERYDAY}
    for name in own:
        others.add(name)
        for start, end in Names.of(name, name).masked(text):
            yield Found(start, end, "municipality", name)
    longest_first = sorted(others, key=lambda name: (-len(name), name))
    written = "|".join(map(re.escape, longest_first))
    for match in re.finditer(rf"(?<![\w-])({written})(?:s|se)?(?!\w)", text) if others else ():
        if match[1].casefold() not in ORDINARY or not begins_sentence(text, match.start()):
            yield Found(match.start(), match.end(), "municipality", match[1])


def _apart(text: str, found: list[Found]) -> Iterator[Found]:
    """What was found without overlaps: places that touch the same characters are taken together."""
    clusters: list[list[Found]] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if clusters and one.start < max(other.end for other in clusters[-1]):
            clusters[-1].append(one)
        else:
            clusters.append([one])
    for cluster in clusters:
        longest = max(cluster, key=lambda one: one.end - one.start)
        start, end = min(one.start for one in cluster), max(one.end for one in cluster)
        is_whole = (start, end) == (longest.start, longest.end)
        yield Found(start, end, longest.kind, longest.name if is_whole else text[start:end])


def names_in_study(study: StudyTables) -> dict[str, str]:
    """Names in a study's own tables, each with its kind: lists in municipality.yml, the codebook, the register."""
    listed = {
        name.strip(): ATTRIBUTES[row.attribute.casefold()]
        for row in study.attributes.itertuples()
        if row.attribute.casefold() in ATTRIBUTES
        for name in re.split(r"[;,]", row.value)
        if name.strip()
    }
    columns = (
        study.codebook["label_nl"],
        study.codebook["definition"],
        study.documents["function"],
        study.municipalities["department"],
    )
    prose = [str(said) for column in columns for said in column.dropna()]
    read = {one.name: one.kind for said in prose for one in find_identifying(said, {})}
    return {**read, **listed}

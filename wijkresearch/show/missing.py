"""What a study has none of yet, each with the command or the file that comes next."""

from wijkresearch.study import RawStudy
from wijkresearch.words import say


def say_missing(study: RawStudy, language: str) -> list[str]:
    """A sentence for everything that a study of conclusions needs and this one has none of; nothing when it has all.

    Args:
        study: the study as it was read.
        language: `nl` or `en`.

    >>> from wijkresearch.example import example_study
    >>> say_missing(example_study().only([]), "en")[0]
    'There is no municipality yet: `wijk new municipality NAME --study voorbeeld` makes its folder.'
    """
    has = {
        "questions": study.settings["questions"],
        "codes": study.codebook,
        "cases": study.municipalities,
        "documents": study.documents,
        "texts": study.transcripts,
        "codings": study.segments,
        "claims": study.claims.get("claims", ()),
    }
    return [say("missing", name, language, study=study.study) for name, rows in has.items() if not len(rows)]

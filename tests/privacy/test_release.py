"""A released study holds nothing that may not leave: no refused document, hidden name or function without consent."""

from dataclasses import replace

import pandas as pd

from wijkresearch.privacy.release import release
from wijkresearch.tables import Table, claims, published, raw


def everything(study):
    """All of a study as one text, the transcripts aside."""
    tables = [getattr(study, name) for name in ("municipalities", "documents", "codebook", "segments", "turns")]
    tables += [*study.published.values(), *study.claims.values()]
    return "\n".join([repr(dict(study.settings)), *(table.to_csv() for table in tables)])


def test_with_full_consent_a_released_study_is_the_same(study):
    released = release(study)
    assert everything(released) == everything(study)
    assert dict(released.transcripts) == dict(study.transcripts)


def test_a_document_that_may_not_be_processed_is_gone_with_its_codings_and_text(consent):
    released = release(consent("D2", consent_processing=False))
    assert "D2" not in set(released.documents["document"]) | set(released.segments["document"]) | set(
        released.turns["document"]
    )
    assert "D2" not in released.transcripts
    assert "D1" in released.transcripts


def test_for_another_purpose_only_documents_that_may_be_kept_for_it_remain(consent):
    study = consent("D2", consent_reuse=None)
    assert list(release(study, for_reuse=True).documents["document"]) == ["D1", "D3", "D4", "D5", "D6", "D7", "D8"]
    assert len(release(study).documents) == 8


def test_a_hidden_case_is_found_nowhere_in_a_released_study(consent):
    study = consent("D6", consent_municipality="pseudonym")
    limits = pd.DataFrame(
        {"claim": ["C"] * 2, "property": ["municipality", "perspective"], "value": ["bosrade", "overig"]}
    )
    study = replace(
        study,
        published={
            "cases": pd.DataFrame({"municipality": ["aardam", "bosrade"], "printed": ["1", "77753"]}),
            "dots": pd.DataFrame({"municipality": ["aardam", "bosrade"], "dots": [1, 2]}),
        },
        claims={
            "claim_eligible": limits,
            "claim_sources": pd.DataFrame({"claim": ["C"], "municipality": ["bosrade"]}),
            "claims": pd.DataFrame({"claim": ["C"], "text_nl": ["In Bosrade is de luisteraar de eerste."]}),
        },
    )
    study.codebook["definition"] = "Zoals in Bosrade gebeurt."
    study = replace(
        study, settings={**study.settings, "title": "Aardam en Bosrade", "questions": [{"text_nl": "BOSRADE?"}]}
    )
    released = release(study)
    assert released.settings["title"] == "Aardam en Gemeente B"
    assert set(released.codebook["definition"]) == {"Zoals in Gemeente B gebeurt."}
    assert "bosrade" not in everything(released).lower()
    assert list(released.municipalities["municipality"]) == ["aardam", "gemeente-b"]
    assert list(released.municipalities["name"]) == ["Aardam", "Gemeente B"]
    assert list(released.claims["claim_eligible"]["value"]) == ["gemeente-b", "overig"]
    assert list(released.published["cases"]["municipality"]) == ["aardam"]
    assert list(released.published["dots"]["municipality"]) == ["aardam", "gemeente-b"]


def test_of_a_case_that_was_not_read_along_no_printed_attributes_are_released(study):
    printed = pd.DataFrame({"municipality": ["aardam", "bosrade"], "printed": ["1", "77753"]})
    released = release(replace(study, published={"cases": printed}).only(["bosrade"]))
    assert released.published["cases"]["printed"].tolist() == ["77753"]


def test_figures_that_give_a_hidden_case_away_are_rounded(consent):
    cases = release(consent("D6", consent_municipality="pseudonym")).municipalities.set_index("municipality")
    assert cases["inhabitants"].to_dict() == {"aardam": 30_000, "gemeente-b": 40_000}
    assert cases["area_km2"].to_dict() == {"aardam": 12.5, "gemeente-b": 10.0}


def test_a_function_without_consent_is_generalised_in_the_register(consent):
    released = release(consent("D1", consent_name=None))
    assert list(released.documents["function"])[:2] == ["respondent", "functie 2"]


def test_every_table_that_people_fill_in_names_a_case_where_the_release_looks_for_it():
    """A table that names a case in a column called otherwise would slip past the pseudonyms."""
    filled_in = [
        table for module in (raw, published, claims) for table in vars(module).values() if isinstance(table, Table)
    ]
    for table in filled_in:
        cases = {column.name for column in table.columns if column.meaning.startswith("Id of the case")}
        assert cases <= {"municipality"}, table.name

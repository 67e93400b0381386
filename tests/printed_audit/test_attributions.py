import pandas as pd
import pytest

from wijkresearch.printed_audit.attributions import as_register, check_attributions, count_citations, list_uncited

REGISTER = pd.DataFrame(
    [
        ("D1", "3.2", "interview", "Wijkregisseur", "a"),
        ("D2", "3.2", "interview", "Kwartiermaker Gebiedsgericht Werken", "b"),
        ("D3", "3.2", "observation", "Drie wijkregisseurs", "a"),
    ],
    columns=["document", "section", "kind", "function", "municipality"],
)


def attribution(document, function=None, municipality=None, kind="quote"):
    return pd.DataFrame(
        [(1, "4.1", document, function, municipality, kind)],
        columns=["number", "section", "document", "function", "municipality", "kind"],
    )


def test_thirty_five_of_forty_seven_attributions_agree_and_these_twelve_do_not(published):
    checked = check_attributions(published["attributions"], published["register"])
    assert len(checked) == 47
    assert int(checked["agrees"].sum()) == 35
    assert checked.loc[~checked["agrees"], "number"].tolist() == [4, 8, 21, 24, 29, 30, 31, 32, 35, 37, 40, 41]
    verdicts = checked.set_index("number")["verdict"]
    assert verdicts[[8, 31, 41]].tolist() == ["not in register"] * 3
    assert verdicts[32] == "municipality differs"


def test_documents_that_are_never_cited_are_listed(published):
    assert list_uncited(published["attributions"], published["register"])["document"].tolist() == ["D12", "D13", "D17"]


def test_citations_are_counted_per_case_for_interviews_only(published):
    cited = count_citations(published["attributions"], published["register"]).set_index("municipality")
    assert cited["attributions"].to_dict() == {"katwijk": 15, "maassluis": 16, "leidschendam-voorburg": 11}
    assert cited["cited_interviews"].to_dict() == {"katwijk": 5, "maassluis": 5, "leidschendam-voorburg": 3}


@pytest.mark.parametrize(
    ("named", "verdict"),
    [
        (attribution("D1", "wijkregisseur", "a"), "agrees"),
        (attribution("D1", "Wijkregisseur"), "agrees"),
        (attribution("D1"), "agrees"),
        (attribution("D1", "wijkregisseurs"), "agrees"),
        (attribution("D1", "wijkregisseuze"), "function differs"),
        (attribution("D1", "wethouder"), "function differs"),
        (attribution("D1", "wijkregisseur", "b"), "municipality differs"),
        (attribution("D2", "kwartiermaker"), "agrees"),
        (attribution("D2", "werker"), "function differs"),
        (attribution("D3", "wijkregisseur"), "agrees"),
        (attribution("D3", "observatie", "a"), "agrees"),
        (attribution("D3", None, "b", "observation"), "municipality differs"),
        (attribution("D1", None, "a", "observation"), "kind differs"),
        (attribution("D1", "observatie"), "kind differs"),
        (attribution("D9", "wijkregisseur"), "not in register"),
    ],
)
def test_the_verdict_names_the_first_thing_that_differs(named, verdict):
    checked = check_attributions(named, REGISTER).iloc[0]
    assert (checked["verdict"], bool(checked["agrees"])) == (verdict, verdict == "agrees")


def test_a_study_s_own_documents_can_serve_as_the_register(documents, published):
    own = check_attributions(published["attributions"], as_register(documents))
    assert int(own["agrees"].sum()) == 35

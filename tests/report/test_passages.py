"""The lists of passages behind conclusions: where each leads back to."""

from dataclasses import replace

from wijkresearch.report.passages import claim_groups


def test_the_passages_of_every_conclusion_with_a_verdict_lead_back_to_its_card_and_a_recommendation_to_none(
    make_material,
):
    made = make_material()
    cards = {group.name: group.card for group in claim_groups(replace(made, passages=made.passages.head(0)))}
    assert cards == {
        **{claim: f"report.html#bevinding-{claim}" for claim in ("C1", "C2", "P", "H")},
        "R": "",
    }

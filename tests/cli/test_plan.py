"""What to do before coding: the numbers are those of the papers."""

from wijkresearch.cli import main


def test_how_much_to_code_twice_and_how_many_to_interview_is_said_before_anybody_begins(capsys):
    assert main(["plan"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "- een code in 10% van de eenheden: 230" in said  # Donner & Rotondi (2010)
    assert "- een code in 20% van de eenheden: 131" in said
    assert (
        "Bij meer dan twee codeurs geldt dit voor elk tweetal; wat ze allemaal coderen, telt voor elk tweetal mee."
        in said
    )
    assert (
        "- wat 10% van de mensen zou noemen: 16 om het één keer te horen, 29 voor twee keer"
    ) in said  # Fugard & Potts (2015)
    assert "- wat 5% van de mensen zou noemen: 32 om het één keer te horen, 59 voor twee keer" in said


def test_a_higher_bar_is_taken_over(capsys):
    assert main(["plan", "--expected", "0.8", "--at-least", "0.6"]) == 0
    said = capsys.readouterr().out
    assert "met 95% zekerheid boven 0,6 te blijven" in said
    assert "- een code in 10% van de eenheden: 116" in said


def test_a_bar_above_what_is_expected_is_refused(capsys):
    assert main(["plan", "--expected", "0.6"]) == 2
    assert "expected 0.6 and at_least 0.667" in capsys.readouterr().err

"""`wijk plan`: how much two people should both code, and how many people to interview, before either begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from wijkresearch.coder_agreement import plan_double_coding
from wijkresearch.rigour.saturation import plan_interviews
from wijkresearch.words.numbers import write_number, write_percent

SHARES = (0.05, 0.1, 0.2, 0.3)
CHANCE = 0.8

Expected = Annotated[float, typer.Option(help="The κ that you expect, from a pilot or from earlier work.")]
AtLeast = Annotated[float, typer.Option(help="The κ that you want to be sure of.")]


def plan(*, expected: Expected = 0.8, at_least: AtLeast = 0.667) -> None:
    """Say how much to code twice, and how many people to interview, before you begin."""
    for line in (*_double_coding(expected, at_least), "", *_interviews()):
        typer.echo(line)


def _double_coding(expected: float, at_least: float) -> Iterator[str]:
    """What two coders should both code, for codes that are rare and codes that are not."""
    kappa, bound = (write_number(value, most=3) for value in (expected, at_least))
    yield f"Dubbel te coderen eenheden (beurten of zinnen) om bij een verwachte κ van {kappa}"
    yield f"met 95% zekerheid boven {bound} te blijven (Donner & Rotondi 2010):"
    for row in plan_double_coding(expected=expected, at_least=at_least).itertuples():
        yield f"- een code in {write_percent(row.prevalence, 0)} van de eenheden: {row.units}"
    yield "Een zeldzame code vraagt meer eenheden. Kies de documenten door loting, uit elke gemeente één."
    yield "Bij meer dan twee codeurs geldt dit voor elk paar; wat allen coderen, telt voor elk paar mee."


def _interviews() -> Iterator[str]:
    """How many people to interview to hear of something that a share of them would bring up."""
    yield f"Interviews per groep om iets met een kans van {write_percent(CHANCE, 0)} te horen (Fugard & Potts 2015):"
    once, twice = (plan_interviews(SHARES, mentions=mentions, chance=CHANCE) for mentions in (1, 2))
    for row, again in zip(once.itertuples(), twice.itertuples(), strict=True):
        needed = f"{row.interviews} voor één keer, {again.interviews} voor twee"
        yield f"- wat {write_percent(row.share, 0)} van de mensen zou noemen: {needed}"
    yield "Reflexieve thematische analyse verwerpt zo’n rekensom: daar volgt het aantal uit de analyse."

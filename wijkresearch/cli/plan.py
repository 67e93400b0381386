"""`wijk plan`: how much two people should both code, and how many people to interview, before either begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from wijkresearch.coder_agreement import plan_double_coding
from wijkresearch.rigour.saturation import plan_interviews
from wijkresearch.words import say, texts
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
    yield say("plan", "double_coding", kappa=kappa)
    yield say("plan", "bound", bound=bound)
    for row in plan_double_coding(expected=expected, at_least=at_least).itertuples():
        yield f"- {say('plan', 'units', prevalence=write_percent(row.prevalence, 0), units=row.units)}"
    yield from texts("plan", "remarks")["nl"]


def _interviews() -> Iterator[str]:
    """How many people to interview to hear of something that a share of them would bring up."""
    yield say("plan", "interviews", chance=write_percent(CHANCE, 0))
    once, twice = (plan_interviews(SHARES, mentions=mentions, chance=CHANCE) for mentions in (1, 2))
    for row, again in zip(once.itertuples(), twice.itertuples(), strict=True):
        needed = {"once": row.interviews, "twice": again.interviews}
        yield f"- {say('plan', 'needed', share=write_percent(row.share, 0), **needed)}"
    yield say("plan", "reflexive")

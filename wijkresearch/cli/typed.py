"""What was typed behind a command is not repeated where it is a sentence, which may be what a respondent said."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand

from wijkresearch.errors import without_sentences

UsageError: Any = typer.BadParameter.__bases__[0]
"""What Typer raises for an option that it cannot read; of click, or of Typer itself since it took click in."""


class DiscreetCommand(TyperCommand):
    """A command of which Typer's own problems repeat no sentence either."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options as Typer does.

        Raises:
            UsageError: they cannot be read.
        """
        typed = list(args)
        try:
            return super().parse_args(ctx, args)
        except UsageError as trouble:
            trouble.message = without_sentences(trouble.message, typed)
            if "extra argument" in trouble.message and any(option.name == "study" for option in self.params):
                trouble.message += ". A study is named with --study NAME."
            raise

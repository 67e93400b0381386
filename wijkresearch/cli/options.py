"""The option that commands about a study share."""

from typing import Annotated

import typer

StudyOption = Annotated[
    str, typer.Option("--study", metavar="NAME", help="Folder in data/raw; may be left out when there is one study.")
]

"""`wijk dictionary`: the data dictionary, from the declared tables."""

import typer


def dictionary() -> None:
    """Print the data dictionary as Markdown."""
    from wijkresearch.show.dictionary import data_dictionary  # noqa: PLC0415
    from wijkresearch.tables import ALL_TABLES  # noqa: PLC0415

    typer.echo(data_dictionary(ALL_TABLES), nl=False)

"""The table of checks against the Gemeentewet."""

from wijkresearch.schema import Column, Table

DUTCH_FACTS = Table(
    name="dutch_facts",
    row="One attribute of a municipality compared with the law.",
    key=("municipality", "attribute"),
    columns=(
        Column("municipality", "text", "The municipality."),
        Column("attribute", "text", "The attribute.", ("council_seats", "aldermen")),
        Column("found", "number", "What the table says."),
        Column("lowest", "number", "The least that the law allows.", optional=True),
        Column("highest", "number", "The most that the law allows.", optional=True),
        Column("holds", "flag", "Whether it lies between the two.", optional=True),
        Column("arithmetic", "text", "How the bounds come about, in Dutch."),
        Column("source", "text", "The article of the Gemeentewet."),
    ),
)

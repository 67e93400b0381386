"""The tables of fingerprints: what a code means now, and the codings that were made when it meant something else."""

from wijkresearch.schema import Column, Table

CODE_FINGERPRINTS = Table(
    name="code_fingerprints",
    row="One code with the fingerprint of its label and definition.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code."),
        Column("fingerprint", "text", "First 16 digits of the SHA-256 of the label and the definition."),
    ),
)

OUTDATED_CODINGS = Table(
    name="outdated_codings",
    row="One coding that was not made under the definition that the codebook holds now.",
    key=("segment", "code", "coder"),
    columns=(
        Column("segment", "text", "Id of the passage."),
        Column("document", "text", "Id of the document."),
        Column("code", "text", "Id of the code."),
        Column("coder", "text", "Who gave the code."),
        Column(
            "state",
            "text",
            "The definition changed since, it was not recorded, or the code left the codebook.",
            ("changed", "not_recorded", "code_removed"),
        ),
        Column("fingerprint_then", "text", "Fingerprint when it was coded.", optional=True),
        Column("fingerprint_now", "text", "Fingerprint now.", optional=True),
    ),
)

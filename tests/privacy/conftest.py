"""A made-up study of which the consent can be set item by item."""

from dataclasses import replace

import pytest

from wijkresearch.example import example_study
from wijkresearch.tables import DOCUMENTS


@pytest.fixture
def study():
    """Two cases of three interviews and an observation, all with full consent; documents D1 to D8, transcripts in."""
    made = example_study()
    return replace(made, documents=DOCUMENTS.check(made.documents.assign(file=made.documents["document"] + ".txt")))


@pytest.fixture
def consent(study):
    """The study with other values for one document of the register."""

    def changed(document, **values):
        documents = study.documents.copy()
        for column, value in values.items():
            documents.loc[documents["document"] == document, column] = value
        return replace(study, documents=DOCUMENTS.check(documents))

    return changed

"""A made-up study of which the consent can be set item by item."""

from dataclasses import replace

import pytest

from wijkresearch.example import example_study
from wijkresearch.tables import DOCUMENTS


@pytest.fixture(scope="session")
def made():
    """The study below; nobody changes it."""
    study = example_study()
    return replace(study, documents=DOCUMENTS.check(study.documents.assign(file=study.documents["document"] + ".txt")))


@pytest.fixture
def study(made):
    """Two cases of three interviews and an observation, all with full consent; documents D1 to D8, transcripts in."""
    return replace(made, documents=made.documents.copy(), codebook=made.codebook.copy())


@pytest.fixture
def consent(study):
    """The study with other values for one document of the register."""

    def changed(document, **values):
        documents = study.documents.copy()
        for column, value in values.items():
            documents.loc[documents["document"] == document, column] = value
        return replace(study, documents=DOCUMENTS.check(documents))

    return changed

"""Where a test draws."""

import matplotlib.pyplot as plt
import pytest


@pytest.fixture
def axes():
    figure, place = plt.subplots()
    yield place
    plt.close(figure)


@pytest.fixture
def pair_of_axes():
    figure, places = plt.subplots(2, layout="constrained")
    yield places
    plt.close(figure)

"""Words are those of SplitMix64; what is drawn from them has the chances that it should have, and no others."""

from math import comb

import numpy as np
import pytest

from wijkresearch.random_stream import RandomStream


@pytest.mark.parametrize(
    ("seed", "published"),
    [
        (0, [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC]),
        (1234567, [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431]),
        (2**64 + 1234567, [6457827717110365317]),
    ],
)
def test_the_words_are_the_published_ones_of_splitmix64(seed, published):
    assert RandomStream(seed).words(len(published)).tolist() == published


def test_words_go_on_where_the_last_ones_ended():
    stream = RandomStream(5)
    assert [*stream.words(2).tolist(), *stream.words(3).tolist()] == RandomStream(5).words(5).tolist()


def test_every_number_below_a_bound_is_equally_likely_also_where_the_words_do_not_divide_evenly():
    bound = 3 * 2**30
    drawn = RandomStream(1).below(bound, 30_000)
    assert np.bincount(drawn % 3) / 30_000 == pytest.approx([1 / 3] * 3, abs=0.01)
    assert np.bincount(drawn // 2**30) / 30_000 == pytest.approx([1 / 3] * 3, abs=0.01)


def test_numbers_below_small_bounds():
    drawn = RandomStream(2).below(5, 50_000)
    assert np.bincount(drawn) / 50_000 == pytest.approx([0.2] * 5, abs=0.01)
    assert RandomStream(2).below(1, 3).tolist() == [0, 0, 0]


def test_shares_lie_evenly_between_0_and_1():
    drawn = RandomStream(3).shares(50_000)
    assert np.histogram(drawn, bins=10, range=(0, 1))[0] / 50_000 == pytest.approx([0.1] * 10, abs=0.01)
    assert drawn.max() < 1


def test_every_order_is_equally_likely():
    orders = RandomStream(4).orders(3, 60_000)
    place = orders @ np.array([9, 3, 1])
    assert np.unique(place, return_counts=True)[1] / 60_000 == pytest.approx([1 / 6] * 6, abs=0.01)
    assert (np.sort(orders, axis=1) == [0, 1, 2]).all()


@pytest.mark.parametrize(("trials", "favourable", "possible"), [(1, 1, 3), (6, 2, 7), (6, 1, 2), (5, 99, 100)])
def test_successes_are_binomial(trials, favourable, possible):
    found = RandomStream(6).successes(np.full(60_000, trials), favourable, possible)
    chance = favourable / possible
    exact = [comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)]
    assert np.bincount(found, minlength=trials + 1) / 60_000 == pytest.approx(exact, abs=0.01)


def test_trials_of_several_words_are_binomial():
    found = RandomStream(7).successes(np.full(20_000, 1_000), 3, 10)
    assert found.mean() == pytest.approx(300, abs=0.5)
    assert found.var() == pytest.approx(210, rel=0.05)


def test_what_is_certain_impossible_or_not_tried_is_not_left_to_chance():
    trials = np.array([[7, 7, 0, 7]])
    assert RandomStream(8).successes(trials, np.array([0, 4, 2, 9]), np.array([4, 4, 4, 9])).tolist() == [[0, 7, 0, 7]]


def test_draws_are_split_over_parts_by_their_size_however_large():
    counts = RandomStream(9).split(40_000, [0, 10**40, 3 * 10**40, 0])
    assert sum(counts) == 40_000
    assert counts[0] == counts[3] == 0
    assert counts[1] == pytest.approx(10_000, abs=400)
    assert RandomStream(9).split(7, [3, 0]) == [7, 0]

"""Chance: the published generator, statistics over addresses as the model uses them, one number an address."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eastsea_abm import draws
from eastsea_abm._jit import can_compile, compiled
from eastsea_abm.draws import MASK, iso_code, item_code, luck, normal, pair, philox, uniform

STATES = [iso_code(name) for name in ("CHN", "JPN", "KOR", "PRK", "RUS", "TWN", "USA")]
STREAMS = {
    name: value for name, value in vars(draws).items() if name.isupper() and isinstance(value, int) and name != "MASK"
}
MONTHS = range(2022 * 12, 2022 * 12 + 240)

words = st.integers(0, MASK)


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((MASK,) * 4, (MASK,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
    ids=["zeros", "ones", "pi"],
)
def test_philox_gives_the_published_numbers(counter, key, expected):
    assert philox(*counter, *key) == expected


@given(words, words, words, words, words, words)
def test_philox_is_a_bijection_of_words_to_words(c0, c1, c2, c3, k0, k1):
    out = philox(c0, c1, c2, c3, k0, k1)
    assert all(0 <= word <= MASK for word in out)
    assert philox(c0 ^ 1, c1, c2, c3, k0, k1) != out
    assert philox(c0, c1, c2, c3, k0 ^ 1, k1) != out


def test_the_same_address_gives_the_same_number():
    assert uniform(luck(7, 3), 10, 24270, 5, 6) == uniform(luck(7, 3), 10, 24270, 5, 6)


def test_many_draws_at_once_are_the_draws_one_by_one():
    pairs = np.array([pair(a, b) for a in STATES for b in STATES if a != b], np.int64)
    for u in (luck(7, 3), luck(2**64 - 1, 2**32 - 1)):
        alone = [uniform(u, draws.RIVAL_ACT, 24270, code >> 16, code & 0xFFFF) for code in pairs.tolist()]
        for fill in (draws.uniforms, compiled(draws.uniforms)):
            found = np.zeros(len(pairs))
            fill(u, draws.RIVAL_ACT, 24270, pairs, found)
            assert found.tolist() == alone


def test_every_part_of_an_address_counts():
    base = {"seed": 1, "run": 2, "stream": 10, "month": 24270, "actor": 300, "target": 400, "item": 0}

    def draw(seed, run, stream, month, actor, target, item):
        return uniform(luck(seed, run), stream, month, actor, target, item)

    reference = draw(**base)
    for name in base:
        changed = draw(**{**base, name: base[name] + 1})
        assert changed != reference, name
    assert draw(**{**base, "seed": 1 + 2**32}) != reference, "high half of the seed"
    assert draw(**{**base, "actor": 400, "target": 300}) != reference, "actor and target change places"


def test_no_two_streams_share_a_number():
    assert len(set(STREAMS.values())) == len(STREAMS)
    assert all(0 < value < 256 for value in STREAMS.values()), "a stream has eight bits of the address"


def test_codes_fit_their_bits_and_differ():
    names = ["".join(letters) for letters in itertools.product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=3)]
    codes = [iso_code(name) for name in names]
    assert len(set(codes)) == len(names)
    assert min(codes) >= 1
    assert max(codes) < 2**16, "an actor has sixteen bits of the address"
    shipped = [
        "KP",
        "TS",
        "ECS",
        "TISA",
        "GSOMIA",
        "ACSA",
        "EXERCISES",
        "CONSULT",
        "SECRETARIAT",
        "STRIKE_PROTOCOL",
        "ECONSEC",
    ]
    assert len({item_code(name) for name in shipped}) == len(shipped)
    assert all(0 <= item_code(name) < 2**24 for name in shipped), "an item has twenty-four bits"


def test_addresses_of_a_whole_run_are_distinct_numbers():
    numbers = {
        uniform(luck(0, run), stream, t, a, b)
        for run in range(3)
        for stream in (10, 20, 21)
        for t in MONTHS[:60]
        for a in STATES
        for b in STATES
        if a != b
    }
    assert len(numbers) == 3 * 3 * 60 * 42


def test_a_seed_or_run_out_of_range_is_refused():
    for seed, run in ((-1, 0), (2**64, 0), (0, -1), (0, 2**32)):
        with pytest.raises(ValueError, match="outside"):
            luck(seed, run)
    assert luck(2**64 - 1, 2**32 - 1).seed_high == MASK


@pytest.fixture(scope="module")
def cube() -> np.ndarray:
    """Draws by (run, stream, month, dyad): 6 runs, 4 streams, 240 months, 12 dyads."""
    pairs = [(a, b) for a in STATES for b in STATES if a != b][:12]
    return np.array(
        [
            [
                [[uniform(luck(2022, run), stream, t, a, b) for a, b in pairs] for t in MONTHS]
                for stream in (draws.PARTNER_ACT, draws.RIVAL_ACT, draws.DISPUTE, draws.COERCION)
            ]
            for run in range(6)
        ]
    )


def test_draws_are_uniform(cube):
    flat = cube.ravel()
    assert flat.min() >= 0.0
    assert flat.max() < 1.0
    assert stats.kstest(flat, "uniform").pvalue > 0.001
    counts = np.histogram(flat, bins=100, range=(0, 1))[0]
    assert stats.chisquare(counts).pvalue > 0.001
    last_bits = (flat * 2.0**53).astype(np.uint64) & np.uint64(255)
    assert stats.chisquare(np.bincount(last_bits.astype(int), minlength=256)).pvalue > 0.001


@pytest.mark.parametrize("axis", [0, 1, 2, 3], ids=["runs", "streams", "months", "dyads"])
def test_neighbouring_addresses_are_uncorrelated(cube, axis):
    a = np.moveaxis(cube, axis, 0)
    for lag in (1, 2):
        x, y = a[:-lag].ravel() - 0.5, a[lag:].ravel() - 0.5
        r = float((x * y).mean() * 12.0)
        assert abs(r) < 4.0 / math.sqrt(x.size), f"lag {lag}: {r}"


def test_pairs_of_consecutive_months_fill_the_square(cube):
    x, y = cube[:, :, :-1].ravel(), cube[:, :, 1:].ravel()
    counts = np.histogram2d(x, y, bins=10, range=((0, 1), (0, 1)))[0].ravel()
    assert stats.chisquare(counts).pvalue > 0.001


def test_normals_are_standard_normal():
    z = np.array(
        [normal(luck(5, run), draws.BELLIGERENCE, t, a, 0) for run in range(20) for t in MONTHS for a in STATES[:4]]
    )
    n = z.size
    assert np.isfinite(z).all()
    assert abs(z.mean()) < 4 / math.sqrt(n)
    assert abs(z.var() - 1) < 4 * math.sqrt(2 / n)
    assert abs(stats.skew(z)) < 4 * math.sqrt(6 / n)
    assert abs(stats.kurtosis(z)) < 4 * math.sqrt(24 / n)
    assert stats.kstest(z, "norm").pvalue > 0.001


def test_normals_of_consecutive_months_are_uncorrelated():
    z = np.array([normal(luck(6), draws.BELLIGERENCE, t, STATES[0], 0) for t in range(20000, 26000)])
    for lag in (1, 2, 12):
        assert abs(float((z[:-lag] * z[lag:]).mean())) < 4 / math.sqrt(z.size - lag)


@pytest.mark.xdist_group("compiled")
@pytest.mark.skipif(not can_compile(), reason="numba is absent or disabled")
def test_compiled_draws_are_the_plain_ones():
    fast_uniform, fast_normal = compiled(uniform), compiled(normal)
    wide = np.random.default_rng(1).integers(0, 2**63, size=(3000, 7), dtype=np.int64)
    for seed, run, stream, t, a, b, item in wide.tolist():
        u = luck(seed * 2 + 1, run % 2**32)
        address = (stream % 256, 20000 + t % 6000, a % 17577, b % 17577)
        assert fast_uniform(u, *address, item % 2**24) == uniform(u, *address, item % 2**24)
        assert fast_normal(u, *address) == normal(u, *address)
    top = luck(2**64 - 1, 2**32 - 1)
    assert fast_uniform(top, 255, 26400, 17576, 17576, 2**24 - 1) == uniform(top, 255, 26400, 17576, 17576, 2**24 - 1)

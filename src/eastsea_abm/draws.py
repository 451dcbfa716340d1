"""Chance: one number for one address, the same in every world.

A draw is named by (seed, run, stream, month, actor, target) and computed from that name alone with
the counter-based generator Philox4x32-10 [Salmon2011]_: the seed is the key, the rest the counter.
Nothing is stored and nothing advances, so adding a state, a stream or a mechanism moves no other
draw, and two policies meet the same luck. States enter by their ISO3 code, theatres and instruments
by a code made from their name, never by their place in a file.
"""

from __future__ import annotations

import math
import zlib
from typing import NamedTuple

from eastsea_abm._jit import rule, woven
from eastsea_abm.world import Floats, Ints

MASK = 0xFFFFFFFF
TAU = 6.283185307179586

# Streams. A number is never given to another stream: that would move its draws.
COMMITMENT = 1
DISPUTE = 2
DISPUTE_SIZE = 3
LEADER = 4
LEADER_FALLS = 5
BELLIGERENCE = 7
PARTNER_ACT = 10
RIVAL_ACT = 20
COERCION = 21
ALERT = 30
CRISIS = 31
STAND_DOWN = 32
STRIKE = 33
DRAWN_IN = 34
ABANDONED = 35
ALLY_INTENT = 36
CONSULTED = 37
OBSERVER_CONSENTS = 38
PATRON_CONSENTS = 39
ABIDES = 40
ALLY_DRAWS_IN = 41
ESCALATION = 43
FORMATION = 50
ACTIVATION = 51
SUSPENSION = 52
RESTORATION = 53


class Luck(NamedTuple):
    """The part of a draw's address that holds for a whole run."""

    seed_low: int  # low 32 bits of the seed
    seed_high: int  # high 32 bits of the seed
    run: int  # which history of this seed, 0 to 2**32 - 1
    chance: bool  # False: expected acts, no accidents (for fixed points)


def luck(seed: int, run: int = 0, *, chance: bool = True) -> Luck:
    """The luck of run ``run`` under ``seed``.

    Raises
    ------
    ValueError
        If ``seed`` is not in 0 to 2**64 - 1 or ``run`` not in 0 to 2**32 - 1.
    """
    if not 0 <= seed < 2**64:
        raise ValueError(f"seed {seed} is outside 0 to 2**64 - 1")
    if not 0 <= run < 2**32:
        raise ValueError(f"run {run} is outside 0 to 2**32 - 1")
    return Luck(seed & MASK, seed >> 32, run, chance)


def iso_code(iso3: str) -> int:
    """A state's number in an address: its three letters read as a number of base 26."""
    a, b, c = (ord(letter) - ord("A") for letter in iso3)
    return (a * 26 + b) * 26 + c + 1


def item_code(name: str) -> int:
    """The number of a theatre or an instrument in an address, 24 bits made from its name."""
    return zlib.crc32(name.encode()) >> 8


@woven
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Philox4x32-10: ten rounds over a counter of four 32-bit words and a key of two."""
    for _ in range(10):
        low = c0 * 0xD2511F53
        high = c2 * 0xCD9E8D57
        c0, c1, c2, c3 = (
            (((high >> 32) & MASK) ^ c1 ^ k0) & MASK,
            high & MASK,
            (((low >> 32) & MASK) ^ c3 ^ k1) & MASK,
            low & MASK,
        )
        k0 = (k0 + 0x9E3779B9) & MASK
        k1 = (k1 + 0xBB67AE85) & MASK
    return c0, c1, c2, c3


@woven
def fraction(a: int, b: int) -> float:
    """A number in [0, 1) on a grid of 2**-53, from two words of 32 bits."""
    return ((a >> 5) * 67108864 + (b >> 6)) * (1.0 / 9007199254740992.0)


@woven
def pair(actor: int, target: int) -> int:
    """Where a draw of ``actor`` about ``target``, two codes, stands in its address."""
    return (int(actor) << 16) | int(target)


@rule
def uniform(u: Luck, stream: int, month: int, actor: int, target: int, item: int = 0) -> float:
    """A number in [0, 1) on a grid of 2**-53."""
    a, b, _c, _d = philox(u.run, month, stream | (int(item) << 8), pair(actor, target), u.seed_low, u.seed_high)
    return fraction(a, b)


@rule
def uniforms(u: Luck, stream: int, month: int, pairs: Ints, into: Floats) -> None:
    """`uniform` for every one of ``pairs``; in one loop, which compiles to several draws at a time."""
    for k in range(pairs.size):
        a, b, _c, _d = philox(u.run, month, stream, int(pairs[k]), u.seed_low, u.seed_high)
        into[k] = fraction(a, b)


@rule
def normal(u: Luck, stream: int, month: int, actor: int, target: int) -> float:
    """A standard normal number, from two uniform ones [BoxMuller1958]_."""
    a, b, c, d = philox(u.run, month, stream, pair(actor, target), u.seed_low, u.seed_high)
    first = ((a >> 5) * 67108864 + (b >> 6) + 0.5) * (1.0 / 9007199254740992.0)
    second = ((c >> 5) * 67108864 + (d >> 6)) * (1.0 / 9007199254740992.0)
    return math.sqrt(-2.0 * math.log(first)) * math.cos(TAU * second)

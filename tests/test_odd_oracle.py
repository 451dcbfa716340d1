"""The draws and eight mechanisms written a second time, from docs/odd.md alone, and compared with the package.

Nothing above the line "compared" comes from the package. A difference means that the document or the code is
wrong; which of them is for a human to say.
"""

from __future__ import annotations

import math
import zlib

import numpy as np
import pytest
import worlds

from eastsea_abm import draws
from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import alignment, coercion, consultation, elections, instruments, leaders, posture, threat
from eastsea_abm.parameters import ROWS, Parameters

# --- section 1: functions ---------------------------------------------------------------------------


def logistic(x: float) -> float:
    if x >= 0:
        return 1 / (1 + math.exp(-min(x, 700)))
    e = math.exp(max(x, -700))
    return e / (1 + e)


def kept(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


# --- section 4: chance ------------------------------------------------------------------------------


def generator(counter: list[int], key: list[int]) -> list[int]:
    c, k = list(counter), list(key)
    for _ in range(10):
        low, high = c[0] * 0xD2511F53, c[2] * 0xCD9E8D57
        c = [(high >> 32) ^ c[1] ^ k[0], high % 2**32, (low >> 32) ^ c[3] ^ k[1], low % 2**32]
        k = [(k[0] + 0x9E3779B9) % 2**32, (k[1] + 0xBB67AE85) % 2**32]
    return c


def address(seed: int, run: int, stream: int, month: int, actor: int, target: int, item: int) -> list[int]:
    return generator([run, month, stream | item << 8, actor << 16 | target], [seed % 2**32, seed // 2**32])


def my_uniform(*where: int) -> float:
    a, b, _, _ = address(*where)
    return ((a >> 5) * 2**26 + (b >> 6)) / 2**53


def my_normal(*where: int) -> float:
    a, b, c, d = address(*where, 0)
    u1, u2 = ((a >> 5) * 2**26 + (b >> 6) + 0.5) / 2**53, ((c >> 5) * 2**26 + (d >> 6)) / 2**53
    return math.sqrt(-2 * math.log(u1)) * math.cos(6.283185307179586 * u2)


def number_of_state(iso3: str) -> int:
    a, b, c = (ord(letter) - 65 for letter in iso3)
    return (a * 26 + b) * 26 + c + 1


def number_of_item(name: str) -> int:
    return zlib.crc32(name.encode("utf-8")) >> 8


# --- section 7.10: hazards of instruments ------------------------------------------------------------


def my_hazard(w, g, p, m: int) -> float:
    i, j = g.instrument_first[m], g.instrument_second[m]
    low, high = sorted((w.act[i, j], w.act[j, i]))
    leaders, visible = (w.leader[i] + w.leader[j]) / 2, g.instrument_visibility[m]
    broker = g.broker[i, j]
    c = w.commitment[broker] if broker >= 0 else 0.0
    effort = w.brokerage[broker] * c if broker >= 0 else 0.0
    if w.status[m] == 3:
        return p.restoration * 0.5 * (1 + leaders) if low >= 0.35 else 0.0
    if w.status[m] in (1, 2):
        quarrel = kept(p.suspension * visible * max(w.shock[i, j], w.shock[j, i]) * 0.5 * (1 - leaders), 0, 1)
        return 1 - (1 - p.rupture * visible * (low <= -1)) * (1 - quarrel)
    need = g.instrument_requires[m]
    if (need >= 0 and w.status[need] not in (1, 2)) or low < 0:
        return 0.0
    joint = 1.0 if high >= 1 and low >= 0.6 else 0.0
    grievance = 0.5 * (w.grievance[i, j] + w.grievance[j, i]) * (1 + p.elections_amplify * max(w.press[i], w.press[j]))
    h = logistic(
        p.formation
        + g.instrument_ease[m]
        + p.formation_threat * w.common[i, j]
        + p.formation_alarm * w.alarm[i, j]
        + p.formation_brokerage * effort
        + p.formation_leaders * leaders
        + p.formation_acts * joint
        - p.formation_grievance * visible * grievance
    )
    return h * c if g.instrument_hub[m] else h


# --- section 7.16: the chance of a unilateral strike ------------------------------------------------


def my_p_uni(w, g, p, h: int) -> tuple[float, float]:
    """Unilateral and drawn in, at the rung of crisis."""
    c, f, k, o, s = (
        int(roles[h])
        for roles in (g.theatre_challenger, g.theatre_defender, g.theatre_ally, g.theatre_observer, g.theatre_second)
    )

    def between(a: int, b: int) -> float:
        return w.threat[a, b] + w.threat[b, a] + max(0, w.answer[a, b]) + max(0, w.answer[b, a])

    tension = between(c, f) / 4 if s < 0 else (between(c, f) + between(c, s)) / 8
    base = p.tension_slope * (tension - p.tension_norm)
    ties = w.entanglement[o] if o >= 0 else 0.0
    informed = 0.0
    if o >= 0:
        sources = [0.0]
        if g.bond[o] >= 0:
            sources.append(w.asset[o, g.bond[o]])
        if g.patron[o] >= 0:
            sources.append(p.hub_information * min(w.cover[o], w.commitment[g.patron[o]]))
        informed = p.information * g.theatre_information[h] * (max(sources) - p.information_norm)
    patron, asked, restraint = g.patron[k], 1.0, 1.0
    if patron >= 0:
        asked = logistic(p.precision * (w.threat[patron, c] + w.trust[patron, k] - p.patron_norm))
        asked += w.bilateral_planning[k] * (1 - asked)
        restraint = 1 - p.bind * w.commitment[patron] * (1 - asked)
    intent = restraint * logistic(
        p.strike
        + p.ally_capability * w.capability[k] * w.threat[k, c]
        + p.emboldening * g.theatre_emboldening[h] * (ties - p.emboldening_norm)
        + base
        - informed
    )
    consents = consults = abides = 1.0
    drawn = 1.0 if o == k else 0.0
    if o not in (-1, k):
        geo, depth = g.theatre_exposure[h] * p.geography, w.protocol[o, k]
        consents = logistic(
            p.precision
            * (w.threat[o, c] + w.trust[o, k] - p.consent_norm - geo - p.consent_dependence * g.coerces[c, o])
        )
        heard = p.voice_protocol * depth + p.voice_ties * ties + p.voice_contribution * w.contribution[o, k]
        consults = logistic(
            p.precision
            * (
                p.voice * g.theatre_voice[h] * (1 - w.bilateral_planning[k]) * heard
                + w.consult_rule[k]
                + p.weight_trust * (w.trust[k, o] - 0.5)
                - p.consult_threshold
            )
        )
        abides = kept(p.bind * g.theatre_voice[h] * math.sqrt(depth), 0, 1)
        taken = 0.0 if f == o else w.contribution[o, k]
        drawn = 1 - (1 - min(geo, 0.99)) * (1 - p.lock_in * ties) * (1 - p.contribution_exposure * taken)
    return intent * ((1 - consults) + consults * (1 - consents * asked) * (1 - abides)), drawn


# --- section 7.19: threat ---------------------------------------------------------------------------


def my_threat(w, g, p, i: int, j: int) -> float:
    old, y = w.threat[i, j], w.answer[j, i]
    h = old + (
        p.threat_gain * max(0, y) * (1 - old)
        - p.threat_gain * max(0, -y) * (p.outreach_base + w.trust[i, j]) * w.receptive[i, j] * old
        + p.threat_decay * (g.threat_rest[i, j] - old)
    )
    h += p.threat_gain * p.drill_provocation * (w.drills[j] - w.drilled[j, i]) * (1 - h)
    relaxed = max(0, w.nuclear[j] - w.nuclear_before[j])
    h += kept(p.doctrine_alarm * w.doctrine_rise[j] + p.nuclear_alarm * relaxed, 0, 1) * (1 - h)
    h += p.war_alarm * w.war[j] * (1 - h)
    h += w.threat_shock[i, j] * (1 - h)
    return kept(h, 0, 1)


# --- sections 7.3 and 7.5: elections and leaders ----------------------------------------------------


def my_change(w, g, p, e, t: int, i: int, seed: int, run: int) -> tuple[int, float, float, float]:
    """Tenure, press, leader and commitment of a state after elections and leaders."""
    tenure, press, leader, commitment = int(w.tenure[i]), 0.0, w.leader[i], w.commitment[i]
    if g.term[i] > 0 or g.fall[i] > 0:
        tenure += 1
        press = float(g.term[i] > 0 and g.term[i] - g.window[i] <= tenure < g.term[i])
    free = t >= e.held_until[1, i]
    committed = w.commitment_sd[i] > 0 and t >= e.held_until[2, i]
    where = (t, int(g.code[i]), 0)
    changes = (
        tenure >= g.term[i] if g.term[i] > 0 else g.fall[i] > 0 and my_uniform(seed, run, 5, *where, 0) < g.fall[i]
    )
    if not ((free or committed) and changes):
        return tenure, press, leader, commitment
    j = g.bond[i]
    if j >= 0 and free:
        punished = p.backlash * (w.grievance[i, j] * (1 + max(0, w.conduct[i, j])) - g.backlash_norm[i])
        warmth = p.mood_vote * (w.mood[i, j] - g.mood_rest[i, j])
        leader = kept(g.leader_mean[i] - punished + warmth + g.leader_sd[i] * my_normal(seed, run, 4, *where), -1, 1)
    if committed:
        commitment = kept(w.commitment_mean[i] + w.commitment_sd[i] * my_normal(seed, run, 1, *where), 0.05, 1)
    return 0, press, leader, commitment


# --- section 7.12: alignment ------------------------------------------------------------------------


def my_alignment(w, g, i: int, j: int) -> float:
    a, c = g.aligned_with[j], g.counterpart[j]
    behind = 0.0 if a < 0 or i in (a, g.bond[a]) else g.aligned_share[j] * w.entanglement[a]
    bloc = 0.0 if c < 0 or i == c else g.counterpart_share[j] * max(0, w.conduct[j, c])
    return max(behind, bloc)


# --- section 7.13: what falls on a rival ------------------------------------------------------------

PRESSURES = (-0.5, 0.0, 0.3, 0.7, 1.0)


def my_answer(act: int, y: float, f: float, held: bool) -> tuple[int, float]:
    """Act and pressure, given those chosen and the recorded level (nan for none)."""
    if math.isnan(f):
        return (1, 0.0) if held else (act, y)
    if f < 0 or f > y or held:
        y = f
    if y == f:
        act = 0 if y < 0 else 4 if y >= 0.5 else 2 if y > 0 else 1
    return act, y


# --- section 7.14: coercion -------------------------------------------------------------------------


def my_coercion(w, g, p, e, t: int, seed: int, run: int) -> tuple[list[float], dict]:
    """Coercion felt, and act and pressure of every rivalry."""
    felt = list(w.coercion)
    acts = {}
    for i, j in zip(g.rivalry_actor, g.rivalry_target, strict=True):
        act, y = w.stance[i, j], w.answer[i, j]
        if g.coerces[i, j]:
            pull = (
                g.hostility[i, j]
                + w.belligerence[i]
                + p.weight_alignment * w.alignment[i, j]
                + p.coercion_economy * w.economy[j]
                - w.receptive[i, j] * w.reassurance[j, i]
            )
            q = logistic(p.coercion_onset + p.coercion_slope * pull)
            drawn = t >= e.held_until[5, i] and my_uniform(seed, run, 21, t, int(g.code[i]), int(g.code[j]), 0) < q
            strength = 1.0 if drawn else w.forced_coercion[i, j]
            felt[j] += p.coercion_gain * strength * (1 - felt[j])
            if strength > 0 and 0.7 * strength > y:
                act, y = (4 if act == 4 else 3), 0.7 * strength
        acts[i, j] = act, y
    return [q * (1 - p.coercion_decay) for q in felt], acts


# --- compared ---------------------------------------------------------------------------------------

STREAMS = sorted(
    value for name, value in vars(draws).items() if name.isupper() and isinstance(value, int) and name != "MASK"
)
REGIONS = [worlds.northeast_asia, worlds.triangle, worlds.both, lambda: worlds.synthetic(9, 4)]


def shaken(seed: int):
    """A region in a random state, with random numbers inside their priors."""
    rng = np.random.default_rng(seed)
    numbers = {row.name: rng.uniform(*row.prior) for row in ROWS.values() if row.prior is not None}
    r = worlds.ready(REGIONS[seed % len(REGIONS)](), **numbers)
    w, n = r.world, r.region.code.size
    for name in ("trust", "threat", "grievance", "receptive", "asset", "protocol", "contribution", "common", "alarm"):
        getattr(w, name)[:] = rng.random((n, n))
    w.answer[:] = rng.uniform(-0.5, 1, (n, n))
    w.act[:] = rng.choice([-1, -0.4, 0, 0.35, 0.6, 0.8, 1], (n, n), p=[0.1, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2])
    w.shock[:] = rng.random((n, n)) * rng.integers(0, 3, (n, n))
    w.threat_shock[:] = 0.3 * rng.integers(0, 2, (n, n))
    for name in ("drilled", "alignment", "reassurance", "mood", "economy"):
        values = getattr(w, name)
        values[:] = rng.random(values.shape)
    w.conduct[:] = rng.uniform(-1, 1, (n, n))
    w.forced_coercion[:] = rng.random((n, n)) * rng.integers(0, 2, (n, n))
    w.stance[:] = rng.integers(0, 5, (n, n))
    w.coercion[:], w.belligerence[:] = rng.random(n), rng.uniform(-1, 1, n)
    w.tenure[:] = rng.integers(-1, 62, n)
    w.commitment_sd[:] = 0.2 * rng.integers(0, 2, n)
    r.record.held_until[:] = r.start + rng.integers(0, 2, r.record.held_until.shape)
    for name in (
        "commitment",
        "brokerage",
        "cover",
        "capability",
        "nuclear",
        "nuclear_before",
        "doctrine_rise",
        "entanglement",
        "drills",
        "war",
        "bilateral_planning",
    ):
        getattr(w, name)[:] = rng.random(n)
    w.leader[:], w.consult_rule[:] = rng.uniform(-1, 1, n), rng.uniform(-0.5, 0.5, n)
    w.press[:] = rng.integers(0, 2, n)
    w.status[:] = rng.integers(0, 4, w.status.size)
    w.rung[:] = 2
    return r


def test_the_published_example():
    assert generator([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


def test_draws_follow_from_their_addresses():
    rng = np.random.default_rng(0)
    names = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for k in range(300):
        seed, run = int(rng.integers(0, 2**63)) * 2 + k % 2, int(rng.integers(0, 2**32))
        month, stream = int(rng.integers(22000, 27000)), int(rng.choice(STREAMS))
        actor, target = ("".join(rng.choice(names, 3)) for _ in range(2))
        item = f"ITEM_{k}"
        a, b, m = number_of_state(actor), number_of_state(target), number_of_item(item)
        assert (a, b, m) == (draws.iso_code(actor), draws.iso_code(target), draws.item_code(item))
        u = luck(seed, run)
        assert my_uniform(seed, run, stream, month, a, b, m) == draws.uniform(u, stream, month, a, b, m)
        assert my_normal(seed, run, stream, month, a, b) == draws.normal(u, stream, month, a, b)


@pytest.mark.parametrize("seed", range(12))
def test_threat(seed: int):
    r = shaken(seed)
    w, g, p = r.world, r.region, r.parameters
    pairs = list(zip(g.rivalry_actor, g.rivalry_target, strict=True))
    mine = [my_threat(w, g, p, i, j) for i, j in pairs]
    threat.apply(w, g, p, luck(0), r.record, r.start)
    assert [w.threat[i, j] for i, j in pairs] == pytest.approx(mine, abs=1e-13)


@pytest.mark.parametrize("seed", range(12))
def test_hazards_of_instruments(seed: int):
    r = shaken(seed)
    w, g, p = r.world, r.region, r.parameters
    w.forced_status[:] = -1
    mine = [my_hazard(w, g, p, m) for m in range(g.instrument_code.size)]
    instruments.apply(w, g, p, luck(0), r.record, r.start)
    assert list(w.hazard) == pytest.approx(mine, abs=1e-13)


@pytest.mark.parametrize("seed", range(12))
def test_the_chance_of_a_unilateral_strike(seed: int):
    r = shaken(seed)
    w, g, p = r.world, r.region, r.parameters
    mine = [my_p_uni(w, g, p, h) for h in range(g.theatre_code.size)]
    consultation.apply(w, g, p, luck(0), r.record, r.start)
    for h, (unilateral, drawn) in enumerate(mine):
        assert w.odds[h, consultation.UNILATERAL] == pytest.approx(unilateral, abs=1e-13)
        assert w.odds[h, consultation.DRAWN] == pytest.approx(drawn, abs=1e-13)


@pytest.mark.parametrize("seed", range(12))
def test_an_ally_that_is_the_observer(seed: int):
    r = shaken(seed)
    w, p = r.world, r.parameters
    g = r.region._replace(theatre_observer=r.region.theatre_ally)
    mine = [my_p_uni(w, g, p, h) for h in range(g.theatre_code.size)]
    consultation.apply(w, g, p, luck(0), r.record, r.start)
    for h, (unilateral, drawn) in enumerate(mine):
        assert (unilateral, drawn) == (0, 1)
        assert tuple(w.odds[h, [consultation.UNILATERAL, consultation.DRAWN]]) == (0, 1)


@pytest.mark.parametrize("seed", range(24))
def test_elections_and_leaders(seed: int):
    r = shaken(seed)
    w, g, p = r.world, r.region, r.parameters
    mine = [my_change(w, g, p, r.record, r.start, i, seed, 7) for i in range(g.code.size)]
    for mechanism in (elections, leaders):
        mechanism.apply(w, g, p, luck(seed, 7), r.record, r.start)
    for i, expected in enumerate(mine):
        assert (w.tenure[i], w.press[i], w.leader[i], w.commitment[i]) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize("seed", range(12))
def test_alignment(seed: int):
    r = shaken(seed)
    w, g = r.world, r.region
    pairs = list(zip(g.rivalry_actor, g.rivalry_target, strict=True))
    mine = [my_alignment(w, g, i, j) for i, j in pairs]
    alignment.apply(w, g, r.parameters, luck(0), r.record, r.start)
    assert [w.alignment[i, j] for i, j in pairs] == pytest.approx(mine, abs=1e-13)


@pytest.mark.parametrize("seed", range(12))
def test_recorded_acts_toward_rivals(seed: int):
    r = shaken(seed)
    w, g, p, u = r.world, r.region, r.parameters, luck(seed)
    held = r.record.held_until[3].copy()
    r.record.held_until[3] = 0
    w.forced_answer[:] = math.nan
    posture.apply(w, g, p, u, r.record, r.start)  # what they would do
    chosen, r.record.held_until[3] = (w.stance.copy(), w.answer.copy()), held
    levels = np.random.default_rng(seed).choice([math.nan, -0.5, -0.2, 0, 0.2, 0.3, 0.5, 0.8, 1], w.answer.shape)
    w.forced_answer[:] = levels
    posture.apply(w, g, p, u, r.record, r.start)
    for i, j in zip(g.rivalry_actor, g.rivalry_target, strict=True):
        assert chosen[1][i, j] == PRESSURES[chosen[0][i, j]] * (g.weight[i, j] if g.challenger[i] else 1)
        mine = my_answer(chosen[0][i, j], chosen[1][i, j], levels[i, j], r.start < held[i])
        assert (w.stance[i, j], w.answer[i, j]) == mine


@pytest.mark.parametrize("seed", range(12))
def test_coercion(seed: int):
    r = shaken(seed)
    w, g, p = r.world, r.region, r.parameters
    felt, acts = my_coercion(w, g, p, r.record, r.start, seed, 7)
    coercion.apply(w, g, p, luck(seed, 7), r.record, r.start)
    assert list(w.coercion) == pytest.approx(felt, abs=1e-13)
    for (i, j), (act, y) in acts.items():
        assert (w.stance[i, j], w.answer[i, j]) == pytest.approx((act, y), abs=1e-13)


def test_the_comparison_can_fail():
    """A number moved a little is noticed."""
    r = shaken(0)
    moved = Parameters(**{**{name: getattr(r.parameters, name) for name in ROWS}, "voice": r.parameters.voice + 0.01})
    a, b = (my_p_uni(r.world, r.region, p, 0)[0] for p in (r.parameters, moved))
    assert abs(a - b) > 1e-9

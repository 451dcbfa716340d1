"""From a region file and a sheet of starting values to the arrays the rules read.

States are always listed by ISO3 code, so the order in a file cannot matter.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from eastsea_abm import draws
from eastsea_abm import levers as lever_table
from eastsea_abm import vocabulary as v
from eastsea_abm.draws import iso_code, item_code
from eastsea_abm.mechanisms.consultation import ODDS
from eastsea_abm.mechanisms.crisis import TALLY
from eastsea_abm.mechanisms.instruments import weigh, weight_in_force
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.schema import RegionFile, Sheet, month_of
from eastsea_abm.world import Region, World

NOBODY = -1
HIGHEST_START = 0.9  # threat at the start stays below this (assumption)
TREATY_CONDUCT = 0.5  # past conduct at the start, as a share of the treaty (assumption)


class Index:
    """Places of names in the arrays of one region."""

    def __init__(self, region: RegionFile) -> None:
        self.states = sorted(region.states)
        self.theatres = sorted(region.theatres)
        self.instruments = sorted(region.instruments)
        self._place = {name: k for k, name in enumerate(self.states)}

    def state(self, name: str | None) -> int:
        """Index of a state, -1 for none or for an outsider."""
        return NOBODY if name is None else self._place.get(name, NOBODY)

    def pair(self, dyad: str) -> tuple[int, int]:
        """Indices of both states of ``AAA-BBB``."""
        return self._place[dyad[:3]], self._place[dyad[4:]]


def build_region(region: RegionFile, sheet_date: str) -> Region:
    """The arrays that do not change in a run."""
    at = Index(region)
    blank = _Blank(len(at.states))
    fields: dict[str, Any] = {
        "code": np.array([iso_code(s) for s in at.states], np.int64),
        **_states(region, at, blank),
        **_ties(region, at, blank),
        **_theatres(region, at),
        **_instruments(region, at),
        **_rests(region, at, blank, region.sheets[sheet_date]),
        "focal": at.state(region.focal),
        "partner_of_focal": at.state(region.partner),
        "sheet_month": month_of(sheet_date),
    }
    return Region(**fields)


class _Blank:
    """Empty arrays of a region with ``n`` states."""

    def __init__(self, n: int) -> None:
        self.n = n

    def state(self, value: float = 0.0, kind: Any = np.float64) -> np.ndarray:
        return np.full(self.n, value, kind)

    def dyad(self, value: float = 0.0, kind: Any = np.float64) -> np.ndarray:
        return np.full((self.n, self.n), value, kind)


def _states(region: RegionFile, at: Index, blank: _Blank) -> dict[str, np.ndarray]:
    data = [region.states[name] for name in at.states]
    closed = np.zeros((blank.n, len(v.RIVAL_ACTS)), np.int64)
    for i, state in enumerate(data):
        for act in state.closed:
            closed[i, v.RIVAL_ACTS.index(act)] = 1
    return {
        "patron": _ints(at.state(s.patron) for s in data),
        "leads": _ints(int(any(s.patron == name for s in data)) for name in at.states),
        "bond": _ints(at.state(s.bond) for s in data),
        "aligned_with": _ints(at.state(s.aligned.state if s.aligned else None) for s in data),
        "aligned_share": _floats(s.aligned.share if s.aligned else 0.0 for s in data),
        "counterpart": _ints(at.state(s.counterpart.state if s.counterpart else None) for s in data),
        "counterpart_share": _floats(s.counterpart.share if s.counterpart else 0.0 for s in data),
        "challenger": _ints(int(s.challenger) for s in data),
        "own_cover": _floats(s.cover for s in data),
        "closed": closed,
        "term": _ints(s.elections.every for s in data),
        "window": _ints(s.elections.window for s in data),
        "fall": _floats(s.elections.fall for s in data),
        "leader_mean": _floats(s.elections.mean for s in data),
        "leader_sd": _floats(s.elections.sd for s in data),
        "backlash_norm": _floats(s.elections.backlash_norm for s in data),
    }


def _ints(values: Any) -> np.ndarray:
    return np.array(list(values), np.int64)


def _floats(values: Any) -> np.ndarray:
    return np.array(list(values), np.float64)


def _ties(region: RegionFile, at: Index, blank: _Blank) -> dict[str, np.ndarray]:
    out = {name: blank.dyad(0, np.int64) for name in ("partner", "rival", "contested", "coerces", "reassured")}
    out["broker"] = blank.dyad(NOBODY, np.int64)
    for name in (
        "treaty",
        "friction",
        "dispute_rate",
        "flare_share",
        "hostility",
        "threat_rest",
        "receptive_rest",
        "weight",
    ):
        out[name] = blank.dyad()
    for dyad, tie in region.partners.items():
        i, j = sorted(at.pair(dyad))
        out["dispute_rate"][i, j] = tie.dispute_rate
        for a, b in ((i, j), (j, i)):
            out["partner"][a, b] = 1
            out["contested"][a, b] = int(tie.contested)
            out["broker"][a, b] = at.state(tie.broker)
            out["treaty"][a, b] = tie.treaty
            out["friction"][a, b] = tie.friction
            out["flare_share"][a, b] = tie.felt.get(at.states[a], 1.0 if tie.contested else 0.0)
    for dyad, rivalry in region.rivals.items():
        i, j = at.pair(dyad)
        out["rival"][i, j] = 1
        out["coerces"][i, j] = int(rivalry.coerces)
        out["reassured"][i, j] = int(rivalry.reassured)
        out["hostility"][i, j] = rivalry.hostility
        out["threat_rest"][i, j] = rivalry.rest
        out["receptive_rest"][i, j] = rivalry.receptive
        out["weight"][i, j] = rivalry.weight
    # In the order of states, so that a challenger's rivalries stand together.
    out["tie_actor"], out["tie_target"] = (a.astype(np.int64) for a in np.nonzero(out["partner"]))
    out["rivalry_actor"], out["rivalry_target"] = (a.astype(np.int64) for a in np.nonzero(out["rival"]))
    codes = [iso_code(s) for s in at.states]
    alone = [region.states[s].challenger for s in at.states]  # one posture toward all
    out["tie_pair"] = _ints(
        draws.pair(codes[i], codes[j]) for i, j in zip(out["tie_actor"], out["tie_target"], strict=True)
    )
    out["rivalry_pair"] = _ints(
        draws.pair(codes[i], 0 if alone[i] else codes[j])
        for i, j in zip(out["rivalry_actor"], out["rivalry_target"], strict=True)
    )
    return out


def _rests(region: RegionFile, at: Index, blank: _Blank, sheet: Sheet) -> dict[str, np.ndarray]:
    """Levels to which attitudes return: trust and mood come back to where the sheet has them."""
    out = {"trust_rest": blank.dyad(sheet.trust_otherwise), "mood_rest": blank.dyad(0.5), "mood_trend": blank.dyad()}
    for dyad, start in sheet.dyads.items():
        i, j = at.pair(dyad)
        for field, value in (("trust_rest", start.trust), ("mood_rest", start.mood), ("mood_trend", start.mood_trend)):
            if value is not None:
                out[field][i, j] = value
    return out


def _theatres(region: RegionFile, at: Index) -> dict[str, np.ndarray]:
    data = [region.theatres[name] for name in at.theatres]
    second = []
    for theatre in data:
        other = theatre.ally if theatre.ally != theatre.defender else region.states[theatre.defender].patron
        if not {f"{other}-{theatre.challenger}", f"{theatre.challenger}-{other}"} & set(region.rivals):
            other = None  # a patron without a quarrel with the challenger would only dilute the tension
        second.append(at.state(theatre.second or other))
    return {
        "theatre_code": _ints(item_code(name) for name in at.theatres),
        "theatre_challenger": _ints(at.state(t.challenger) for t in data),
        "theatre_defender": _ints(at.state(t.defender) for t in data),
        "theatre_ally": _ints(at.state(t.ally) for t in data),
        "theatre_second": _ints(second),
        "theatre_observer": _ints(at.state(t.observer) for t in data),
        "theatre_exposure": _floats(t.exposure for t in data),
        "theatre_voice": _floats(t.voice for t in data),
        "theatre_information": _floats(t.information for t in data),
        "theatre_backing": _floats(t.backing for t in data),
        "theatre_emboldening": _floats(t.emboldening for t in data),
    }


def _instruments(region: RegionFile, at: Index) -> dict[str, np.ndarray]:
    data = [region.instruments[name] for name in at.instruments]
    party = np.zeros((len(data), len(at.states)), np.int64)
    pairs = []
    for m, instrument in enumerate(data):
        for state in instrument.parties:
            party[m, at.state(state)] = 1
        pairs.append(_consenting(region, sorted(instrument.parties)))
    order = {name: m for m, name in enumerate(at.instruments)}
    return {
        "instrument_code": _ints(item_code(name) for name in at.instruments),
        "instrument_first": _ints(at.state(a) for a, _ in pairs),
        "instrument_second": _ints(at.state(b) for _, b in pairs),
        "instrument_party": party,
        "instrument_asset": _floats(m.asset for m in data),
        "instrument_protocol": _floats(m.protocol for m in data),
        "instrument_visibility": _floats(m.visibility for m in data),
        "instrument_hub": _ints(int(m.hub) for m in data),
        "instrument_requires": _ints(order.get(m.requires or "", NOBODY) for m in data),
        "instrument_ease": _floats(m.ease for m in data),
        "instrument_economy": _floats(m.economy for m in data),
    }


def _consenting(region: RegionFile, parties: list[str]) -> tuple[str, str]:
    """The pair whose consent counts: the contested one, where there is one among the parties."""
    for a in parties:
        for b in parties:
            tie = region.partners.get(f"{a}-{b}")
            if tie is not None and tie.contested:
                return (a, b) if a < b else (b, a)
    return parties[0], parties[1]


def build_world(region: RegionFile, g: Region, sheet: Sheet, p: Parameters) -> World:
    """The region as the sheet says it started."""
    at = Index(region)
    w = _empty(g)
    w.cover[:] = g.own_cover
    w.commitment[:] = w.commitment_mean[:] = np.maximum(g.own_cover, v.LEAST_COMMITMENT)
    w.trust[:] = g.trust_rest
    w.threat[:] = np.minimum(g.threat_rest * sheet.threat_ratio, HIGHEST_START)
    w.mood[:] = g.mood_rest
    w.receptive[:] = g.receptive_rest
    w.conduct[:] = TREATY_CONDUCT * g.treaty
    w.choice[:] = w.stance[:] = w.forced_status[:] = -1
    w.score[:] = w.accustomed[:] = np.nan
    set_levers(w, region, g, {})
    set_states(w, at, sheet.states)
    set_dyads(w, at, sheet.dyads)
    set_instruments(w, at, sheet.instruments, p)
    weigh(w, g, p)
    return w


def _empty(g: Region) -> World:
    n, ties, rivalries = g.code.size, g.tie_actor.size, g.rivalry_actor.size
    instruments, theatres = g.instrument_code.size, g.theatre_code.size
    shapes: dict[str, tuple[int, ...]] = {
        **dict.fromkeys(("status", "forced_status", "force", "practice", "hazard"), (instruments,)),
        **dict.fromkeys(("rung", "involved", "tension"), (theatres,)),
        "odds": (theatres, len(ODDS)),
        "tally": (theatres, len(TALLY)),
        "pull_terms": (ties, len(v.PULL_TERMS)),
        "decision_terms": (ties, len(v.DECISION_TERMS)),
        "decision_chance": (ties,),
        "trust_terms": (ties, len(v.TRUST_TERMS)),
        "grievance_terms": (ties, len(v.GRIEVANCE_TERMS)),
        "threat_terms": (rivalries, len(v.THREAT_TERMS)),
        "rival_terms": (rivalries, len(v.RIVAL_TERMS)),
        "trust_shock": (n, n, 3),
        "weights": (16,),
        "tie_draw": (ties,),
        "rivalry_draw": (rivalries,),
        **dict.fromkeys(PER_STATE, (n,)),
    }
    return World._make(
        np.zeros(shapes.get(field, (n, n)), np.int64 if field in WHOLE else np.float64) for field in World._fields
    )


PER_STATE = (
    "commitment",
    "brokerage",
    "cover",
    "leader",
    "tenure",
    "press",
    "belligerence",
    "doctrine",
    "capability",
    "nuclear",
    "nuclear_before",
    "doctrine_before",
    "doctrine_rise",
    "coercion",
    "outreach",
    "entanglement",
    "drills",
    "economy",
    "tether",
    "consult_rule",
    "bilateral_planning",
    "doctrine_rate",
    "spending",
    "commitment_mean",
    "commitment_sd",
    "doctrine_shift",
    "war",
)
WHOLE = ("tenure", "choice", "stance", "status", "forced_status", "rung", "involved")


def set_levers(w: World, region: RegionFile, g: Region, values: dict[str, float]) -> None:
    """Pull the levers of ``values``; those whose default is no neutral zero start at their default."""
    from eastsea_abm.mechanisms.record import pull

    at = Index(region)
    start = {name: lever_table.LEVERS[name].default for name in ("doctrine_rate", "spending", "commitment_sd")}
    for name, value in (values or start).items():
        i = at.state(region.holder(name))
        if i != NOBODY:
            pull(w, g, lever_table.LEVER_CODE[name], i, g.partner_of_focal, value)


def set_states(w: World, at: Index, starts: dict[str, Any]) -> None:
    """Write the starting values of states that are given."""
    for name, start in starts.items():
        for field, value in start.model_dump(exclude_none=True).items():
            getattr(w, field)[at.state(name)] = value
            if field == "commitment":
                w.commitment[at.state(name)] = w.commitment_mean[at.state(name)] = max(value, v.LEAST_COMMITMENT)
            if field in ("nuclear", "doctrine"):
                getattr(w, f"{field}_before")[at.state(name)] = value


def set_dyads(w: World, at: Index, starts: dict[str, Any]) -> None:
    """Write the starting values of directed dyads that are given."""
    for dyad, start in starts.items():
        for field, value in start.model_dump(exclude_none=True, exclude={"mood_trend"}).items():
            getattr(w, field)[at.pair(dyad)] = value


def set_instruments(w: World, at: Index, starts: dict[str, Any], p: Parameters) -> None:
    """Put instruments where the file has them."""
    for name, start in starts.items():
        m = at.instruments.index(name)
        w.status[m] = v.STATUSES.index(start.status)
        w.practice[m] = start.practice
        w.force[m] = weight_in_force(w.status[m], p)

"""Every number a region file holds, and the numbers of the two repertoires: what it means and where it comes from.

A row stands for one field of a region file, whatever the state, pair, theatre or instrument it is written for: keys
that a region chooses are left out of its name, so ``states.KOR.elections.fall`` is ``states.elections.fall``. Starting
values that a scenario gives are fields of the same kind. Positions on the map are drawn and enter no rule. ``source``
is that of the kind of number; single values have theirs under ``sources`` of the region file.

``default`` is None where a file must give the number, or where leaving it out leaves it to another row (see its
meaning). ``bounds`` are hard and those of the file format; `tests/test_region_constants.py` compares. ``prior`` is
what a sweep over regions would sample, and holds every shipped value.
"""

from __future__ import annotations

from typing import NamedTuple

A = "assumption"


class Constant(NamedTuple):
    """One row of the table of region constants."""

    name: str
    default: float | None
    unit: str
    bounds: tuple[float, float]
    prior: tuple[float, float]
    symbol: str
    meaning: str
    source: str


# fmt: off
CONSTANTS: dict[str, Constant] = {row.name: row for row in (
    # States
    Constant("states.cover",                  0.6,  "share",    (0, 1),    (0.3, 0.8),  "c_0",   "security cover of a state without a patron, and of all before the first month", A),
    Constant("states.aligned.share",          None, "share",    (0, 1),    (0, 1),      "σ",     "how much of the tie it stands behind rivals see in a state; without the key nothing", "assumption; sign: Snyder1984"),
    Constant("states.counterpart.share",      None, "share",    (0, 1),    (0, 1),      "σ'",    "how much of its conduct toward a counter-bloc partner rivals see in a state; without the key nothing", "assumption; sign: Snyder1984"),
    Constant("states.elections.every",        0,    "months",   (0, 240),  (0, 72),     "term",  "months between elections; 0 for a state without a calendar", A),
    Constant("states.elections.window",       6,    "months",   (0, 24),   (0, 12),     "window", "months before an election in which the press amplifies grievance", A),
    Constant("states.elections.fall",         0.0,  "1/month",  (0, 1),    (0, 0.06),   "fall",  "chance that a leader without a calendar is replaced", A),
    Constant("states.elections.mean",         0.1,  "1",        (-1, 1),   (-0.2, 0.4), "μ_i",   "orientation of an average new leader, -1 nationalist to 1 pragmatic", A),
    Constant("states.elections.sd",           0.5,  "1",        (0, 2),    (0.2, 0.8),  "s_i",   "spread of new leaders around it", A),
    Constant("states.elections.backlash_norm", 0.5, "share",    (0, 1),    (0.2, 0.8),  "g_i",   "grievance at which voters neither punish nor reward; above it they elect against the tie", "assumption; sign: Putnam1988"),
    # Partners
    Constant("partners.treaty",               0.0,  "share",    (0, 1),    (0, 1),      "I^0",   "security asset that rests on a treaty; half of it is the conduct a run starts from", A),
    Constant("partners.friction",             0.0,  "utility",  (-5, 5),   (-0.5, 0.2), "β_ij",  "standing reason to cooperate less (-) or more (+) that no other term holds", A),
    Constant("partners.dispute_rate",         0.0,  "1/month",  (0, 1),    (0, 0.15),   "λ_h",   "chance of a history dispute with leaders at zero and no election near", A),
    Constant("partners.felt",                 None, "ratio",    (0, 3),    (0, 1.2),    "s_ij",  "how strongly a dispute with the partner is felt in the state; left out, 1 on a contested tie and 0 on others", A),
    # Rivals
    Constant("rivals.hostility",              0.0,  "utility",  (-5, 5),   (-0.3, 1.2), "V",     "baseline drive to press the rival", A),
    Constant("rivals.rest",                   0.0,  "share",    (0, 1),    (0, 0.7),    "H̄",     "level to which perceived threat returns", A),
    Constant("rivals.weight",                 1.0,  "share",    (0, 1),    (0.1, 1),    "ω",     "share of a challenger's posture that falls on this rival", A),
    Constant("rivals.receptive",              0.5,  "share",    (0, 1),    (0.1, 0.8),  "R̄",     "resting receptiveness to the rival's outreach", A),
    # Theatres
    Constant("theatres.exposure",             0.0,  "share",    (0, 1),    (0, 1),      "G_h",   "how far geography alone draws the observer into a strike here", A),
    Constant("theatres.voice",                1.0,  "share",    (0, 1),    (0.2, 1),    "ν_h",   "weight of what gives the observer a say with the ally, and of its refusal", "assumption; sign: LeeOpEd2022"),
    Constant("theatres.information",          1.0,  "share",    (0, 1),    (0.2, 1),    "ι_h",   "weight of shared information in calming this theatre", A),
    Constant("theatres.backing",              1.0,  "share",    (0, 1),    (0.4, 1),    "β_h",   "share of the defender's cover that stands behind it here", "assumption; sign: JohnsonLeeds2011"),
    Constant("theatres.emboldening",          1.0,  "share",    (0, 1),    (0, 1),      "μ_h",   "how far the observer's ties make this ally bolder", "assumption; sign: Benson2012"),
    # Instruments
    Constant("instruments.asset",             0.0,  "share",    (0, 1),    (0, 1),      "ω^I",   "weight in the bilateral asset; the weights of a region sum to one", A),
    Constant("instruments.protocol",          0.0,  "share",    (0, 1),    (0, 1),      "ω^P",   "weight in the consultation protocol; the weights of a region sum to one", A),
    Constant("instruments.visibility",        0.5,  "share",    (0, 1),    (0.1, 0.8),  "v_m",   "how far grievance at home stands against signing and keeping it", "assumption; sign: GlossermanSnyder2015"),
    Constant("instruments.ease",              0.0,  "log-odds", (-10, 10), (-1.5, 2),   "e_m",   "added to the monthly log-odds that it is signed", A),
    Constant("instruments.economy",           0.0,  "share",    (0, 1),    (0, 1),      "econ",  "weight in the economic-security ties that draw coercion", A),
    # Launches
    Constant("launches.intensity",            None, "share",    (0, 1),    (0.2, 1),    "I_r",   "pressure of a launch of this range class where all of it arrives; a class left out presses nobody", A),
    Constant("launches.reach",                None, "share",    (0, 1),    (0, 1),      "ρ_rj",  "share of that pressure which falls on the state; a state left out gets nothing", A),
    Constant("launches.overflown",            1.0,  "share",    (0, 1),    (0.8, 1),    "ρ_over", "the same share for a state that is flown over", A),
    Constant("launches.repeat",               0.0,  "share",    (0, 1),    (0, 0.3),    "δ",     "share of the gap to full pressure that each further launch day of an entry closes", A),
    # Sheets of starting values
    Constant("sheets.trust_otherwise",        0.25, "share",    (0, 1),    (0.1, 0.4),  "T̄",     "trust of pairs the sheet does not name, at the start and at rest", A),
    Constant("sheets.threat_ratio",           1.5,  "ratio",    (0, 10),   (1, 2),      "H/H̄",   "threat at the start over its resting level where the sheet gives none; the product is at most 0.9", A),
    Constant("sheets.states.leader",          None, "1",        (-1, 1),   (-0.6, 0.7), "L",     "orientation of the leader in office; 0 if left out", A),
    Constant("sheets.states.tenure",          None, "months",   (0, 240),  (0, 60),     "tenure", "months since the leader took office or the term began; 0 if left out", A),
    Constant("sheets.states.commitment",      None, "share",    (0, 1),    (0.3, 0.95), "c",     "commitment of a patron, and its mean; at least 0.05; own cover if left out", A),
    Constant("sheets.states.brokerage",       None, "share",    (0, 1),    (0, 0.9),    "brk",   "brokerage effort of a patron; 0 if left out", A),
    Constant("sheets.states.doctrine",        None, "share",    (0, 1),    (0, 0.6),    "D",     "declared strike doctrine; 0 if left out", A),
    Constant("sheets.states.capability",      None, "share",    (0, 1),    (0, 0.6),    "C",     "strike capability in hand; 0 if left out", A),
    Constant("sheets.states.nuclear",         None, "share",    (0, 1),    (0, 1),      "nuc",   "nuclear posture, 0 principles kept to 1 relaxed; 0 if left out", A),
    Constant("sheets.states.coercion",        None, "share",    (0, 1),    (0, 0.5),    "Q",     "economic coercion felt; 0 if left out", A),
    Constant("sheets.states.belligerence",    None, "utility",  (-5, 5),   (-1, 1),     "b_i",   "a challenger's own drive to provoke; 0 if left out", A),
    Constant("sheets.dyads.trust",            None, "share",    (0, 1),    (0.1, 0.9),  "T",     "trust in the partner, and its resting level; trust_otherwise if left out", A),
    Constant("sheets.dyads.threat",           None, "share",    (0, 1),    (0, 0.9),    "H",     "threat perceived from the rival; threat_ratio times its resting level if left out", A),
    Constant("sheets.dyads.grievance",        None, "share",    (0, 1),    (0, 0.7),    "G",     "acute grievance; 0 if left out", A),
    Constant("sheets.dyads.chronic",          None, "share",    (0, 1),    (0, 0.7),    "Ḡ",     "chronic grievance, to which the acute returns; 0 if left out", A),
    Constant("sheets.dyads.conduct",          None, "1",        (-1, 1),   (-0.5, 0.5), "X",     "smoothed conduct toward the partner; half the treaty if left out", A),
    Constant("sheets.dyads.mood",             None, "share",    (0, 1),    (0.1, 0.7),  "M, M̄^0", "warmth of the public toward the partner, and its resting level; 0.5 if left out", A),
    Constant("sheets.dyads.mood_trend",       None, "1/month",  (-0.1, 0.1), (-0.002, 0.003), "M̄(t)", "drift of that resting level; 0 if left out", A),
    Constant("sheets.dyads.receptive",        None, "share",    (0, 1),    (0.1, 0.8),  "R",     "receptiveness to the rival's outreach; its resting level if left out", A),
    Constant("sheets.instruments.practice",   0.0,  "share",    (0, 1),    (0, 0.8),    "p_m",   "how well practised the instrument is", A),
    # Repertoires: the same in every region
    Constant("partner_acts.depth",            None, "1",        (-1, 1),   (-1, 1),     "x",     "cooperation an act offers; one value an act, rising from act to act, 0 for routine", A),
    Constant("partner_acts.visibility",       None, "1",        (-1, 1),   (-1, 1),     "v",     "how far grievance at home counts against the act; one value an act, 0 for routine", A),
    Constant("partner_acts.score",            None, "1",        (-10, 10), (-10, 10),   "g(x)",  "event weight of the act, conflict to cooperation; one value an act", "CAMEO2012"),
    Constant("rival_acts.pressure",           None, "1",        (-1, 1),   (-1, 1),     "y",     "how hard an act presses; one value an act, rising from act to act, 0 for hold", A),
)}
# fmt: on

"""Every number the mechanisms read, and nothing else: default, unit, bounds, prior, symbol, source.

``bounds`` are hard and hold the neutral value at which a mechanism does nothing; outside is an error.
``prior`` is what sweeps and calibration sample; outside is a remark. A row without a prior is a named
constant: a modelling choice that can be changed in a scenario but is not sampled.
"""

from __future__ import annotations

import functools
from dataclasses import asdict, dataclass, field, fields
from typing import Any, NamedTuple

import numpy as np

A = "assumption"


class Row(NamedTuple):
    """One row of the table of numbers."""

    name: str
    default: float
    unit: str
    bounds: tuple[float, float]
    prior: tuple[float, float] | None
    symbol: str
    meaning: str
    source: str


def number(
    default: float,
    unit: str,
    bounds: tuple[float, float],
    prior: tuple[float, float] | None,
    symbol: str,
    meaning: str,
    source: str,
) -> Any:
    """Declare one row; see `Row`."""
    return field(
        default=default,
        metadata={
            "unit": unit,
            "bounds": bounds,
            "prior": prior,
            "symbol": symbol,
            "meaning": meaning,
            "source": source,
        },
    )


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Numbers that hold for every state and do not change in a run."""

    # fmt: off
    # Decisions toward partners
    precision:          float = number(3.0,   "1/utility", (0, 20),    (1.5, 6),     "λ",      "precision of choice: 0 is a coin toss, large a best response", A)
    weight_threat:      float = number(1.2,   "utility",   (0, 5),     (0.6, 1.8),   "w_thr",  "common threat draws partners together", "assumption; sign: Walt1987")
    weight_abandonment: float = number(0.8,   "utility",   (0, 5),     (0, 1.6),     "w_aban", "common threat counts more where the patron's cover is thin", "assumption; sign: Cha1999")
    weight_trust:       float = number(0.6,   "utility",   (0, 5),     (0.2, 1.2),   "w_tru",  "trust draws, distrust repels", "assumption; sign: Kydd2005")
    weight_grievance:   float = number(1.0,   "utility",   (0, 10),    (0.4, 1.8),   "w_grv",  "domestic cost of visible cooperation while history rankles", "assumption; sign: GlossermanSnyder2015")
    weight_instruments: float = number(0.4,   "utility",   (0, 5),     (0, 0.8),     "w_inst", "instruments already paid for pull", "assumption; sign: Wallander2000")
    weight_entrapment:  float = number(0.5,   "utility",   (0, 5),     (0, 1.2),     "w_ent",  "fear of the partner's doctrine repels; tethering turns the sign", "assumption; sign: Snyder1984")
    weight_coercion:    float = number(0.5,   "utility",   (0, 5),     (0, 1.2),     "w_ant",  "caution of a state under economic coercion", A)
    weight_leader:      float = number(0.6,   "utility",   (0, 5),     (0.2, 1),     "w_lead", "orientation of the leader", A)
    weight_brokerage:   float = number(0.3,   "utility",   (0, 5),     (0, 0.6),     "w_brk",  "the patron's effort to bring its clients together", A)
    cost_partner:       float = number(0.75,  "utility",   (0, 5),     (0.5, 1.2),   "k_par",  "convex cost of deep acts toward partners", A)
    inertia:            float = number(0.3,   "utility",   (0, 5),     None,         "k_in",   "cost of leaving past conduct", A)
    elections_amplify:  float = number(0.4,   "share",     (0, 5),     None,         "elec",   "grievance and disputes count this much more before an election", A)
    adherence:          float = number(0.7,   "share",     (0, 1),     None,         "s_0",    "share of a strategy an indifferent leader carries out", A)
    adherence_leader:   float = number(0.6,   "share",     (0, 2),     None,         "s_L",    "what a willing leader adds to it", A)
    adherence_least:    float = number(0.25,  "share",     (0, 1),     None,         "s_min",  "the least a hostile leader leaves of it", A)
    dispute_leaders:    float = number(0.25,  "share",     (0, 0.5),   None,         "λ_L",    "how far a leader's orientation lowers or raises the chance of a dispute", A)
    dispute_least:      float = number(0.5,   "1",         (0, 2),     None,         "m_0",    "least size of a drawn dispute; sizes are even up to one more", A)
    # Domestic politics
    backlash:           float = number(0.6,   "1",         (0, 5),     (0, 1.5),     "blk",    "voters punish cooperation that runs ahead of grievance", "assumption; sign: Putnam1988")
    mood_vote:          float = number(0.5,   "1",         (0, 5),     (0, 1),       "blk_M",  "public mood toward the partner shifts the leader elected", A)
    belligerence_sd:    float = number(0.5,   "utility",   (0, 3),     (0.2, 0.8),   "sd_m",   "standing spread of a challenger's own drive to provoke", "assumption; sign: CNS")
    belligerence_memory: float = number(0.95, "1/month",   (0, 0.999), None,         "φ",      "persistence of that drive", A)
    # Patron
    hub_reward:         float = number(0.15,  "share",     (0, 2),     None,         "gam_c",  "the patron's cover rises with ties among its clients", A)
    hub_norm:           float = number(0.2,   "share",     (-1, 1),    None,         "X_0",    "conduct among clients at which it neither rises nor falls", A)
    wedge:              float = number(0.15,  "share",     (0, 2),     (0, 0.4),     "wedge",  "reassuring rivals costs the patron's cover and partners' trust", A)
    # Instruments
    formation:          float = number(-6.6,  "log-odds",  (-20, 5),   (-7.4, -5.8),  "f_0",    "monthly log-odds that an absent instrument is signed, all else zero", A)
    formation_threat:   float = number(2.5,   "log-odds",  (0, 10),    (1, 4),       "f_thr",  "common threat", "assumption; sign: Walt1987")
    formation_alarm:    float = number(15.0,  "log-odds",  (0, 60),    (0, 30),      "f_alm",  "common threat above what two partners have grown used to", "assumption; sign: Birkland1998")
    alarm_memory:       float = number(0.04,  "1/month",   (0, 1),     (0.02, 0.08), "ρ_A",    "governments grow used to a threat", A)
    formation_brokerage: float = number(1.5,  "log-odds",  (0, 10),    (0, 3),       "f_brk",  "brokerage by a committed patron", A)
    formation_leaders:  float = number(1.0,   "log-odds",  (0, 10),    (0, 2),       "f_lead", "mean orientation of the two leaders", A)
    formation_acts:     float = number(2.2,   "log-odds",  (0, 10),    (1, 3.4),     "f_act",  "one side moves to institutionalise while the other at least shares", A)
    formation_grievance: float = number(3.0,  "log-odds",  (0, 20),    (1, 5),       "f_grv",  "grievance times the visibility of the instrument", "assumption; sign: GlossermanSnyder2015")
    activation:         float = number(0.25,  "1/month",   (0, 1),     (0.1, 0.5),   "f_on",   "a signed instrument comes into force in a month in which both sides share", A)
    suspension:         float = number(0.5,   "1",         (0, 5),     (0.1, 1),     "f_sus",  "visible instruments are suspended in disputes under unwilling leaders", "assumption; sign: GSOMIA2019")
    rupture:            float = number(0.25,  "1/month",   (0, 1),     None,         "cut",    "an instrument is suspended, and its practice cut, when a side confronts", A)
    restoration:        float = number(0.15,  "1/month",   (0, 1),     (0.05, 0.3),  "f_res",  "a suspended instrument is restored when both talk and leaders are willing", A)
    practice_gain:      float = number(0.10,  "1/month",   (0, 1),     (0.04, 0.2),  "iota",   "instruments gain practice in months in which both sides share", "assumption; sign: HaftendornKeohaneWallander1999")
    practice_decay:     float = number(0.012, "1/month",   (0, 1),     (0.004, 0.03), "d_I",   "unused instruments lose practice", A)
    practice_quiet:     float = number(0.25,  "share",     (0, 1),     None,         "p_0",    "practice gained where nobody moves to institutionalise, against where somebody does", A)
    force_signed:       float = number(0.5,   "share",     (0, 1),     None,         "κ_1",    "weight of an instrument that is signed and not yet active", A)
    force_suspended:    float = number(0.25,  "share",     (0, 1),     None,         "κ_3",    "weight of a suspended one", A)
    force_unpractised:  float = number(0.4,   "share",     (0, 1),     None,         "κ_0",    "weight of an instrument nobody has practised", A)
    entangled_conduct:  float = number(0.4,   "share",     (0, 1),     None,         "e_X",    "weight of mutual conduct in entanglement", A)
    entangled_asset:    float = number(0.3,   "share",     (0, 1),     None,         "e_I",    "weight of the bilateral asset in entanglement", A)
    entangled_protocol: float = number(0.3,   "share",     (0, 1),     None,         "e_P",    "weight of the consultation protocol in entanglement", A)
    # Acts toward rivals
    cost_rival:         float = number(0.75,  "utility",   (0, 5),     (0.5, 1.2),   "k_riv",  "convex cost of strong acts toward rivals", A)
    weight_spiral:      float = number(0.8,   "utility",   (0, 5),     (0, 1.6),     "w_spi",  "perceived threat answers with pressure", "assumption; sign: Jervis1978")
    spiral_norm:        float = number(0.5,   "share",     (0, 1),     None,         "H_0",    "threat at which a state presses no harder for it", A)
    military_from:      float = number(0.5,   "share",     (0, 1),     None,         "y_m",    "recorded pressure that counts as military: a short-range launch, not a cruise missile", A)
    weight_alignment:   float = number(0.4,   "utility",   (0, 5),     (0, 1),       "w_aln",  "rivals press states that align", A)
    drill_provocation:  float = number(0.3,   "share",     (0, 5),     (0, 0.8),     "ex_prov", "joint drills raise rivals' threat", "assumption; sign: BernhardtSukin2021")
    drill_contested:    float = number(0.8,   "share",     (0, 1),     None,         "e_1",    "weight of a drill by a contested pair", A)
    drill_treaty:       float = number(0.4,   "share",     (0, 1),     None,         "e_2",    "weight of a drill by treaty allies", A)
    coercion_onset:     float = number(-2.7,  "log-odds",  (-20, 5),   (-3.4, -2),   "q_0",    "monthly log-odds of economic coercion, all else zero", A)
    coercion_slope:     float = number(3.0,   "log-odds",  (0, 20),    None,         "q_1",    "how fast they rise with the coercer's drive", A)
    coercion_economy:   float = number(0.4,   "utility",   (0, 5),     (0, 0.8),     "w_eco",  "economic-security instruments draw coercion", A)
    coercion_gain:      float = number(0.25,  "share",     (0, 1),     None,         "q_+",    "coercion a month of it adds", A)
    coercion_decay:     float = number(0.06, "1/month",   (0, 1),     (0.03, 0.12), "q_-",    "coercion that fades in a month", "assumption; sign: KimLee2021")
    # Learning
    threat_gain:        float = number(0.12,  "1/month",   (0, 1),     (0.06, 0.2),  "a_H",    "pressure raises perceived threat", A)
    threat_decay:       float = number(0.07,  "1/month",   (0, 1),     (0.03, 0.12), "rho_H",  "threat returns to its resting level", "assumption; sign: Mueller1970")
    outreach_base:      float = number(0.5,   "share",     (0, 1),     None,         "o_0",    "credit given to outreach by a state that is not trusted", A)
    doctrine_alarm:     float = number(0.3,   "share",     (0, 5),     (0, 0.8),     "a_D",    "a rise of doctrine raises rivals' threat", A)
    nuclear_alarm:      float = number(0.2,   "share",     (0, 5),     (0, 0.5),     "a_N",    "a relaxed nuclear posture raises rivals' threat", A)
    war_alarm:          float = number(0.3,   "share",     (0, 1),     (0, 0.6),     "a_W",    "an outside war raises the threat seen from who began it", A)
    trust_gain:         float = number(0.04,  "1/month",   (0, 1),     (0.015, 0.08), "a_T",   "partner's effort raises trust", "assumption; sign: Kydd2005")
    negativity:         float = number(2.5,   "ratio",     (0, 20),    (1, 5),       "asym",   "bad news counts this much more than good", "assumption; sign: Slovic1993")
    trust_decay:        float = number(0.015, "1/month",   (0, 1),     None,         "rho_T",  "trust returns to its resting level", A)
    snub:               float = number(0.5,   "share",     (0, 5),     None,         "s_x",    "effort not returned counts against the partner", A)
    costly_base:        float = number(0.5,   "share",     (0, 2),     None,         "s_0T",   "credit for a signal that cost its sender nothing", "assumption; sign: Kydd2000")
    costly_cap:         float = number(1.5,   "share",     (0, 5),     None,         "s_max",  "most credit a costly signal can earn", A)
    flare:              float = number(0.30,  "share",     (0, 1),     (0.15, 0.5),  "flare",  "jump of grievance in a history dispute of size one", A)
    scar:               float = number(0.025, "share",     (0, 1),     (0, 0.08),    "scar",   "what a dispute leaves for good", A)
    grievance_decay:    float = number(0.07,  "1/month",   (0, 1),     (0.03, 0.15), "d_G",    "acute grievance returns to the chronic", A)
    spillover:          float = number(0.006, "1/month",   (0, 1),     (0, 0.02),    "spill",  "trust wears down chronic grievance", "assumption; sign: Deutsch1957")
    spillover_from:     float = number(0.25,  "share",     (0, 1),     None,         "T_0",    "trust above which it does", A)
    conduct_memory:     float = number(0.15,  "1/month",   (0, 1),     None,         "rho_X",  "how fast past conduct follows the last act", A)
    score_memory:       float = number(0.1667, "1/month",  (0.01, 1),  None,         "1/6",    "smoothing of event scores: about six months", A)
    mood_gain:          float = number(0.03,  "1/month",   (0, 1),     (0.01, 0.06), "a_M",    "partner's conduct moves the public", A)
    mood_coercion:      float = number(0.15,  "share",     (0, 1),     (0.05, 0.3),  "a_Mc",   "a partner that confronts loses the public", A)
    mood_settlement:    float = number(0.10,  "share",     (0, 1),     (0, 0.2),     "a_Ms",   "a settlement or a dispute of size one moves the public", "assumption; sign: KitagawaChu2021")
    mood_decay:         float = number(0.03,  "1/month",   (0, 1),     (0.01, 0.06), "rho_M",  "mood returns to its slow trend", A)
    receptive_gain:     float = number(0.05,  "1/month",   (0, 1),     (0, 0.1),     "a_R",    "outreach opens a rival, pressure and drills close it", "assumption; sign: Osgood1962")
    receptive_decay:    float = number(0.02,  "1/month",   (0, 1),     (0, 0.05),    "rho_R",  "receptiveness returns to its resting level", A)
    arming:             float = number(0.02,  "1/month",   (0, 1),     (0.01, 0.05), "rho_C",  "capability follows declared doctrine at full spending", A)
    # Crisis ladder
    alert:              float = number(-2.7,  "log-odds",  (-20, 5),   (-3.3, -2.1), "z_al",   "calm to alert", A)
    crisis:             float = number(-2.5,  "log-odds",  (-20, 5),   (-3.1, -1.9), "z_cr",   "alert to crisis", A)
    strike:             float = number(-4.6,  "log-odds",  (-20, 5),   (-5.4, -3.8), "z_st",   "crisis to limited strike", A)
    escalation_offset:  float = number(0.5,   "log-odds",  (-5, 5),    None,         "z_es",   "limited strike to escalation, above a strike", A)
    tension_slope:      float = number(3.0,   "log-odds",  (0, 20),    (1, 5),       "b_ten",  "tension pushes up the ladder", A)
    tension_norm:       float = number(0.5,   "share",     (0, 1),     None,         "ten_0",  "tension at which it does not", A)
    deterrence:         float = number(0.8,   "log-odds",  (0, 10),    (0, 1.6),     "det",    "backing holds a challenger back", "assumption; sign: JohnsonLeeds2011")
    information:        float = number(0.6,   "log-odds",  (0, 10),    (0, 1.2),     "info",   "shared information lowers misjudgement", A)
    information_norm:   float = number(0.4,   "share",     (0, 1),     None,         "S_0",    "information at which it does not", A)
    hub_information:    float = number(0.5,   "share",     (0, 1),     None,         "S_hub",  "what the patron passes on without a bilateral tie", A)
    backing_cover:      float = number(0.6,   "share",     (0, 1),     None,         "b_c",    "weight of the patron's cover in backing", A)
    backing_ties:       float = number(0.4,   "share",     (0, 1),     None,         "b_E",    "weight of entanglement in backing", A)
    backing_nuclear:    float = number(0.1,   "share",     (0, 1),     None,         "b_N",    "weight of the ally's nuclear posture in backing", A)
    backing_norm:       float = number(0.5,   "share",     (0, 1),     None,         "b_0",    "backing at which a challenger is neither held back nor tempted", A)
    emboldening:        float = number(0.5,   "log-odds",  (0, 10),    (0, 1.2),     "emb",    "backing emboldens the ally", "assumption; sign: Benson2012")
    emboldening_norm:   float = number(0.3,   "share",     (0, 1),     None,         "E_0",    "entanglement at which it does not", A)
    ally_capability:    float = number(2.0,   "log-odds",  (0, 10),    None,         "i_D",    "capability times threat in the ally's intent to strike", A)
    voice:              float = number(0.8,   "1",         (0, 5),     (0, 1.6),     "voice",  "protocols and ties make the ally consult first", "assumption; sign: LeeOpEd2022")
    voice_protocol:     float = number(0.7,   "share",     (0, 1),     None,         "v_P",    "weight of the protocol in voice", A)
    voice_ties:         float = number(0.3,   "share",     (0, 1),     None,         "v_E",    "weight of entanglement in voice", A)
    voice_contribution: float = number(0.3,   "1",         (0, 5),     (0, 0.6),     "v_K",    "taking on the partner's concerns buys voice", "assumption; sign: LeeOpEd2022")
    consult_threshold:  float = number(0.3,   "1",         (-5, 5),    None,         "con_0",  "reluctance to consult", "assumption; sign: KBS2022Counterstrike")
    bind:               float = number(0.5,   "share",     (0, 1),     (0.1, 0.9),   "bind",   "a vetoed ally abides; a patron restrains its client", "assumption; sign: Pressman2008")
    lock_in:            float = number(0.3,   "share",     (0, 1),     (0, 0.7),     "lock",   "alignment draws the observer in", "assumption; sign: Snyder1984")
    geography:          float = number(1.0,   "ratio",     (0, 1.1),   (0.5, 1.1),   "geo_s",  "scale of geographic exposure", A)
    contribution_exposure: float = number(0.3, "share",    (0, 1),     (0, 0.6),     "k_K",    "exposure taken on in the partner's theatres", A)
    stand_down:         float = number(0.35,  "1/month",   (0, 1),     (0.2, 0.5),   "mu",     "a crisis steps down", A)
    stand_down_high:    float = number(0.5,   "ratio",     (0, 1),     None,         "mu_4",   "how much slower after escalation", A)
    consent_norm:       float = number(0.5,   "1",         (-5, 5),    None,         "ok_0",   "threat and trust at which an unexposed observer is undecided", A)
    consent_dependence: float = number(0.35,  "1",         (0, 5),     None,         "ok_Q",   "reluctance of a state the challenger can coerce", A)
    patron_norm:        float = number(1.0,   "1",         (-5, 5),    None,         "ok_U",   "threat and trust at which the patron is undecided", A)
    strike_alarm:       float = number(0.3,   "share",     (0, 1),     None,         "j_H",    "jump of threat after a strike", A)
    strike_alarm_ally:  float = number(0.2,   "share",     (0, 1),     None,         "j_A",    "the same for the ally actor", A)
    abandoned_trust:    float = number(0.15,  "share",     (0, 1),     None,         "j_T",    "trust in the patron lost when it stays away", "assumption; sign: Snyder1984")
    betrayal:           float = number(4.0,   "ratio",     (0, 20),    None,         "j_U",    "trust lost to a unilateral strike, in monthly losses", A)
    betrayal_most:      float = number(0.9,   "share",     (0, 1),     None,         "j_max",  "most trust one unilateral strike can cost", A)
    consulted_trust:    float = number(2.0,   "ratio",     (0, 20),    None,         "j_C",    "trust earned by consulting, or lost by a veto, in monthly gains", A)
    strike_grievance:   float = number(0.5,   "ratio",     (0, 5),     None,         "j_G",    "grievance raised by a unilateral strike of a contested partner, in flares", A)
    drawn_elsewhere:    float = number(0.5,   "share",     (0, 1),     None,         "d_0",    "how far a challenger's strike in another's theatre draws the observer in", A)
    harm_escalation:    float = number(4.0,   "ratio",     (0, 50),    None,         "h_4",    "harm of escalation against a limited strike", A)
    # Indices
    index_conduct:      float = number(0.60,  "share",     (0, 1),     None,         "c_g",    "weight of event scores in the cooperation index", A)
    index_asset:        float = number(0.25,  "share",     (0, 1),     None,         "c_I",    "weight of the bilateral asset in it", A)
    index_protocol:     float = number(0.15,  "share",     (0, 1),     None,         "c_P",    "weight of the protocol in it", A)
    index_trilateral:   float = number(0.6,   "share",     (0, 1),     None,         "t_c",    "weight of cooperation under cover in the trilateral index, the rest the protocol's", A)
    isolation_cover:    float = number(0.5,   "share",     (0, 0.5),   None,         "i_c",    "weight of trusted cover in the isolation index", A)
    isolation_partner:  float = number(0.3,   "share",     (0, 0.5),   None,         "i_p",    "weight of the partner in it, the rest the coercer's", A)
    tension_threat:     float = number(0.6,   "share",     (0, 1),     None,         "n_t",    "weight of threat and pressure in the tension index, the rest the rungs'", A)
    reconciled_grievance: float = number(0.6, "share",     (0, 1),     None,         "r_G",    "weight of grievance in the reconciliation index, the rest distrust's", A)
    # fmt: on


def _row(declared: Any) -> Row:
    return Row(name=declared.name, default=float(declared.default), **declared.metadata)


#: The table, row by row.
ROWS: dict[str, Row] = {declared.name: _row(declared) for declared in fields(Parameters)}

#: The same table as one record: what the compiled rules read.
RECORD = np.dtype([(name, np.float64) for name in ROWS])


def record(*sets: Parameters) -> np.recarray:
    """Parameter sets as records, shape ``(len(sets),)``."""
    values = [tuple(asdict(p).values()) for p in sets]
    return np.array(values, dtype=RECORD).view(np.recarray)


@functools.cache
def defaults() -> Parameters:
    """The parameter set in which nothing has been changed."""
    return Parameters()

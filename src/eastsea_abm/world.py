"""What exists: the `Region`, which stays, the `World`, which changes, and the `Record` of dated events.

Arrays only, indexed ``[actor, target]``, so that one rule serves one run or many. Shape, meaning and
interval stand on the line that declares an array, nowhere else.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Region(NamedTuple):
    """Who is there, how they stand to each other, and what they can do. Nothing here changes in a run."""

    code: Ints  # (state,) number of the ISO3 code, the state's address in draws
    partner: Ints  # (state, state) 1 where i and j decide on cooperation
    rival: Ints  # (state, state) 1 where i perceives threat from j and may press it
    contested: Ints  # (state, state) 1 where a partner tie is no treaty and history, leaders, brokers count
    tie_actor: Ints  # (tie,) actor of each directed partner dyad
    tie_target: Ints  # (tie,)
    rivalry_actor: Ints  # (rivalry,) actor of each directed rival dyad
    rivalry_target: Ints  # (rivalry,)
    tie_pair: Ints  # (tie,) address of its draws, from the codes of both states
    rivalry_pair: Ints  # (rivalry,) address of its draws; a challenger's one posture is drawn without a target
    patron: Ints  # (state,) index of the patron, -1 for none
    leads: Ints  # (state,) 1 for the patron of any state
    broker: Ints  # (state, state) who brokers between i and j, -1 for nobody
    bond: Ints  # (state,) the contested partner whose tie entangles i, -1 for none
    aligned_with: Ints  # (state,) whose entanglement rivals see in i, -1 for none
    aligned_share: Floats  # (state,) how much of it, 0 to 1
    counterpart: Ints  # (state,) counter-bloc partner whose tie provokes rivals, -1 for none
    counterpart_share: Floats  # (state,) how much of it, 0 to 1
    challenger: Ints  # (state,) 1 where one posture is taken toward all rivals
    weight: Floats  # (state, state) how a challenger's posture falls on j, 0 to 1
    closed: Ints  # (state, rival act) 1 where the act is not open to i
    coerces: Ints  # (state, state) 1 where i can coerce j by trade
    reassured: Ints  # (state, state) 1 where i's reassurance lever is aimed at j
    own_cover: Floats  # (state,) security cover of a state without a patron, 0 to 1
    treaty: Floats  # (state, state) asset that rests on a treaty, 0 to 1
    friction: Floats  # (state, state) standing reluctance, utility
    hostility: Floats  # (state, state) baseline drive to press j, utility
    trust_rest: Floats  # (state, state) resting level of trust, 0 to 1
    threat_rest: Floats  # (state, state) resting level of threat, 0 to 1
    receptive_rest: Floats  # (state, state) resting receptiveness of i to j's outreach, 0 to 1
    mood_rest: Floats  # (state, state) resting mood of i's public toward j at the date of the sheet, 0 to 1
    mood_trend: Floats  # (state, state) slow trend of it, per month
    flare_share: Floats  # (state, state) how strongly a dispute with j is felt in i, 0 to 1
    dispute_rate: Floats  # (state, state) disputes a month, upper triangle by ISO3 order
    term: Ints  # (state,) months between elections, 0 for none
    window: Ints  # (state,) months before an election in which the press amplifies
    fall: Floats  # (state,) chance a month that the leader is replaced, for states without terms
    leader_mean: Floats  # (state,) mean orientation of leaders, -1 to 1
    leader_sd: Floats  # (state,) its spread
    backlash_norm: Floats  # (state,) grievance at which voters are indifferent
    theatre_code: Ints  # (theatre,)
    theatre_challenger: Ints  # (theatre,)
    theatre_defender: Ints  # (theatre,)
    theatre_ally: Ints  # (theatre,) the ally that might strike
    theatre_second: Ints  # (theatre,) whose tension with the challenger counts beside the defender's, -1 none
    theatre_observer: Ints  # (theatre,) the state whose entrapment is watched, -1 for none
    theatre_exposure: Floats  # (theatre,) geographic exposure of the observer, 0 to 1
    theatre_voice: Floats  # (theatre,) weight of the observer's voice, 0 to 1
    theatre_information: Floats  # (theatre,) weight of shared information, 0 to 1
    theatre_backing: Floats  # (theatre,) share of the defender's cover that counts as backing, 0 to 1
    theatre_emboldening: Floats  # (theatre,) how far ties embolden this ally, 0 to 1
    instrument_code: Ints  # (instrument,)
    instrument_first: Ints  # (instrument,) the pair whose consent counts
    instrument_second: Ints  # (instrument,)
    instrument_party: Ints  # (instrument, state) 1 for parties
    instrument_asset: Floats  # (instrument,) weight in the bilateral asset, 0 to 1
    instrument_protocol: Floats  # (instrument,) weight in the consultation protocol, 0 to 1
    instrument_visibility: Floats  # (instrument,) exposure to grievance at home, 0 to 1
    instrument_hub: Ints  # (instrument,) 1 where the patron's hub is needed
    instrument_requires: Ints  # (instrument,) instrument that must be in force first, -1 for none
    instrument_ease: Floats  # (instrument,) log-odds added to the formation hazard
    instrument_economy: Floats  # (instrument,) weight in drawing coercion, 0 to 1
    focal: int  # the state whose question is asked, -1 for none
    partner_of_focal: int  # its partner, -1 for none
    sheet_month: int  # calendar month of the starting values


class World(NamedTuple):
    """The region in one month."""

    # States
    commitment: Floats  # (state,) commitment of a patron, 0.05 to 1
    brokerage: Floats  # (state,) brokerage effort of a patron, 0 to 1
    cover: Floats  # (state,) security cover felt, 0.05 to 1
    leader: Floats  # (state,) orientation of the leader, -1 nationalist to 1 pragmatic
    tenure: Ints  # (state,) months since the leader took office
    press: Floats  # (state,) 1 in the months before an election
    belligerence: Floats  # (state,) a challenger's own drive to provoke, utility
    doctrine: Floats  # (state,) declared strike doctrine, 0 to 1
    capability: Floats  # (state,) strike capability in hand, 0 to 1
    nuclear: Floats  # (state,) nuclear posture, 0 principles kept to 1 relaxed
    nuclear_before: Floats  # (state,) nuclear posture a month ago, 0 to 1
    doctrine_before: Floats  # (state,) doctrine a month ago, 0 to 1
    doctrine_rise: Floats  # (state,) rise of doctrine this month
    coercion: Floats  # (state,) economic coercion felt, 0 to 1
    outreach: Floats  # (state,) stock of outreach, at most half the number of reassured rivals, nonnegative
    entanglement: Floats  # (state,) with the bond, 0 to 1
    drills: Floats  # (state,) weight of joint drills this month
    economy: Floats  # (state,) economic-security ties in force, 0 to 1
    # Levers, where the rules read them
    tether: Floats  # (state,) 0 to 1
    consult_rule: Floats  # (state,)
    bilateral_planning: Floats  # (state,) 0 to 1
    doctrine_rate: Floats  # (state,) per month
    spending: Floats  # (state,) effort of arming
    commitment_mean: Floats  # (state,) 0.05 to 1
    commitment_sd: Floats  # (state,)
    engagement: Floats  # (state, state) utility
    institutions: Floats  # (state, state) utility
    contribution: Floats  # (state, state) 0 to 1
    reassurance: Floats  # (state, state) utility
    # Directed dyads
    trust: Floats  # (state, state) belief that j carries out cooperative intent, 0 to 1
    threat: Floats  # (state, state) perceived from j, 0 to 1
    grievance: Floats  # (state, state) acute, 0 to 1
    chronic: Floats  # (state, state) chronic grievance, 0 to 1
    alignment: Floats  # (state, state) what i sees of the ties of its rival j to others, 0 to 1
    drilled: Floats  # (state, state) weight of joint drills of i with j this month
    common: Floats  # (state, state) threat common to two partners, 0 to 1
    accustomed: Floats  # (state, state) the common threat two partners have grown used to, nan before the first month
    alarm: Floats  # (state, state) common threat above that, 0 to 1
    conduct: Floats  # (state, state) smoothed conduct toward a partner, -1 to 1
    choice: Ints  # (state, state) last act toward a partner, index of PARTNER_ACTS, -1 for none
    act: Floats  # (state, state) its depth, -1 to 1
    stance: Ints  # (state, state) last act toward a rival, index of RIVAL_ACTS, -1 for none
    answer: Floats  # (state, state) pressure that fell on j, -0.5 to 1
    score: Floats  # (state, state) smoothed event score over 10, nan before the first month
    mood: Floats  # (state, state) warmth of i's public toward j, 0 to 1
    receptive: Floats  # (state, state) of i to j's outreach, 0 to 1
    asset: Floats  # (state, state) bilateral security asset, 0 to 1
    protocol: Floats  # (state, state) depth of consultation, 0 to 1
    # This month's forced acts and shocks
    forced_act: Floats  # (state, state) nan where nothing is forced
    forced_answer: Floats  # (state, state) nan where nothing is forced
    forced_coercion: Floats  # (state, state) 0 to 1
    shock: Floats  # (state, state) size of history disputes (+), nonnegative
    settled: Floats  # (state, state) size of settlements, nonnegative
    doctrine_shift: Floats  # (state,) share of the gap
    forced_status: Ints  # (instrument,) index of STATUSES, -1 where nothing is forced
    war: Floats  # (state,) outside wars begun, 0 to 1
    # Instruments and theatres
    status: Ints  # (instrument,) index of STATUSES
    force: Floats  # (instrument,) weight by status, 0 to 1
    practice: Floats  # (instrument,) 0 to 1
    hazard: Floats  # (instrument,) this month's chance of its next change of status
    rung: Ints  # (theatre,) index of RUNGS
    involved: Ints  # (theatre,) 1 where the observer has been drawn in
    tension: Floats  # (theatre,) 0 to 1
    odds: Floats  # (theatre, ODDS) this month's chances, see mechanisms.consultation
    tally: Floats  # (theatre, TALLY) what happened this month, see mechanisms.crisis
    # Why: the terms of the last decisions and changes
    pull_terms: Floats  # (tie, PULL_TERMS) what drew actor and target together or apart, whatever was chosen
    decision_terms: Floats  # (tie, DECISION_TERMS)
    decision_chance: Floats  # (tie,) chance the act had, 0 to 1
    trust_terms: Floats  # (tie, TRUST_TERMS)
    grievance_terms: Floats  # (tie, GRIEVANCE_TERMS)
    threat_terms: Floats  # (rivalry, THREAT_TERMS)
    rival_terms: Floats  # (rivalry, RIVAL_TERMS)
    trust_shock: Floats  # (state, state, 3) jumps by consultation, strike and abandonment this month
    threat_shock: Floats  # (state, state) jumps by strikes this month
    grievance_shock: Floats  # (state, state) jumps by strikes this month
    weights: Floats  # (16,) scratch of a choice
    tie_draw: Floats  # (tie,) this month's draw for the act, 0 to 1
    rivalry_draw: Floats  # (rivalry,) this month's draw for the act, 0 to 1


class Record(NamedTuple):
    """Dated events, by month, and the processes they hold still."""

    first_month: int  # calendar month of offset[0]
    offset: Ints  # (months + 1,) events of month m stand at offset[m - first] to offset[m - first + 1]
    effect: Ints  # (event,) index of EFFECTS
    actor: Ints  # (event,) -1 for an outsider
    target: Ints  # (event,) -1 for none
    item: Ints  # (event,) instrument, theatre or lever, -1 for none
    size: Floats  # (event,)
    held_until: Ints  # (process, state) first month in which the process is free again


class Start(NamedTuple):
    """How a run begins: the world of the sheet, and what the file puts in its place after the spin-up.

    Blocks are those of `seated`: all arrays of a world of one kind, one after another.
    """

    floats: Floats  # (block,) the world at the date of the sheet
    ints: Ints  # (block,)
    float_at: Ints  # (value,) places in the block of numbers that the file sets
    float_value: Floats  # (value,)
    int_at: Ints  # (whole value,) the same for whole numbers
    int_value: Ints  # (whole value,)
    sheet: int  # calendar month of the sheet
    first: int  # calendar month in which the run begins


class Seat(NamedTuple):
    """A world whose arrays lie in two blocks, so that a rule can put all of them back at once."""

    world: World
    floats: Floats  # (block,) every array of numbers
    ints: Ints  # (block,) every array of whole numbers


def copy(w: World) -> World:
    """A world of its own with the same values."""
    arrays: Any = [a.copy() for a in w]
    return World(*arrays)


def seated(w: World) -> Seat:
    """A world of its own with the same values, in two blocks."""
    blocks = {kind: np.concatenate([a.ravel() for a in w if a.dtype == kind]) for kind in (np.float64, np.int64)}
    ends = dict.fromkeys(blocks, 0)
    arrays: Any = []
    for a in w:
        kind = a.dtype.type
        begin, ends[kind] = ends[kind], ends[kind] + a.size
        arrays.append(blocks[kind][begin : ends[kind]].reshape(a.shape))
    return Seat(World(*arrays), blocks[np.float64], blocks[np.int64])

"""What a government can choose: the table of levers, and whose hand is on each.

A lever belongs to a role (focal state, partner, patron); the region says who plays it. A lever never
touches the probability of a crisis: it enters decisions, and its effects emerge.
"""

from __future__ import annotations

from typing import NamedTuple

A = "assumption"


class Lever(NamedTuple):
    """One row of the table of levers."""

    name: str
    role: str  # focal | partner | patron
    default: float
    unit: str
    bounds: tuple[float, float]
    prior: tuple[float, float]
    symbol: str
    meaning: str
    source: str


# fmt: off
LEVERS: dict[str, Lever] = {row.name: row for row in (
    Lever("engagement",       "focal",   0.0,  "utility", (-2, 2),  (-0.4, 0.8), "b",    "push toward (or away from) the partner", "assumption; sign: LeeOpEd2022"),
    Lever("institutions",     "focal",   0.0,  "utility", (0, 5),   (0, 2),      "q",    "push to institutionalise the tie", "assumption; sign: LeeOpEd2022"),
    Lever("reassurance",      "focal",   0.0,  "utility", (0, 2),   (0, 0.6),    "r",    "restraint toward the rivals named in the region", "assumption; sign: Kuik2016"),
    Lever("tether",           "focal",   0.0,  "share",   (0, 1),   (0, 1),      "tether", "fear of entrapment pulls closer (1) instead of apart (0)", "assumption; sign: Weitsman2004"),
    Lever("contribution",     "focal",   0.0,  "share",   (0, 1),   (0, 1),      "k",    "taking on the partner's concerns", "assumption; sign: LeeOpEd2022"),
    Lever("doctrine",         "partner", 0.40, "share",   (0, 1),   (0.2, 0.6),  "D",    "strike doctrine declared by the partner; the sheet's where it is not set", "assumption; sign: NSS2022"),
    Lever("doctrine_rate",    "partner", 0.01, "1/month", (0, 1),   (0, 0.02),   "rho_D", "how fast doctrine follows the highest threat", A),
    Lever("spending",         "partner", 1.0,  "share",   (0, 3),   (0.5, 2),    "S_D",   "effort with which capability follows doctrine", "assumption; sign: NSS2022"),
    Lever("consult_rule",     "partner", 0.0,  "1",       (-2, 2),  (-0.3, 0.5), "con_J", "own rule to consult first (+) or refusal (-)", "assumption; sign: KBS2022Counterstrike"),
    Lever("nuclear",          "partner", 0.0,  "share",   (0, 1),   (0, 1),      "nuc",   "non-nuclear principles kept (0) or relaxed (1)", A),
    Lever("bilateral_planning", "partner", 0.0, "share",  (0, 1),   (0, 1),      "pl",    "share of crisis planning the partner settles with its patron alone", "assumption; sign: LeeOpEd2022"),
    Lever("commitment",       "patron",  0.80, "share",   (0.05, 1), (0.3, 0.95), "c",    "the patron's commitment; the sheet's where it is not set", A),
    Lever("commitment_sd",    "patron",  0.15, "share",   (0, 1),   (0, 0.25),   "sd_c",  "spread of commitment over the patron's elections", A),
    Lever("brokerage",        "patron",  0.60, "share",   (0, 1),   (0.05, 0.9), "brk",   "the patron's brokerage effort; the sheet's where it is not set", A),
)}
# fmt: on
LEVER_CODE = {name: code for code, name in enumerate(LEVERS)}
(
    ENGAGEMENT,
    INSTITUTIONS,
    REASSURANCE,
    TETHER,
    CONTRIBUTION,
    DOCTRINE,
    DOCTRINE_RATE,
    SPENDING,
    CONSULT_RULE,
    NUCLEAR,
    BILATERAL_PLANNING,
    COMMITMENT,
    COMMITMENT_SD,
    BROKERAGE,
) = range(len(LEVERS))

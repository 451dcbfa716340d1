"""What a calibration is asked for, and everything that is wrong with it at once."""

from __future__ import annotations

import re
from typing import NamedTuple

from eastsea_abm.calibration.fit import accepted_number, least_accepted
from eastsea_abm.calibration.screening import MOST_COMBINATIONS
from eastsea_abm.errors import InputError
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario.names import shown, suggestion
from eastsea_abm.scenario.scenario import LARGEST_SEED
from eastsea_abm.scenario.schema import date_of, month_of

TRAIN = "2012-01:2018-12"
NAME = "record"
#: With 20,000 draws the mean of a posterior differs by 0.14 prior standard deviations from seed to seed, with
#: 100,000 by 0.05 (measured with 3 % accepted).
DRAWS, MOST_DRAWS = 100_000, 2_000_000
#: Chosen on simulated histories fitted back: estimates are nearer to the truth, and 90 % intervals hold it more often,
#: with 600 accepted draws than with 200; with 1,000 it is the same.
ACCEPT = 0.02
RECOVER, LEAST_RECOVERED = 400, 20
MOST_PARAMETERS = 20
LONGEST = 40  # characters of a name


class Asked(NamedTuple):
    """A calibration."""

    first: int  # month
    months: int
    name: str = NAME
    draws: int = DRAWS
    accept: float = ACCEPT
    parameters: tuple[str, ...] = ()  # by hand; by screening if empty
    seed: int = 1
    recover: int = RECOVER

    @property
    def train(self) -> str:
        """The training period as it is written."""
        return f"{date_of(self.first)}:{date_of(self.first + self.months - 1)}"

    @property
    def command(self) -> str:
        """The command that makes the posterior again."""
        words = ["eastsea", "calibrate", "--train", self.train, "--name", self.name, "--draws", str(self.draws)]
        words += ["--accept", f"{self.accept:g}", "--seed", str(self.seed), "--recover", str(self.recover)]
        return " ".join([*words, *(["--parameters", ",".join(self.parameters)] if self.parameters else [])])


def asked(
    train: str = TRAIN,
    *,
    name: str = NAME,
    draws: int = DRAWS,
    accept: float = ACCEPT,
    parameters: tuple[str, ...] = (),
    seed: int = 1,
    recover: int = RECOVER,
    workers: int | None = None,
) -> Asked:
    """A calibration that can be done.

    Raises
    ------
    InputError
        With a line for everything that is wrong.
    """
    span, wrong = _period(train)
    if not re.fullmatch(rf"[A-Za-z0-9_][A-Za-z0-9_.+-]{{0,{LONGEST - 1}}}", name):
        wrong.append(f"--name {shown(name)}: letters, digits, _ . + and -, at most {LONGEST} of them")
    if not 0.0 < accept <= 1.0:
        wrong.append(f"--accept {accept:g}: must be above 0 and at most 1")
    wrong += _parameters(parameters)
    directions = len(parameters) or MOST_COMBINATIONS
    if not 1 <= draws <= MOST_DRAWS:
        wrong.append(f"--draws {draws}: must be between 1 and {MOST_DRAWS}")
    elif 0.0 < accept <= 1.0 and accepted_number(draws, accept) < least_accepted(directions):
        wrong.append(
            f"--draws {draws} of which --accept {accept:g} leaves {accepted_number(draws, accept)}: at least "
            f"{least_accepted(directions)} are needed"
        )
    if recover and not LEAST_RECOVERED <= recover <= draws:
        wrong.append(f"--recover {recover}: must be 0 for none, or between {LEAST_RECOVERED} and the number of draws")
    if not 0 <= seed <= LARGEST_SEED:
        wrong.append(f"--seed {seed}: must be between 0 and {LARGEST_SEED}")
    if workers is not None and workers < 1:
        wrong.append(f"--workers {workers}: give at least 1")
    if wrong:
        raise InputError("\n".join(wrong))
    assert span is not None
    return Asked(*span, name, draws, accept, parameters, seed, recover)


def _period(text: str) -> tuple[tuple[int, int] | None, list[str]]:
    """First month and number of months of ``2012-01:2018-12``, or what is wrong with it."""
    found = re.fullmatch(r"\s*(\d{4}-(?:0[1-9]|1[0-2])):(\d{4}-(?:0[1-9]|1[0-2]))\s*", text)
    if not found:
        return None, [f"--train {shown(text)}: must be written FROM:TO with months, such as {TRAIN}"]
    first, last = month_of(found[1]), month_of(found[2])
    if last <= first:
        return None, [f"--train {shown(text)}: ends before it begins"]
    return (first, last - first + 1), []


def _parameters(names: tuple[str, ...]) -> list[str]:
    known = [row.name for row in ROWS.values() if row.prior]
    wrong = [
        f"--parameters: {shown(name)} is no parameter with a prior{suggestion(name, known)}"
        for name in names
        if name not in known
    ]
    wrong += [f"--parameters: {name} is named twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    if len(names) > MOST_PARAMETERS:
        wrong.append(
            f"--parameters: {len(names)} are more than any record of this length tells apart; "
            f"give at most {MOST_PARAMETERS}"
        )
    return wrong

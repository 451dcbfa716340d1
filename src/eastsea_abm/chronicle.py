"""What happened and why: tidy tables of one run, kept month by month while the stage plays it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm import vocabulary as v
from eastsea_abm.happenings import Happening, happenings
from eastsea_abm.mechanisms.crisis import TALLY
from eastsea_abm.moves import HORIZON, Move, moves
from eastsea_abm.outcomes import cooperation
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.world import World, copy

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.model import RegionModel

STATE_FIELDS = (
    "leader",
    "tenure",
    "press",
    "cover",
    "commitment",
    "brokerage",
    "belligerence",
    "doctrine",
    "capability",
    "nuclear",
    "coercion",
    "outreach",
    "entanglement",
    "drills",
)
DYAD_FIELDS = ("trust", "threat", "grievance", "chronic", "mood", "receptive", "conduct", "asset", "protocol", "answer")
MANY_STATES = 40  # above this months are not replayed to see what moved them: it would outlast the run
TALLIED = ("entrapment", "involvement", "abandonment", "crises", "strikes", "unilateral", "incidents")


class Chronicle:
    """Watches a `RegionModel`; call `watch` after every step, then take `tables`.

    Only pairs that are partners or rivals have rows: with many states the others say nothing.

    Parameters
    ----------
    keeps_worlds
        Whether the world of every month is kept, to look back on; what moved cooperation is told from them too.
    """

    def __init__(self, model: RegionModel, *, keeps_worlds: bool = False) -> None:
        self.model = model
        g = model.region
        self.tells_moves = g.partner_of_focal >= 0 and g.code.size <= MANY_STATES
        self.keeps_worlds = keeps_worlds or self.tells_moves
        self.pairs = np.nonzero(g.partner | g.rival)
        self.befores: list[World] = [copy(model.world)]
        self.dated: list[list[Any]] = []
        self.happenings: list[list[Happening]] = []
        self.known_moves: dict[int, list[Move]] = {}  # by month from 0, of months that will not be told otherwise
        self._rows: dict[str, list[np.ndarray]] = {}

    def watch(self) -> None:
        """Keep the month that has just been played."""
        model, w = self.model, self.model.world
        self.dated.append(list(model.happened))
        self.happenings.append(happenings(self.befores[-1], w, model))
        if not self.keeps_worlds:
            self.befores.clear()
        self.befores.append(copy(w))
        for field in STATE_FIELDS:
            self._keep(field, getattr(w, field).copy())
        for field in DYAD_FIELDS:
            self._keep(f"dyad.{field}", getattr(w, field)[self.pairs])
        self._keep("dyad.cooperation", self._cooperation(w))
        g = model.region
        self._keep("choice", w.choice[g.tie_actor, g.tie_target])
        self._keep("forced", np.isfinite(w.forced_act[g.tie_actor, g.tie_target]))
        self._keep("chance", w.decision_chance.copy())
        self._keep("terms", w.decision_terms.copy())
        for field in ("status", "force", "practice", "hazard", "rung", "involved", "tension"):
            self._keep(f"list.{field}", getattr(w, field).copy())
        self._keep("tally", w.tally.copy())

    def retold(self, model: RegionModel, months: int) -> Chronicle:
        """The first ``months`` months as the chronicle of another model, which has just replayed them."""
        told = Chronicle(model, keeps_worlds=self.keeps_worlds)
        told.befores = self.befores[: months + 1] if self.keeps_worlds else [copy(model.world)]
        told.dated = self.dated[:months]
        told.happenings = self.happenings[:months]
        told.known_moves = {k: moved for k, moved in self.known_moves.items() if k + HORIZON <= months}
        told._rows = {name: values[:months] for name, values in self._rows.items()}
        return told

    def _keep(self, name: str, values: np.ndarray) -> None:
        self._rows.setdefault(name, []).append(values)

    def _cooperation(self, w: World) -> np.ndarray:
        g, p = self.model.region, self.model.parameters
        return np.array(
            [cooperation(w, p, i, j) if g.partner[i, j] else np.nan for i, j in zip(*self.pairs, strict=True)]
        )

    @property
    def dates(self) -> list[str]:
        """``YYYY-MM`` of every month kept."""
        return [date_of(self.model.setup.start + k) for k in range(len(self.happenings))]

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tidy tables of the run so far: states, dyads, decisions, events, instruments, theatres, outcomes."""
        import pandas as pd

        model, g = self.model, self.model.region
        iso3 = np.array(model.iso3)
        states = self._frame({"state": iso3}, {name: name for name in STATE_FIELDS})
        i, j = self.pairs
        dyads = self._frame(
            {"actor": iso3[i], "target": iso3[j]}, {name: f"dyad.{name}" for name in (*DYAD_FIELDS, "cooperation")}
        )
        decisions = self._frame(
            {"actor": iso3[g.tie_actor], "target": iso3[g.tie_target]},
            {"act": "choice", "chance": "chance", "forced": "forced"},
        )
        names = np.array([act.name for act in v.PARTNER_ACTS])
        decisions["act"] = names[decisions["act"].to_numpy()]
        terms = np.concatenate(self._rows["terms"]) if self._rows else np.zeros((0, len(v.DECISION_TERMS)))
        decisions["utility"] = terms.sum(axis=1)
        for k, term in enumerate(v.DECISION_TERMS):
            decisions[term.replace(" ", "_").replace("'", "")] = terms[:, k]
        statuses = np.array(v.STATUSES)
        instruments = self._frame(
            {"instrument": np.array(model.setup.index.instruments, dtype=str)},
            {name: f"list.{name}" for name in ("status", "force", "practice", "hazard")},
        )
        instruments["status"] = statuses[instruments["status"].to_numpy(int)]
        outcomes = pd.DataFrame(model.outcomes[: len(self.happenings)], columns=model.setup.columns)
        outcomes.insert(0, "month", self.dates)
        return {
            "states": states,
            "dyads": dyads,
            "decisions": decisions,
            "events": self.events(),
            "instruments": instruments,
            "theatres": self._theatres(),
            "outcomes": outcomes,
        }

    def _frame(self, keys: dict[str, np.ndarray], columns: dict[str, str]) -> pd.DataFrame:
        import pandas as pd

        size = len(next(iter(keys.values())))
        months = len(self.happenings)
        data: dict[str, Any] = {"month": np.repeat(self.dates, size)}
        data.update({name: np.tile(values, months) for name, values in keys.items()})
        data.update({name: np.concatenate(self._rows[row]) if months else np.zeros(0) for name, row in columns.items()})
        return pd.DataFrame(data)

    def _theatres(self) -> pd.DataFrame:
        theatres = self._frame(
            {"theatre": np.array(self.model.setup.index.theatres, dtype=str)},
            {name: f"list.{name}" for name in ("rung", "involved", "tension")},
        )
        theatres["rung"] = np.array(v.RUNGS)[theatres["rung"].to_numpy(int)]
        tally = np.concatenate(self._rows["tally"]) if self._rows else np.zeros((0, len(TALLY)))
        for name in TALLIED:
            theatres[name] = tally[:, TALLY.index(name)]
        return theatres

    def events(self) -> pd.DataFrame:
        """One row a happening, with one sentence on what and why, and how far it moved cooperation."""
        import pandas as pd

        moved = moves(self)
        rows = [(date, *h, *moved[k][n]) for k, date in enumerate(self.dates) for n, h in enumerate(self.happenings[k])]
        return pd.DataFrame(rows, columns=["month", *Happening._fields, "moved", "measure", "through"])

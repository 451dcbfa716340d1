"""What a single value of a file may be: names, dates, bounded numbers, closed lists of words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

from eastsea_abm.vocabulary import EFFECTS, PROCESSES, RIVAL_ACTS, STATUSES


def _text(value: object) -> object:
    """YAML turns an unquoted 2022-12-16 into a date; take it back as it was written."""
    return value.isoformat() if hasattr(value, "isoformat") else value


Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Dyad = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[A-Z]{3}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Date = Annotated[str, BeforeValidator(_text), StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Signed = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Utility = Annotated[float, Field(ge=-5, le=5, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Position = Annotated[tuple[Number, Number], Strict(False)]  # longitude, latitude; a list in the file
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
EFFECT_NAMES = tuple(effect.name for effect in EFFECTS)
EffectName = Literal[*EFFECT_NAMES]  # type: ignore[valid-type]
ProcessName = Literal[*PROCESSES]  # type: ignore[valid-type]
StatusName = Literal[*STATUSES]  # type: ignore[valid-type]
RivalActName = Literal[*RIVAL_ACTS]  # type: ignore[valid-type]
RangeClass = Literal["cruise", "MLRS", "SRBM", "SLBM", "MRBM", "IRBM", "ICBM", "SLV", "nuclear"]
EventClass = Literal["exogenous", "outcome", "marker"]
DesignName = Literal["grid", "lhs", "sobol", "morris", "csv"]


class Part(BaseModel):
    """A mapping in a file: unknown keys are errors, and so are values of another type than the one named."""

    # Strict, since otherwise "yes" would be true, true would be 1.0 and "0.5" a number.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

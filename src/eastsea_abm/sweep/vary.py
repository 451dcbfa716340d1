"""The shorthand for a factor on a command line: ``voice=0:1.6:9``, ``bind=0.1,0.5,0.9``, ``voice=prior``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.nodes import KeyPath, scalar
from eastsea_abm.sweep.specs import PRIOR, PRIORS, FactorSpec, listed_spec, range_spec

FORMS = "must be written name=0:1.6:9 (from, to, points), name=0.1,0.5 (values) or name=prior"


def parse_vary(texts: Sequence[str], findings: Findings) -> dict[str, FactorSpec] | str:
    """Factors by name; the word ``priors`` alone stands for every parameter that has a prior."""
    if [text.strip() for text in texts] == [PRIORS]:
        return PRIORS
    specs: dict[str, FactorSpec] = {}
    met: set[str] = set()
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        where: KeyPath = ("factors", name)
        if not name or not equals or not value or not name.isprintable():
            findings.wrong(("factors",), f"{FORMS}, not {shown(text)}")
            continue
        if name in met:
            findings.wrong(where, "is varied twice")
            continue
        met.add(name)
        spec = _spec(findings, where, value)
        if spec is not None:
            specs[name] = spec
    return specs


def _spec(findings: Findings, where: KeyPath, text: str) -> FactorSpec | None:
    if text == PRIOR:
        return FactorSpec(prior=True)
    if ":" in text:
        parts: list[Any] = [scalar(part.strip()) for part in text.split(":")]
        if len(parts) in (2, 3):
            return range_spec(findings, where, *parts)
        findings.wrong(where, f"{FORMS}, not {shown(text)}")
        return None
    return listed_spec(findings, where, [scalar(part.strip()) for part in text.split(",")])

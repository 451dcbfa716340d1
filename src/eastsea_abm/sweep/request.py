"""What a user asks of a sweep, as it is written: a sweep file, the block of a scenario, or a command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.check_numbers import key_hint, table
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.lookup import find, is_path, names, study_hint
from eastsea_abm.scenario.names import listed, shown, suggestion
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.parts import is_sweep
from eastsea_abm.scenario.problems import validated
from eastsea_abm.scenario.reading import Source, in_order, read_source
from eastsea_abm.scenario.schema import ScenarioFile, SweepBlock, SweepFile
from eastsea_abm.sweep.asked import BLOCK, RUNS, ByHand, Inside, Request
from eastsea_abm.sweep.design import MOST_SETTINGS
from eastsea_abm.sweep.specs import PRIORS, FactorSpec, is_number, read_spec, word
from eastsea_abm.sweep.vary import parse_vary

__all__ = ["FactorSpec", "Request", "read_request", "request_from_vary"]

#: Samples of a design that names none (assumption): a first look in minutes, not a final answer. Settings of a
#: Latin hypercube; base samples of Saltelli's design, times two more than there are factors; trajectories of
#: Morris's, times one more than there are factors.
SAMPLES = {"lhs": 100, "sobol": 128, "morris": 20}
BY_HAND = ("grid", *SAMPLES)  # designs that need no file


def read_request(
    name_or_path: str, *, runs: int | None = None, months: int | None = None, seed: int | None = None
) -> Request:
    """A sweep file, or the ``sweep:`` block of a scenario, with what is given by hand instead.

    A scenario without a block is swept as it is.

    Raises
    ------
    ScenarioError
        Where nothing can be made of the file; what is wrong with parts of it waits in ``problems``.
    """
    source = read_source(_found(name_or_path))
    request = _of_file(source) if is_sweep(source) else _of_block(source, name_or_path)
    given = {key: value for key, value in (("runs", runs), ("months", months), ("seed", seed)) if value is not None}
    return _checked_runs(dataclasses.replace(request, **given), runs)  # type: ignore[arg-type]


def request_from_vary(
    scenario: str,
    vary: Sequence[str] = (),
    *,
    policies: Sequence[str] = (),
    sets: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    design: str | None = None,
    samples: int | None = None,
    runs: int | None = None,
    months: int | None = None,
    seed: int | None = None,
) -> Request:
    """A sweep without a file: one scenario, factors in the shorthand of `eastsea_abm.sweep.vary`."""
    findings = Findings(ByHand())
    specs = read_factors(findings, parse_vary(vary, findings), sets)
    chosen = _by_hand(findings, design, samples) or _design(specs, None)
    places: dict[tuple[str, int], KeyPath] = {("policies", k): ("policies", name) for k, name in enumerate(policies)}
    places |= {("set", k): ("set", text.partition("=")[0].strip()) for k, text in enumerate(sets)}
    request = Request(
        name=Path(scenario).stem if is_path(scenario) else scenario,
        title=f"{scenario}: {listed(specs)} varied" if specs else scenario,
        scenarios=(scenario,),
        policies=tuple(policies),
        sets=tuple(sets),
        factors=specs,
        design=chosen,
        samples=_samples(findings, chosen, samples if design in (None, chosen) else None),
        runs=RUNS if runs is None else runs,
        months=months,
        seed=seed,
        outcomes=tuple(outcomes),
        located=findings.located,
        places=places,
        problems=tuple(findings.problems),
    )
    return _checked_runs(request, runs)


def _by_hand(findings: Findings, design: str | None, samples: int | None) -> str | None:
    """A design that can be named on a command line; a file says the same by its schema."""
    if samples is not None and not 1 <= samples <= MOST_SETTINGS:
        findings.wrong(("samples",), f"must be between 1 and {MOST_SETTINGS}, not {shown(samples)}")
    if design is None or design in BY_HAND:
        return design
    more = "; a table of settings is named in a sweep file" if design == "csv" else suggestion(design, BY_HAND)
    findings.wrong(("design",), f"no design {shown(design)}{more}")
    return None


def _checked_runs(request: Request, runs: int | None) -> Request:
    if runs is None or 1 <= runs <= 2**32:
        return request
    problem = Problem("--runs", 0, 0, "", f"must be at least 1 and at most {2**32}, not {shown(runs)}")
    return dataclasses.replace(request, problems=(*request.problems, problem))


def _found(name: str) -> Path:
    """A sweep file before a scenario of the same name."""
    found = find("sweep", name)
    path = found.path if found.path is not None or is_path(name) else find("scenario", name).path
    if path is None:
        complaint = found.complaint
        if name and name.isprintable() and not is_path(name):
            known = dict.fromkeys([*names("sweep"), *names("scenario")])
            complaint = f"no sweep or scenario {shown(name)}{study_hint(name) or suggestion(name, known)}"
        raise ScenarioError([Problem(shown(name).strip("'"), 0, 0, "", complaint)])
    return path


def _of_file(source: Source) -> Request:
    file, rest, problems = validated(SweepFile, source, _hint)
    if not isinstance(file, SweepFile):
        raise ScenarioError(in_order(problems))
    findings = Findings(rest)
    scenarios = list(file.scenarios)
    places: dict[tuple[str, int], KeyPath] = {}
    if file.scenario is not None:
        scenarios.insert(0, file.scenario)
        places = {("scenarios", k): ("scenarios", k - 1) for k in range(1, len(scenarios))}
        places["scenarios", 0] = ("scenario",)
    if not scenarios:
        findings.lacking((), "a sweep needs scenario: the scenario it runs, by name or path")
    # Names are looked for beside the folder of sweeps, where scenarios lie.
    asking = source.path.parent if source.path.parent.name == "sweeps" else source.path
    return _assembled(
        file, findings, problems, places,
        name=source.path.stem, title=file.title, question=file.question, scenarios=tuple(scenarios),
        asking=asking, beside=source.path,
    )  # fmt: skip


def _of_block(source: Source, name: str) -> Request:
    file, rest, problems = validated(ScenarioFile, source, key_hint)
    if not isinstance(file, ScenarioFile):
        raise ScenarioError(in_order(problems))
    if file.sweep is None:
        own = [problem for problem in problems if problem.key.startswith(BLOCK[0])]
        if own:
            raise ScenarioError(in_order(own))
        return request_from_vary(name)  # nothing to vary: the scenario as it is, many times
    return _assembled(
        file.sweep, Findings(Inside(rest)), problems, {},
        name=source.path.stem, title=file.title, question=file.question, scenarios=(name,),
        asking=None, beside=source.path,
    )  # fmt: skip


def _hint(path: KeyPath) -> str:
    """What to say about an unknown key that is the name of a number."""
    known = any(str(path[-1]) in table(kind) for kind in ("levers", "parameters"))
    return f"; put {path[-1]} under factors: to vary it, or under set: to set it" if known else ""


def _assembled(
    block: SweepBlock,
    findings: Findings,
    problems: list[Problem],
    places: dict[tuple[str, int], KeyPath],
    *,
    beside: Path,
    **rest: Any,
) -> Request:
    """The keys a file and a block share."""
    sets = _sets(findings, block.set, places)
    specs = read_factors(findings, block.factors, sets)
    table_at: Path | None = None
    if block.settings is not None:
        found = find("table", block.settings, beside)
        table_at = found.path
        if found.path is None:
            findings.wrong(("settings",), found.complaint)
    design = block.design or _design(specs, block.settings)
    if design == "csv" and block.settings is None:
        findings.lacking(("design",), "the design csv needs settings: a table with one row a setting")
    elif design != "csv" and block.settings is not None:
        findings.wrong(("settings",), "only the design csv reads a table of settings")
    return Request(
        **rest,
        policies=tuple(block.policies),
        sets=sets,
        factors=specs,
        design=design,
        samples=_samples(findings, design, block.samples),
        settings_csv=table_at,
        runs=block.runs,
        months=block.months,
        seed=block.seed,
        outcomes=tuple(block.outcomes),
        located=findings.located,
        places=places,
        problems=(*problems, *findings.problems),
    )


def read_factors(findings: Findings, data: Any, sets: Sequence[str] = ()) -> dict[str, FactorSpec]:
    """What ``factors`` says, by name; numbers that are ``sets`` are no priors to draw from."""
    if data == PRIORS:
        fixed = {text.partition("=")[0].strip().removeprefix("parameters.") for text in sets}
        rows = table("parameters").values()
        return {row.name: FactorSpec(prior=True) for row in rows if row.prior is not None and row.name not in fixed}
    if not isinstance(data, dict):
        findings.wrong(("factors",), f"must hold lines of name: values, or be the word priors, not {shown(data)}")
        return {}
    read = {
        name: one if isinstance(one, FactorSpec) else read_spec(findings, ("factors", name), one)
        for name, one in data.items()
    }
    return {name: spec for name, spec in read.items() if spec is not None}


def _sets(findings: Findings, data: Any, places: dict[tuple[str, int], KeyPath]) -> tuple[str, ...]:
    """Texts ``name=value`` from a mapping or a list."""
    if isinstance(data, list):
        for k, text in enumerate(data):
            if not isinstance(text, str):
                findings.wrong(("set", k), f"must be written name=value, not {shown(text)}")
        return tuple(text for text in data if isinstance(text, str))
    if not isinstance(data, dict):
        findings.wrong(("set",), f"must hold lines of name: value, not {shown(data)}")
        return ()
    texts: list[str] = []
    for name, value in data.items():
        if not is_number(value) and not isinstance(value, str | bool):
            findings.wrong(
                ("set", name), f"must be a number or a word, not {shown(value)}; what varies goes under factors:"
            )
            continue
        places["set", len(texts)] = ("set", name)
        texts.append(f"{name}={word(value)}")
    return tuple(texts)


def _design(specs: Mapping[str, FactorSpec], settings: str | None) -> str:
    """The design of a sweep that names none."""
    if settings is not None:
        return "csv"
    return "grid" if all(spec.has_points for spec in specs.values()) else "lhs"


def _samples(findings: Findings, design: str, samples: int | None) -> int:
    if design in SAMPLES:
        return SAMPLES[design] if samples is None else samples
    if samples is not None and not findings.located.is_hurt(()):  # the design may have been taken out as misspelt
        findings.wrong(("samples",), f"the design {design} is not sampled: leave samples out, or name lhs")
    return 0

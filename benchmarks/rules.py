"""What the rules cost, plain and compiled, what of it are draws, and what a comparison adds."""

from __future__ import annotations

from clock import Table, environment, job

MONTHS = 120
PAIRED_RUNS = 500
SHOWN = 6  # streams that are named
NOTE = (
    f"`baseline`, {MONTHS} months, one thread, best of repeats in turn. Draws: every draw that plain runs ask for is "
    "written down, then all of them are drawn once more in one compiled loop of nothing else; that time against the "
    "run's. Comparison: rows of a sweep of four policies with the same luck, tables included, against bare ensembles."
)


def tables(cache: str) -> list[Table]:
    """Plain, compiled, loading, draws, pairs."""
    env = environment(cache)
    job("our_runs", "baseline", 1, 1, 1, env=env)  # compiles where nothing has yet
    warm = job("kernel", MONTHS, env=env)
    pairs = job("paired", MONTHS, PAIRED_RUNS, env=env)
    plain, run, drawn = warm["plain"], warm["run"], warm["draws"]
    streams = warm["streams"]
    most = ", ".join(f"{name.lower()} {number:.0f}" for name, number in list(streams.items())[:SHOWN])
    rows = [
        ("plain", f"{1000 * plain:.0f} ms", "1"),
        ("compiled, once loaded", f"{1000 * run:.3f} ms", f"1/{plain / run:.0f}"),
        ("compiled, first call, loaded from the cache", f"{warm['first']:.2f} s", ""),
        (
            f"draws of a run alone: {sum(streams.values()):.0f} draws ({most})",
            f"{1000 * drawn:.3f} ms",
            f"{100 * drawn / run:.0f} % of a run",
        ),
        (
            "a run in a comparison of four policies",
            f"{1000 * pairs['paired']:.3f} ms",
            f"{pairs['paired'] / pairs['alone']:.2f} of a run alone",
        ),
    ]
    return [Table("Rules", NOTE, rows)]

"""How a hindcast is made and scored: prose of docs/hindcast.md that holds whatever the numbers are."""

from eastsea_abm.hindcast.paired import LEAST_POINTS

METHOD = f"""## How it is done

**The runs.** An ensemble of the scenario `history-2012-2026`, cut at the last month of the window; nothing later is
read. Of the record only rows of class *exogenous* enter. How the drives among them are coded, and what was known on
which day, is told in [coding.md](coding.md). The observed series, their sources, the rubric of the cooperation index,
the splicing of polls and the points that are filled in are told in [observed.md](observed.md). No observed series
enters a run. Ablations are played with 1,000 runs at most.

**From the model to the record.** A poll is held against the month in which it was asked, a yearly figure against the
mean of that year's months. Signs and ranks are read on the model's own scale. CRPS and bands need the observed scale:
for that a monotone map with two numbers is fitted, on training points alone, by least CRPS. It can stretch and shift,
and it can never turn the model upside down. Where no rising map fits better than a flat one, it is flat, and the flag
says so.

**Whom it has to beat.** *No change* (the last training value, with the spread of past changes), *drift* (the mean
change goes on), *linear trend*, *AR(1)*, *event count* (a regression on what the past year counted: months with
launches or other provocations, plus settlements, less disputes), and besides *leaders alone* (the same on the coded
orientation of the two leaders). The last two know of the held-out years what the model knows and have no agents. A
baseline that cannot be fitted, or that claims no change where a sign is asked for, is n/a and never counts as beaten.

**Scores.** *Signs*: yearly changes with the right sign, none read across a new way of asking. *Rank*: Spearman's
correlation over the held-out points. *CRPS*: the continuous ranked probability score of the ensemble, less is better,
with the estimator that is fair to small ensembles. *50 %, 90 %*: points inside those bands. *Turning points* of the
monthly index: peaks and troughs by one written rule for record and forecast, matched within six months; *chance* is
the share of all circular shifts of the forecast's turning points that do as well. *F1, paths* is the mean of single
members, which turn where a median does not. *Dates of agreements*: ranked probability scores over years.

**Two ways of asking.** One split: all held-out years are forecast from the training years. Rolling origin: at each
New Year the next year is forecast from all that is known by then; the model is not started anew, its map is fitted
again, and beside it stands its change alone, added to the last observed value, which baselines know too.

**Tests.** The model is held against the best baseline of each score, on the same points: sign flips of the
differences of CRPS (months in blocks of a year) and McNemar's exact test of hits. Below {LEAST_POINTS} points or
blocks no claim is made, whatever p says. No p is corrected for how many scores there are, nor for the best baseline
having been picked after the fact.
"""

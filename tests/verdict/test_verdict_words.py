"""No sentence says more than the numbers: each branch by hand, and all of them over many inputs."""

from __future__ import annotations

import math
import re

import pytest
from crossed_stores import REFERENCE, both, crossed
from hypothesis import given
from hypothesis import strategies as st
from made_verdicts import EQUAL, POSED, findings, one

from eastsea_abm.errors import InputError
from eastsea_abm.verdict import words
from eastsea_abm.verdict.asked import Contrast, Probe
from eastsea_abm.verdict.judged import judge, said
from eastsea_abm.verdict.phrases import in_part, overclaims, percent, points, ratio, reassurance, signed, span
from eastsea_abm.verdict.shares import NOTHING, Share

Z2 = 1.959963984540054**2


@st.composite
def counts(draw, total=None):
    number = draw(st.integers(1, 600)) if total is None else total
    lower = draw(st.integers(0, number))
    equal = draw(st.integers(0, number - lower))
    return lower, equal, number - lower - equal


@st.composite
def found(draw):
    first = draw(counts())
    return findings(
        first,
        draw(counts(sum(first))),
        draw(st.none() | counts(sum(first))),
        draw(counts(sum(first))),
        surely=draw(st.booleans()),
    )


def surely_above_half(number: int, of: int) -> bool:
    """Whether the score test at 95 % leaves one half below the interval: no code of the package in it."""
    return number / of > 0.5 and (number / of - 0.5) ** 2 > Z2 * 0.25 / of


def everything(verdict) -> list[str]:
    return [*verdict.five, *verdict.caveats, verdict.headline]


@given(found())
def test_no_sentence_claims_too_much(own):
    verdict = said(own)
    assert len(verdict.five) == 5
    for text in everything(verdict):
        assert overclaims(text) == []
        assert not re.search(r"\bnan\b|None|inf ", text)
    for text in verdict.five:
        assert text.endswith(".")
        assert ". " not in text
        assert re.search(r"under engage than under (hedge|quiet)\b|engage against hedge", text)
        assert "reassurance" in text
        assert re.search(r"\(\d+ to \d+ %\)|, \d+ to \d+ %|was not taken apart", text) or "No contrast at equal" in text
    assert re.search(rf"Read from {sum_of(own)} parameter sets? of 16 paired runs; .* 95 % intervals", verdict.basis)
    assert len(verdict.headline.split()) <= 15
    assert {"entrapment", "involvement"} <= set(re.findall(r"\w+", verdict.headline))


def sum_of(own) -> int:
    return own.told[0].lower.samples


@given(counts())
def test_the_word_follows_the_interval_and_vanishes_at_one_half(own):
    lower, equal, higher = own
    number = sum(own)
    text = in_part(one(own), "X sets")
    most, fewer = (surely_above_half(part, number) and number >= 10 for part in (lower, higher))
    assert ("in most of X sets" in text) == most
    assert ("in fewer than half of X sets" in text) == fewer
    if not most and not fewer:
        assert "cannot be told" in text or "neither in most" in text
    shown = re.search(r"(under 1|over 99|\d+) % \((\d+) to (\d+) %\)", text)
    least, greatest = (int(shown[k]) / 100 for k in (2, 3))
    assert least <= lower / number <= greatest
    if shown[1].isdigit():
        assert abs(int(shown[1]) / 100 - lower / number) <= 0.005 + 1e-9
    if most:
        assert least >= 0.5
    if fewer:
        assert greatest <= 0.5 or equal


@given(counts())
def test_turning_every_set_round_turns_the_word_round(own):
    turned = {"most": "fewer than half", "fewer than half": "most"}
    word = one(own).word
    assert one(own[::-1]).word == turned.get(word, word)


def test_the_thesis_as_posed_is_told_in_full():
    text = said(findings((170, 0, 330), (80, 0, 420))).five[0]
    assert text == (
        "Under the stated assumptions, simulated unconsented entrapment was lower under engage than under hedge, "
        "at reassurance as posed (0 against 0.45), in fewer than half of the parameter sets: 34 % "
        "(29 to 39 %); median log ratio +0.22 (5 to 95 % of sets -0.29 to +0.22); no sign is open."
    )


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ((300, 0, 200), "in most of X: 60 % (55 to 65 %)"),
        ((200, 0, 300), "in fewer than half of X: 40 % (35 to 45 %)"),
        ((250, 0, 250), "in about half of X: 50 % (45 to 55 %), so which of the two is more often lower"),
        ((20, 0, 20), "in 50 % (35 to 65 %) of X: whether in most cannot be told"),
        ((150, 200, 150), "higher in 30 % and exactly equal in 40 %: neither in most"),
        ((300, 100, 100), "in most of X: 60 % (55 to 65 %), exactly equal in 20 %"),
        ((5, 0, 0), "in 100 % (56 to 100 %) of X: whether in most cannot be told"),
    ],
)
def test_each_word_has_its_numbers(own, told):
    assert told in in_part(one(own), "X")


@pytest.mark.parametrize(
    ("entrapment", "involvement", "headline"),
    [
        ((90, 0, 10), (90, 0, 10), "simulated entrapment lower in most sets, involvement in most sets"),
        ((10, 0, 90), (90, 0, 10), "simulated entrapment lower in under half, involvement in most sets"),
        ((10, 0, 90), (10, 0, 90), "simulated entrapment lower in under half, involvement in under half of sets"),
        ((11, 0, 9), (1, 0, 19), "simulated entrapment cannot be told, involvement lower in under half of sets"),
        ((1, 0, 19), (11, 0, 9), "simulated entrapment lower in under half of sets, involvement cannot be told"),
        ((11, 0, 9), (9, 0, 11), "simulated entrapment cannot be told, involvement cannot be told"),
    ],
)
def test_the_headline_has_involvement_beside_entrapment(entrapment, involvement, headline):
    assert said(findings(entrapment, involvement)).headline == f"engage against hedge: {headline}"


def test_equal_reassurance_is_held_against_the_thesis_as_posed():
    text = said(findings((170, 0, 330), (80, 0, 420), equal=(265, 0, 235))).five[1]
    assert text.startswith("With rivals reassured alike, simulated unconsented entrapment was lower under engage ")
    assert "than under quiet, at reassurance equal (none), in about half of the parameter sets" in text
    assert "a share 19 points above that as posed (12 to 25)" in text
    near = said(findings((170, 0, 330), (80, 0, 420), equal=(180, 0, 320))).five[1]
    assert "a share which cannot be told apart from that as posed" in near
    assert "owes to reassurance alone cannot be told" in said(findings((170, 0, 330), (80, 0, 420))).five[1]


def test_relabelling_is_said():
    text = said(findings((300, 0, 200), (100, 0, 400))).five[2]
    assert text.startswith("Simulated involvement, consented or not, was lower under engage than under hedge")
    assert "in fewer than half of the parameter sets: 20 %" in text
    assert (
        "unconsented entrapment was lower and involvement was not in 40 % (35 to 45 %), where strikes "
        "moved from unconsented to consented and did not go"
    ) in text
    none = said(findings((100, 0, 400), (300, 0, 200))).five[2]
    assert "lower and involvement was not in 0 % (0 to 1 %), both were lower in 20 %" in none


def test_what_it_buys_and_costs_is_sorted_by_what_is_better():
    text = said(findings((50, 0, 50), (50, 0, 50), others=(90, 0, 10))).five[4]
    most, fewer = re.search(r"in most on (.*?); in fewer than half on (.*?); these are shares", text).groups()
    assert "coercion (90 %" in most
    assert "abandonment" in most
    assert "cooperation (10 %" in fewer  # more is better, and it is lower in nine of ten
    assert "reconciliation" in fewer
    assert text.endswith("not probabilities: they compare assumptions and advise nothing.")


def test_conditions_are_counted_and_their_ends_named_only_with_intervals():
    def level(sample, condition, policy):
        return 5.0 + (policy == 1) * ((sample >= 4 * (condition + 2)) - 0.5)

    verdict = judge(crossed(both(level)), contrasts=[POSED, EQUAL], reference=REFERENCE, depends=["voice is high"])
    text = verdict.five[3]
    assert (
        "goes with this: voice is high; by condition: lower in most under 1, in fewer than half under 2 and in a"
        in text
    )
    assert "from 20 % (10 to 35 %) under counterstrike and us-baseline to 70 % (54" in text
    alike = judge(
        crossed(both(lambda sample, condition, policy: 5.0 + (policy == 1) * ((sample > 3) - 0.5))), contrasts=[POSED]
    )
    assert "which cannot be told apart" in alike.five[3]
    assert "was not taken apart by conditions" in said(findings((5, 0, 5), (5, 0, 5))).five[3]


def test_a_probe_carries_both_sides_and_a_verdict():
    store = crossed(both(lambda sample, condition, policy: 5.0 + (policy == 1) * ((sample < 20) - 0.5)))
    probes = [Probe("Cheap talk", "voice < 0.5"), Probe("Few", "voice < 0.1")]
    verdict = judge(store, contrasts=[POSED], reference=REFERENCE, probes=probes)
    cheap, few = verdict.found.probes
    # Both are told apart from the rest; the wider gap comes first.
    assert (
        "goes with this: where voice < 0.5, lower in 0 % (0 to 17 %), elsewhere in 100 % (83 to 100 %); "
        "where voice < 0.1"
    ) in verdict.five[3]
    assert words.probe(cheap, {"engage": "engaging"}) == (
        "Cheap talk: where voice < 0.5 simulated unconsented entrapment was lower under engaging than under hedge, "
        "at reassurance as posed (0 against 0.45), in 0 % of 20 parameter sets of 4 paired runs (0 to "
        "17 %), elsewhere in 100 % of 20 (83 to 100 %), told apart: the thesis fails here."
    )
    assert words.probe(few, {}).endswith("the thesis cannot be judged here.")


def test_caveats_name_ties_failures_and_the_halves():
    verdict = said(findings((50, 0, 50), (50, 0, 50), others=(20, 60, 20)))
    text = " ".join(verdict.caveats)
    assert "agree on the sign of engage against hedge on unconsented entrapment in 100 % of sets" in text
    assert "escalations (60 %)" in text
    assert verdict.caveats[-1].startswith("The results compare assumptions.")


@pytest.mark.parametrize(
    "text",
    [
        "institutions reduce entrapment",
        "this proves it",
        "states should engage",
        "the risk is lower",
        "entrapment falls by 7 %",
        "entrapment is 7 % lower",
        "a probability of 0.4",
        "a ratio of 0.123",
        "it will be lower",
    ],
)
def test_what_claims_too_much_is_caught(text):
    assert overclaims(text)
    with pytest.raises(InputError, match="claims more"):
        words.refuse_claims([text])


def test_reassurance_is_told_in_the_words_of_the_contrast():
    said_of = {text: reassurance(Contrast("a", "b", text)) for text in ("equal (none)", "equal reassurance (0)", "")}
    assert list(said_of.values()) == [
        "at reassurance equal (none)",
        "at equal reassurance (0)",
        "reassurance not stated",
    ]


def test_good_words_pass():
    assert overclaims("A was lower than B in 38 % of 500 sets; these are shares of ranges, not probabilities") == []


def test_numbers_are_never_surer_in_words():
    assert (percent(0.003), percent(0.997), percent(0.0), percent(1.0)) == ("under 1 %", "over 99 %", "0 %", "100 %")
    assert span(Share(0.4, 0.3551, 0.4449, 9, 9)) == "35 to 45 %"
    assert span(NOTHING) == "no interval"
    assert (percent(math.nan), signed(-0.001), signed(0.126)) == ("an unknown share", "0.00", "+0.13")
    assert points((0.19, -0.01, 0.3), "it") == "which cannot be told apart from it"
    assert points((-0.19, -0.304, -0.011), "it") == "19 points below it (1 to 31)"


def test_without_a_positive_mean_no_ratio_is_told():
    told = one((300, 0, 200))
    assert ratio(told) == "median log ratio -0.29 (5 to 95 % of sets -0.29 to +0.22)"
    zero = judge(
        crossed(both(lambda sample, condition, policy: (policy == 1) * 1.0)), contrasts=[Contrast("engage", "hedge")]
    )
    assert "no log ratio, for a mean is zero in some sets" in zero.five[0]
    assert "reassurance not stated" in zero.five[0]

// Time: play, pause, step, speed, reset, and the slider back to any earlier month.

import { h, set, text } from "./dom.js";
import { restart } from "./restart.js";

const SPEEDS = [
  [1, "1 a second"],
  [3, "3 a second"],
  [6, "6 a second"],
  [12, "12 a second"],
  [60, "fastest"],
];
const USUAL_SPEED = 6;
const PACE = 90; // milliseconds between two looks back while the slider is dragged
const YEAR = 12;

export function createClock(ctx, withHands) {
  const date = h("output", { class: "ea-date ea-number", "aria-live": "polite", "aria-label": "Month shown" });
  const place = h("span", { class: "ea-place ea-note ea-number" });
  if (!withHands) {
    const element = h("div", { class: "ea-area-time ea-time" }, h("div", { class: "ea-when" }, date, place));
    return { element, setting: () => {}, frame: (f) => when(f), close: () => {} };
  }

  let shown = null;
  let dragged = false;
  let waiting = null; // a look back that is due once the pace allows
  const button = (label, title, act, more = {}) =>
    h("button", { type: "button", class: "ea-button", title, "aria-label": title, onclick: act, ...more }, label);
  const play = button("▶", "Play", () => ctx.send({ do: shown?.playing ? "pause" : "play" }), {
    class: "ea-button ea-main ea-play",
  });
  const step = button("+1", "Step one month", () => ctx.send({ do: "step", months: 1 }));
  const year = button("+12", "Step twelve months", () => ctx.send({ do: "step", months: YEAR }));
  const slider = h("input", {
    type: "range",
    class: "ea-range ea-slider",
    min: 0,
    max: 1,
    step: 1,
    value: 0,
    "aria-label": "Month shown; drag back to any earlier month",
    oninput: look,
    onpointerdown: () => (dragged = true),
    onpointerup: release,
    onpointercancel: release,
    onchange: release,
  });
  const last = button("⇥", "Back to the last month played", () => ctx.send({ do: "see", month: shown.played }), {
    class: "ea-button ea-small ea-last",
  });
  const speed = h(
    "select",
    {
      class: "ea-select ea-speed",
      "aria-label": "Speed, months",
      title: "Speed: months played",
      onchange: () => fast(Number(speed.value)),
    },
    SPEEDS.map(([value, label]) => h("option", { value }, label)),
  );
  const reset = restart(ctx, () => shown);
  const element = h(
    "div",
    { class: "ea-area-time ea-time" },
    play,
    step,
    year,
    h("div", { class: "ea-when" }, date, place),
    slider,
    last,
    speed,
    reset.element,
  );
  speed.value = String(ctx.store.get("speed", USUAL_SPEED));
  if (!speed.value) speed.value = String(USUAL_SPEED);

  function fast(perSecond) {
    ctx.store.set("speed", perSecond);
    ctx.send({ do: "speed", per_second: perSecond });
  }
  function look() {
    const month = Math.min(Number(slider.value), shown?.played ?? 0);
    if (Number(slider.value) !== month) slider.value = month;
    waiting ??= setTimeout(() => {
      waiting = null;
      const now = Math.min(Number(slider.value), shown?.played ?? 0);
      if (now !== shown?.month) ctx.send({ do: "see", month: now });
    }, PACE);
  }
  function release() {
    dragged = false;
  }
  function when(f) {
    text(date, f.month ? ctx.format.month(f.date) : "Start");
    text(place, `${f.month} of ${f.months}${f.back ? ", looking back" : " months"}`);
  }
  function frame(f) {
    shown = f;
    when(f);
    text(play, f.playing ? "❚❚" : "▶");
    const stuck = f.at_end && !f.back && !f.playing;
    const going = f.back ? ": going on from here starts a branch" : "";
    for (const [node, what] of [
      [play, f.playing ? "Pause" : "Play"],
      [step, "Step one month"],
      [year, "Step twelve months"],
    ]) {
      set(node, "aria-label", what);
      set(node, "title", stuck ? "The run is at its end" : f.playing ? what : what + going);
      node.disabled = stuck;
    }
    set(slider, "max", f.months);
    if (!dragged && waiting === null) slider.value = f.month;
    set(slider, "aria-valuetext", f.month ? ctx.format.month(f.date) : "before the first month");
    slider.style.setProperty("--played", `${(100 * f.played) / Math.max(1, f.months)}%`);
    slider.style.setProperty("--shown", `${(100 * f.month) / Math.max(1, f.months)}%`);
    // Its place is kept: the slider must not change under the hand.
    last.style.visibility = f.back ? "visible" : "hidden";
    element.classList.toggle("ea-back", f.back);
  }
  return {
    element,
    setting() {
      if (speed.value !== String(USUAL_SPEED)) ctx.send({ do: "speed", per_second: Number(speed.value) });
    },
    frame,
    close: () => clearTimeout(waiting),
  };
}

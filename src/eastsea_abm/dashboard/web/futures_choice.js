// Which policies to go on under, how far and how often.

import { follow, h, set, text } from "./dom.js";

const STANDS = "default";
const JOINT = "+"; // between policies that hold together
const MOST = 6; // policies that looks still keep apart

/** Choices at one press, where a scenario has all of their policies. */
const PRESETS = [
  ["Hedge or institutionalise", ["hedge", "engage-institutionalise"]],
  ["Four strategies", ["distance", "hedge", "engage", "engage-institutionalise"]],
  ["What a contribution adds", ["engage-institutionalise", "engage-institutionalise+contribute"]],
  ["Consult first or refuse", ["counterstrike", "consult-first", "refuse-consultation"]],
  ["Non-nuclear principles", ["counterstrike", "non-nuclear-relaxed"]],
  ["Postures of the patron", ["us-baseline", "us-committed", "us-retrenchment"]],
];

/** `element`, `setting(s)`, `frame(f)`, `notice(n)`, `done()`. */
export function createChoice(ctx) {
  const list = h("fieldset", { class: "ea-policy-list" });
  const presets = h("div", { class: "ea-flow ea-presets", role: "group", "aria-label": "Ready choices of policies" });
  const months = h("input", { class: "ea-input ea-number-box", type: "number", min: 1, max: 240, value: 36, "aria-label": "Months" });
  const runs = h("input", { class: "ea-input ea-number-box", type: "number", min: 2, max: 2000, value: 500, "aria-label": "Futures a policy" });
  const go = h("button", { type: "button", class: "ea-button ea-main", onclick: ask }, "Fork futures");
  const said = h("span", { class: "ea-note", role: "status" });
  const bar = h("progress", { class: "ea-progress", max: 1, hidden: true, "aria-label": "Futures that have been played" });
  const from = h("span", { class: "ea-note" });
  const chips = h("ol", { class: "ea-flow ea-picks", "aria-label": "Chosen policies; the others are compared with the first" });
  const details = h("details", { open: true }, h("summary", {}, "Choose policies; the first is what the others are compared with"), presets, list);
  const element = h("div", { class: "ea-fork ea-stack" },
    h("div", { class: "ea-flow" }, go, from, h("label", { class: "ea-check" }, "Months ", months), h("label", { class: "ea-check" }, "Futures ", runs), said), bar,
    chips, details);
  const titles = new Map();
  let order = [];
  let playing = false;

  const title = (name) => name.split(JOINT).map((one) => titles.get(one) ?? one).join(` ${JOINT} `);
  function choose(names) {
    order = names;
    tell();
  }
  function tell() {
    for (const box of list.querySelectorAll("input")) {
      const place = order.indexOf(box.value);
      box.checked = place >= 0;
      text(box.nextElementSibling, place >= 0 ? String(place + 1) : "");
    }
    for (const button of presets.children) set(button, "aria-pressed", button.dataset.names === order.join(" "));
    follow(chips, order, { key: (name) => name, make: chip, update: marked });
    go.disabled = playing || order.length < 2 || order.length > MOST;
    bar.hidden = !playing;
    text(said, playing ? "Playing …" : order.length < 2 ? "Choose two or more." : order.length > MOST ? `${MOST} at most.` : "");
  }
  function chip(name) {
    return h("li", { class: "ea-pick" },
      h("button", { type: "button", class: "ea-button ea-plain ea-small", onclick: () => choose([name, ...order.filter((one) => one !== name)]) }, title(name)),
      h("button", { type: "button", class: "ea-button ea-plain ea-small", title: "Leave out", "aria-label": `Leave out ${title(name)}`, onclick: () => choose(order.filter((one) => one !== name)) }, "✕"));
  }
  function marked(node, name, place) {
    const button = node.firstChild;
    node.classList.toggle("ea-is-first", place === 0);
    text(button, place ? title(name) : `${title(name)} (reference)`);
    set(button, "title", place ? "Compare the others with this" : "The others are compared with this");
  }
  function ask() {
    const fine = [months, runs].map((input) => (set(input, "aria-invalid", !input.checkValidity()), input.checkValidity()));
    if (!fine.every(Boolean)) {
      text(said, "Months: 1 to 240. Futures: 2 to 2000.");
      return;
    }
    playing = true;
    bar.removeAttribute("value");
    tell();
    ctx.send({ do: "fork", policies: order, runs: Number(runs.value), months: Number(months.value) });
  }
  function box(name, label, note) {
    titles.set(name, label);
    const input = h("input", { type: "checkbox", value: name, onchange: () => choose(input.checked ? [...order, name] : order.filter((one) => one !== name)) });
    return h("label", { class: "ea-check", title: note }, input, h("span", { class: "ea-place-of" }), label);
  }
  /** Nothing is played any more; what has been played, and not the list, wants the room. */
  function done(shown = false) {
    playing = false;
    if (shown) details.open = false;
    tell();
  }

  return {
    element,
    setting(s) {
      if (!s) return;
      titles.clear();
      list.replaceChildren(
        box(STANDS, "As it stands", "What the line itself goes on with"),
        ...[...s.groups].sort((a, b) => b.policies.length - a.policies.length).map((group) => h("div", { class: "ea-policy-group" }, h("span", { class: "ea-label" }, group.group), group.policies.map((one) => box(one.name, one.title, one.note)))));
      const there = (name) => name.split(JOINT).every((one) => titles.has(one));
      const ready = PRESETS.filter(([, names]) => names.every(there));
      presets.replaceChildren(...ready.map(([label, names]) =>
        h("button", { type: "button", class: "ea-button ea-small", dataset: { names: names.join(" ") }, onclick: () => choose(names) }, label)));
      order = order.filter(there);
      chips.replaceChildren(); // titles of the scenario before
      if (order.length < 2) order = ready[0]?.[1] ?? [STANDS, ...[...titles.keys()].filter((name) => name !== STANDS).slice(0, 1)];
      done();
    },
    frame(f) {
      if (f) text(from, f.month ? `from ${ctx.format.month(f.date)} on` : "from the start on");
    },
    notice(n) {
      if (n?.kind === "progress" && (n.what === "fork" || n.what === "compile") && playing) {
        text(said, n.what === "compile" ? "Compiling the rules, once on this machine …" : "Playing …");
        if (n.total) set(bar, "value", (n.done ?? 0) / n.total);
      }
      if (n?.kind === "error" && n.what === "fork") {
        done();
        text(said, n.lines.join(" "));
      }
    },
    done,
  };
}

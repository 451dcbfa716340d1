// Room on the map: marks are pushed apart, ties bent around those between, and names put where they cover least.

const APART = 36; // pixels between the middles of two marks
const ROUNDS = 60;
const BENDS = [0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32]; // of the length of a tie
const CLEAR = 20; // pixels a tie keeps from marks it does not join
const STRAIGHT = 30; // pixels of nearness that a bend of the whole length is worth
const INNER = [0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85]; // of a tie, where nearness is looked at
const LINE = 13; // pixels of a line of a name
const WEIGHTS = { outside: 40, mark: 12, name: 10, tie: 0.8 };

/** Places `{name: {x, y, ...}}` with those too near each other pushed apart, each as little as can be. */
export function separated(places, width, height, edge) {
  const names = Object.keys(places);
  const moved = Object.fromEntries(names.map((name) => [name, { ...places[name], home: places[name] }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    let near = false;
    names.forEach((one, k) =>
      names.slice(k + 1).forEach((other) => {
        near = pushed(moved[one], moved[other], k) || near;
      }),
    );
    for (const one of Object.values(moved)) {
      one.x = Math.min(width - edge, Math.max(edge, one.x));
      one.y = Math.min(height - edge, Math.max(edge, one.y));
    }
    if (!near) break;
  }
  return moved;
}

function pushed(a, b, k) {
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  let far = Math.hypot(dx, dy);
  if (far >= APART - 0.5) return false;
  if (far < 0.01) [dx, dy, far] = [Math.cos(k + 1), Math.sin(k + 1), 1]; // in the same spot: some way, always the same
  const step = (APART - Math.hypot(b.x - a.x, b.y - a.y)) / 2 / far;
  Object.assign(a, { x: a.x - dx * step, y: a.y - dy * step });
  Object.assign(b, { x: b.x + dx * step, y: b.y + dy * step });
  return true;
}

/** The bend of a tie that keeps furthest from other marks, the straighter the better: `{from, by, to}`. */
export function curve(from, to, others, width, height) {
  const bent = (bend) => ({
    from,
    by: { x: (from.x + to.x) / 2 - bend * (to.y - from.y), y: (from.y + to.y) / 2 + bend * (to.x - from.x) },
    to,
  });
  return bent(
    cheapest(BENDS, (bend) => {
      const points = INNER.map((t) => along(bent(bend), t));
      const near = others.map((mark) => Math.min(...points.map((p) => Math.hypot(p.x - mark.x, p.y - mark.y))));
      const beyond = points.some((p) => p.x < 4 || p.y < 4 || p.x > width - 4 || p.y > height - 4);
      return (
        near.reduce((sum, gap) => sum + Math.max(0, CLEAR - gap), 0) + STRAIGHT * Math.abs(bend) + (beyond ? 100 : 0)
      );
    }),
  );
}

/** The first of the items with the lowest price. */
export function cheapest(items, priceOf) {
  const prices = items.map(priceOf);
  return items[prices.indexOf(Math.min(...prices))];
}

/** A point of a curve, from 0 to 1. */
export function along({ from, by, to }, t) {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * from.x + b * by.x + c * to.x, y: a * from.y + b * by.y + c * to.y };
}

/**
 * Where names stand: `{x, y, anchor, box}` for each `{key, x, y, r, lines: [width, ...]}`, beside its mark; without a
 * mark (`r` is null) on the spot or near it. `taken`: boxes that no name should cover; `points`: of ties, better not covered.
 */
export function named(wanted, taken, points, width, height) {
  const boxes = [...taken];
  const found = {};
  for (const one of wanted) {
    const spots = spotsOf(one);
    const spot = cheapest(
      spots,
      (each, k) => price(each.box, boxes, points, width, height) + (one.r === null ? 0.1 : 0.3) * k,
    );
    boxes.push({ ...spot.box, weight: WEIGHTS.name });
    found[one.key] = spot;
  }
  return found;
}

function spotsOf({ x, y, r, lines }) {
  const wide = Math.max(...lines);
  const high = LINE * lines.length;
  const spot = (left, top, anchor) => ({
    x: anchor === "start" ? left : anchor === "end" ? left + wide : left + wide / 2,
    y: top + LINE - 3,
    anchor,
    box: { left, top, right: left + wide, bottom: top + high },
  });
  if (r === null)
    return [0, -1, 1, -2, 2, -3, 3].flatMap((up) =>
      [0, -1, 1].map((aside) => spot(x - wide / 2 + 24 * aside, y - high / 2 + 14 * up, "middle")),
    );
  const [right, left, middle, centre] = [x + r + 4, x - r - 4 - wide, x - wide / 2, y - high / 2];
  return [
    spot(right, centre, "start"),
    spot(left, centre, "end"),
    spot(middle, y + r + 1, "middle"),
    spot(middle, y - r - 2 - high, "middle"),
    spot(right - 3, y + r * 0.5, "start"),
    spot(right - 3, y - r * 0.5 - high, "start"),
    spot(left + 3, y + r * 0.5, "end"),
    spot(left + 3, y - r * 0.5 - high, "end"),
  ];
}

function price(box, boxes, points, width, height) {
  const out =
    Math.max(0, 2 - box.left) +
    Math.max(0, 2 - box.top) +
    Math.max(0, box.right - width + 2) +
    Math.max(0, box.bottom - height + 2);
  const covered = boxes.reduce((sum, other) => sum + other.weight * overlap(box, other), 0);
  const crossed = points.filter((p) => p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom).length;
  return WEIGHTS.outside * out + covered / 20 + WEIGHTS.tie * crossed;
}

/** Pixels two boxes share. */
export function overlap(a, b) {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

/** A box around a mark, for `taken`. */
export const boxAround = ({ x, y }, r) => ({
  left: x - r,
  right: x + r,
  top: y - r,
  bottom: y + r,
  weight: WEIGHTS.mark,
});

/** Pixels of a text in the page's letters. */
export function measured(said, font) {
  measured.pen ??= document.createElement("canvas").getContext("2d");
  measured.pen.font = font;
  return Math.ceil(measured.pen.measureText(said).width);
}

"""What each order of a page does to its session. An order that cannot be carried out changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eastsea_abm.dashboard import orders as o
from eastsea_abm.dashboard.feed import Filter
from eastsea_abm.dashboard.keeping import kept_data, kept_session
from eastsea_abm.dashboard.opened import Opened
from eastsea_abm.dashboard.session import Session
from eastsea_abm.dashboard.why import is_tied
from eastsea_abm.errors import EastSeaError, EnvironmentFault, InputError
from eastsea_abm.lines.policies import change_policy, standing
from eastsea_abm.scenario.lookup import is_path
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.nodes import scalar


def obey(session: Session, data: Any) -> None:
    """Do what a page asks for, or say on the page why not."""
    what = str(data.get("do", "")) if isinstance(data, Mapping) else ""
    try:
        order = o.understood(data)
        ACTS[type(order)](session, order)
    except EastSeaError as error:
        session.notices.error(what, error)
    except OSError as error:  # a full disk, a folder that cannot be written
        session.notices.error(what, EnvironmentFault(error.strerror or str(error)))
    except Exception as error:
        session.notices.fault(what, error)


def drawn(session: Session, order: o.Drawn) -> None:
    """A frame has been drawn."""
    session.playing.drawn(order.id)


def play(session: Session, order: o.Play) -> None:
    """Play on."""
    session.playing.start()


def pause(session: Session, order: o.Pause) -> None:
    """Stop playing; the page is told with the lock, after the month that is being played."""
    session.playing.stop()
    session.show()


def step(session: Session, order: o.Step) -> None:
    """Play some months and show the last."""
    session.playing.stop()
    with session.lock:
        session.advance(order.months)
        session.show()


def speed(session: Session, order: o.Speed) -> None:
    """How fast to play."""
    session.playing.per_second = order.per_second


def see(session: Session, order: o.See) -> None:
    """Look at a month that has been played."""
    session.playing.stop()
    with session.lock:
        session.month = min(order.month, session.line.played)
        session.show()


def reset(session: Session, order: o.Reset) -> None:
    """A new run. What a scenario file set stays; only what the page names is laid over it."""
    now = session.opened
    if order.scenario is not None and order.scenario != session.scenario.name:
        now = Opened(scenario=order.scenario, seed=now.seed)
    _within_reach(session, order.policies or ())
    values = {
        "policies": None if order.policies is None else tuple(order.policies) or ("none",),
        "seed": order.seed,
        "months": order.months,
        "parameters": order.parameters,
        "levers": order.levers,
    }
    asked = {name: value for name, value in values.items() if value is not None}
    session.begin(now.changed(fresh=True, **asked))


def _within_reach(session: Session, policies: Iterable[str]) -> None:
    """Refuse paths: a page may name what lies in the scenario folders, and what the command line opened."""
    stand = {*session.opened.policies, *(name for name, _ in session.scenario.overlays)}
    for name in policies:
        if is_path(name) and name not in stand:
            raise InputError(f"{shown(name)}: a page can choose policies by name only")


def inject(session: Session, order: o.Inject) -> None:
    """Let something happen, after the shown month."""
    with session.lock:
        put(session, lambda: session.line.put(order.event))


def put(session: Session, change: Callable[[], Any]) -> None:
    """Change what is to come; from an earlier month that is a branch, which stands only if the change does."""
    before, month = session.shown, session.month
    if month < session.line.played:
        session.branch()
    try:
        change()
    except EastSeaError:
        if session.shown != before:
            del session.lines[session.shown]
            session.shown, session.month = before, month
        raise
    session.notices.clear()
    session.show()


def withdraw(session: Session, order: o.Withdraw) -> None:
    """Take back what waits."""
    with session.lock:
        session.line.withdraw(order.index)
        session.show()


def pull(session: Session, order: o.Pull) -> None:
    """Move a lever, from the month to come on."""
    with session.lock:
        put(session, lambda: session.line.pull(order.name, order.value))


def policies(session: Session, order: o.Policies) -> None:
    """Another policy from the month to come on."""
    _within_reach(session, order.names)

    def change() -> None:
        left.extend(change_policy(session.line, standing(session.line), order.names))

    left: list[str] = []
    with session.lock:
        put(session, change)
    if left:
        session.notices.say("info", "policies", "Not all of a policy can change in the middle of a run", left)


def select(session: Session, order: o.Select) -> None:
    """Ask why a pair did what it did."""
    with session.lock:
        pair = (order.actor, order.target) if order.actor and order.target else None
        if pair is not None and not is_tied(session.line, *pair):
            raise InputError(f"{pair[0]} and {pair[1]} are neither partners nor rivals in this region")
        session.selected = pair
        session.show()


def sift(session: Session, order: o.Sift) -> None:
    """What of the feed is wanted."""
    with session.lock:
        session.wanted = Filter(order.text, order.kinds, order.states)
        session.show()


def show_line(session: Session, order: o.ShowLine) -> None:
    """Look at another line, at its last month."""
    session.playing.stop()
    with session.lock:
        _known(session, order.name)
        session.shown, session.problem = order.name, None
        session.month = session.line.played
        session.show()


def rename(session: Session, order: o.Rename) -> None:
    """Give a line another name."""
    with session.lock:
        _known(session, order.line)
        if order.name in session.lines and order.name != order.line:
            raise InputError(f"there is a line {order.name} already")
        if not isinstance(scalar(order.name), str):
            raise InputError(f"{order.name} is no name: a file would read it as a value")
        for line in session.lines.values():
            line.name = order.name if line.name == order.line else line.name
            line.parent = order.name if line.parent == order.line else line.parent
        session.lines = {line.name: line for line in session.lines.values()}
        session.shown = order.name if session.shown == order.line else session.shown
        session.show()


def drop(session: Session, order: o.Drop) -> None:
    """Forget a line; one that others branch from stays, and so does the last."""
    session.playing.stop()
    with session.lock:
        _known(session, order.line)
        if len(session.lines) == 1:
            raise InputError("the last line stays; reset to begin anew")
        children = [one.name for one in session.lines.values() if one.parent == order.line]
        if children:
            raise InputError(f"{', '.join(children)} branch from {order.line}: drop them first")
        parent = session.lines[order.line].parent
        del session.lines[order.line]
        if session.shown == order.line:
            session.shown = parent if parent in session.lines else next(iter(session.lines))
            session.month = session.line.played
        session.show()


def _known(session: Session, name: str) -> None:
    if name not in session.lines:
        raise InputError(f"there is no line {name}; there are {', '.join(session.lines)}")


def fork(session: Session, order: o.Fork) -> None:
    """Play futures from the shown month."""
    _within_reach(session, [part for name in order.policies for part in name.split("+")])
    with session.lock:
        session.futures.fork(session.line, session.month, order.policies, order.runs, order.months)


def save(session: Session, order: o.Save) -> None:
    """Offer the session as a scenario file."""
    with session.lock:
        kept_session(session)


def load(session: Session, order: o.Load) -> None:
    """Open a saved session."""
    session.begin(Opened(scenario=order.filename, load=order.text))
    session.notices.say("done", "load", f"{order.filename} is open")


def data(session: Session, order: o.Data) -> None:
    """Offer the tables of the shown line."""
    with session.lock:
        kept_data(session, order.format)


ACTS: dict[type[o.Order], Callable[[Session, Any], None]] = {
    o.Drawn: drawn,
    o.Play: play,
    o.Pause: pause,
    o.Step: step,
    o.Speed: speed,
    o.See: see,
    o.Reset: reset,
    o.Inject: inject,
    o.Withdraw: withdraw,
    o.Pull: pull,
    o.Policies: policies,
    o.Select: select,
    o.Sift: sift,
    o.ShowLine: show_line,
    o.Rename: rename,
    o.Drop: drop,
    o.Fork: fork,
    o.Save: save,
    o.Load: load,
    o.Data: data,
}

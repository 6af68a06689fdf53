"""What was measured, as tables for ``docs/benchmarks.md``."""

from collections.abc import Iterator
from typing import Any

from .addresses import BARE, Budget

MARKS = ("<!-- measured by make bench -->", "<!-- end of what make bench measured -->")
"""Between these lines of the document the tables stand."""


def costs(found: dict[str, Any], sizes: tuple[int, int], budgets: list[Budget]) -> Iterator[str]:
    """What building a page costs, at both sizes."""
    few, many = map(str, sizes)
    bare = total(found["found"][BARE][many])
    yield f"### {found['server']}: {sizes[0]:,} → {sizes[1]:,} projects, without the page cache\n"
    yield "| address | queries | KB | ms | ms, first | times a bare page | over |"
    yield "|---|---|---|---|---|---|---|"
    for budget in [*budgets, Budget(BARE, 0, 0)]:
        at = found["found"][budget.address]
        yield f"| {' | '.join(_cost(budget, at[few], at[many], bare))} |"
    yield ""


def _cost(budget: Budget, few: dict[str, float], many: dict[str, float], bare: float) -> list[str]:
    for one in (few, many):
        if one["status"] != 200:
            return [_short(budget.address), f"answers {one['status']:.0f}", "", "", "", "", ""]
    times = total(many) / bare
    queries = [round(one["queries"]) for one in (few, many)]
    kilobytes = [one["bytes"] / 1000 for one in (few, many)]
    over = [
        name
        for name, is_over in (
            ("queries", budget.queries and max(queries) > budget.queries),
            ("KB", budget.kilobytes and max(kilobytes) > budget.kilobytes),
            ("times", budget.times_bare and times > budget.times_bare),
        )
        if is_over
    ]
    return [
        _short(budget.address),
        f"{queries[0]} → {queries[1]}" + (f" of {budget.queries}" if budget.queries else ""),
        f"{kilobytes[0]:.1f} → {kilobytes[1]:.1f}" + (f" of {budget.kilobytes}" if budget.kilobytes else ""),
        f"{_milliseconds(few)} → {_milliseconds(many)}",
        f"{few['first'] * 1000:.0f} → {many['first'] * 1000:.0f}",
        f"{times:.1f}" + (f" of {budget.times_bare:g}" if budget.times_bare else ""),
        f"**{', '.join(over)}**" if over else "",
    ]


def total(found: dict[str, float]) -> float:
    return found["process"] + found["database"]


def _milliseconds(found: dict[str, float]) -> str:
    """Of the process, and those of the database's own process behind a plus."""
    text = f"{found['process'] * 1000:.1f}"
    return f"{text} + {found['database'] * 1000:.1f}" if found["database"] else text


def _short(address: str) -> str:
    return address if len(address) <= 50 else f"{address[:49]}…"


def served(found: dict[str, Any]) -> Iterator[str]:
    """What is served in a second: built anew, kept, and by others with the same bytes."""
    yield f"### {found['server']}: what is served\n"
    yield (
        "| address | built: a second · ms p50/p95/p99 · CPU ms | kept: the same | bare view: the same "
        "| kept of bare | nginx, file | behind nginx's cache | CPU ms of the site behind it |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for one in found["served"]:
        share = _a_second(one["kept"]) / _a_second(one["bare_view"])
        cells = [
            _short(one["address"]),
            *(_load(one[name]) for name in ("built", "kept", "bare_view")),
            f"{share:.0%}",
            f"{_a_second(one['nginx_file']):,.0f}",
            f"{_a_second(one['behind_nginx']):,.0f}",
            f"{1000 * one['asked_behind_nginx']:.0f} for {one['behind_nginx']['requests']:,}",
        ]
        yield f"| {' | '.join(cells)} |"
    failed = sum(load["failed"] for one in found["served"] for load in one.values() if isinstance(load, dict))
    held = " → ".join("/".join(f"{worker:.0f}" for worker in workers) for workers in found["memory"])
    yield f"\nFailed: {failed}. MB that each worker holds, over 20,000 mixed requests: {held}.\n"


def _a_second(load: dict[str, Any]) -> float:
    return load["requests"] / load["seconds"]


def _load(load: dict[str, Any]) -> str:
    return (
        f"{_a_second(load):,.0f} · {load['p50']:.1f}/{load['p95']:.1f}/{load['p99']:.1f} "
        f"· {load['computed']:.2f}"
    )

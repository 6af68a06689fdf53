"""Sends the table to a running site and looks how it is afterwards."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv4Address
from itertools import cycle, islice

from tests.showcase.serving import Server

from .judging import wrong, wrong_for_others
from .row import Row
from .rows import all_rows
from .rows.pages import FINDER, HOME, REQUEST
from .sending import send

FIRST_CLIENT = IPv4Address("10.0.0.1")
INNOCENT = "192.0.2.1"


@dataclass
class Report:
    sent: Counter[str] = field(default_factory=Counter)
    """Rows by family."""
    answers: Counter[int] = field(default_factory=Counter)
    """By status."""
    wrong: list[str] = field(default_factory=list)


def a_part_of(rows: Iterable[tuple[str, Row]], number: int) -> list[tuple[str, Row]]:
    """As many of each family, spread over it: what a short run sends."""
    families: dict[str, list[Row]] = {}
    for family, row in rows:
        families.setdefault(family, []).append(row)
    share = -(-number // len(families))
    return [
        (family, row)
        for family, of_it in families.items()
        for row in islice(of_it[:: -(-len(of_it) // share)], share)
    ]


def attack(server: Server, rows: Iterable[tuple[str, Row]] | None = None) -> Report:
    """Send the rows one after the other (if none are given, all), then see whether the site is well."""
    report = Report()
    before = server.workers()
    for number, (family, row) in enumerate(all_rows() if rows is None else rows):
        answer = send(server.address, row, str(FIRST_CLIENT + number))
        report.sent[family] += 1
        report.answers[answer.status if answer else 0] += 1
        found = wrong(row, answer, server.address)
        if answer and answer.status == HTTPStatus.SEE_OTHER:  # where a form shows what was typed
            shown = Row(f"what came of: {row.why}", answer.headers["Location"].partition("#")[0], 200)
            found += wrong(shown, send(server.address, shown, INNOCENT), server.address)
        if row.then:
            found += wrong_for_others(send(server.address, Row("others", row.then, 200), INNOCENT))
        report.wrong += [f"{family}: {row}: {text}" for text in found]
    for _time, page in zip(range(2 * 3), cycle((HOME, FINDER, REQUEST)), strict=False):
        row = Row("the site afterwards", page, 200)
        report.wrong += [
            f"afterwards: {row}: {text}"
            for text in wrong(row, send(server.address, row, INNOCENT), server.address)
        ]
    if server.workers() != before:
        report.wrong.append("afterwards: a worker of the server has died")
    return report

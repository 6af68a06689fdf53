"""A part of ``make hostile``, on the showcase as it is served: nothing breaks, tells, leads away or stays."""

import pytest

from scripts.hostile.attacking import a_part_of, attack
from scripts.hostile.judging import reflected, wrong
from scripts.hostile.row import Answer, Row
from scripts.hostile.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.serving]
SITE = "http://127.0.0.1:8000"
ROWS = 240


def test_the_table_is_long_and_says_what_each_row_expects():
    rows = list(all_rows())
    assert len(rows) >= 600
    assert not [row for _family, row in rows if max(row.statuses) >= 500 and not row.by_server]


def test_nothing_that_is_sent_hurts_the_site(showcase):
    # The admin's open pages need files that the showcase of the tests does without.
    rows = [(family, row) for family, row in all_rows() if family != "admin" or 200 not in row.statuses]
    report = attack(showcase.servers["full"], a_part_of(rows, ROWS))
    assert report.sent.total() >= ROWS / 2
    assert not report.wrong, "\n".join(report.wrong)


def answer(body="", status=200, **headers):
    from email.message import Message

    message = Message()
    message["Content-Type"] = "text/html"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return Answer(status, message, body.encode())


@pytest.mark.parametrize(
    "body",
    [
        "<script>hostile9()</script>",
        "<p title='x'onclick=hostile9()>",
        "<img src=x onerror='hostile9()'>",
        "<a href='java&#115;cript:hostile9()'>",
        "<a href='//hostile9.example'>",
        "<a href='/\\hostile9.example'>",
        "<link rel=canonical href='https://hostile9.example/'>",
        "<hostile9>",
        "<p>\u202etxt.exe",
    ],
)
def test_the_judge_sees_what_is_reflected(body):
    assert reflected(answer(body), SITE)


def test_the_judge_lets_words_be_words():
    assert reflected(answer("<p>&lt;script&gt;hostile9()</p><a href='/en/?q=hostile9'>x</a>"), SITE) == []
    assert reflected(answer(f"<a href='{SITE}/en/?q=hostile9'><input value='hostile9()'>"), SITE) == []


@pytest.mark.parametrize(
    "given",
    [
        answer(status=500),
        answer(status=302, Location="//hostile9.example"),
        answer(status=302, Location="/\\hostile9.example"),
        answer(status=302, Location="http:\t//hostile9.example"),
        answer("Traceback (most recent call last)", 302),
        answer(status=302, X_Hostile9="1"),
        answer(status=302, Set_Cookie="a=hostile9"),
        None,
    ],
)
def test_the_judge_sees_what_no_answer_may_be(given):
    row = Row("a row", "/en/", (302, 500))
    everything = {"Content-Security-Policy", "X-Content-Type-Options"}
    found = [text for text in wrong(row, given, SITE) if text.split(":")[0] not in everything]
    assert [text for text in found if "Policy" not in text]

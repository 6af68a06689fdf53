"""Every address of the admin, by somebody who is not signed in; and its door."""

import re
from collections.abc import Iterator

from django.urls import reverse

from tests.admin_addresses import admin_addresses

from ..row import CANARY, FOREIGN, SCRIPT, Answer, Row, fine, form

OPEN = {
    "account_login": 200,
    "password_reset": 200,
    "wagtailadmin_login": 200,
    "wagtailadmin_logout": 302,
    "wagtailadmin_password_reset": 200,
    "wagtailadmin_password_reset_done": 200,
    "wagtailadmin_password_reset_complete": 200,
    "wagtailadmin_password_reset_confirm": 200,
    "wagtailadmin_sprite": 200,
    "wagtailadmin_javascript_catalog": 200,
}
"""What anybody may open, by name. All else sends to the login, or is not there."""
VALUES = {"token": "a-b", "uidb64": "MQ", "0": "1", "1": "1", "2": "1", "mode": "print"}
REFUSED = (301, 302, 403, 404, 405)


def rows() -> Iterator[Row]:
    for address in admin_addresses():
        given = {name: VALUES.get(name, "1") for name in address.arguments}
        target = (
            re.sub(r"[\[\]*.?\\]", "x", address.url(given)) if "*" in address.route else address.url(given)
        )
        may = OPEN.get(address.name)
        yield Row(
            f"{address.name}, not signed in",
            target,
            may or REFUSED,
            also=_tells_nothing if not may else fine,
        )
    yield from _door()


def _door() -> Iterator[Row]:
    login = reverse("wagtailadmin_login")
    home = reverse("wagtailadmin_home")
    for leads_to in (
        f"//{FOREIGN}",
        f"https://{FOREIGN}",
        f"/\\{FOREIGN}",
        f"https:{FOREIGN}",
        f"javascript:{CANARY}()",
        "%00",
        f"/{CANARY}",
        SCRIPT.replace(" ", "+"),
    ):
        yield Row(f"the login, to go on to {leads_to[:30]}", f"{login}?next={leads_to}", (200, 302))
    for values in (
        [("username", SCRIPT), ("password", SCRIPT)],
        [("username", "admin"), ("password", "admin"), ("next", f"//{FOREIGN}")],
        [("username", "a\x00b"), ("password", "\x00")],
        [("username", "x" * 5_000), ("password", "x" * 5_000)],
        [],
    ):
        headers, body = form(values)
        yield Row("the login, without its token", login, 403, method="POST", headers=headers, body=body)
    for path in (
        "pages/1/edit/",
        "pages/",
        "users/",
        "reports/",
        "%00",
        "%ff/",
        "../admin/",
        "x" * 2_000,
        "api/main/pages/",
    ):
        yield Row("below the admin", f"{home}{path}", REFUSED, also=_tells_nothing)
        yield Row("below the admin, by POST", f"{home}{path}", REFUSED, method="POST", also=_tells_nothing)
    for header in ("X-Forwarded-User", "X-Original-URL", "X-Rewrite-URL", "Remote-User"):
        yield Row(
            f"the admin by {header}", home, 302, headers=[(header, "/admin/login/")], also=_tells_nothing
        )


def _tells_nothing(answer: Answer) -> str:
    """Sent to the door, or told that there is nothing."""
    location = answer.headers.get("Location", "")
    if (
        answer.status in (301, 302)
        and "login" not in location
        and not location.startswith(reverse("wagtailadmin_home"))
    ):
        return f"leads to {location}"
    return ""

"""Debian's Chromium: where it is, and how it is started so that it asks nothing of other hosts."""

import shutil

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    found = (shutil.which(name) for name in ("chromium", "google-chrome", "chromium-browser"))
    return next((path for path in found if path), None)

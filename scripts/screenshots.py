"""``make screenshots``: pictures of the main pages with the launch content, for ``docs/screenshots/``.

Serves the launch content itself, or takes the address of a site that does.
"""

import sys
import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts.chromium import SWITCHES, find_chromium
from tests.showcase.catalogue import BY_NAME
from tests.showcase.serving import ROOT, launched_site

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 60_000
WIDE = ("home", "objective-23", "way", "projects", "project", "region", "news", "request-open")

# Template, language, width and colours of each picture
PICTURES = [(name, "en", 1280, "light") for name in WIDE]
PICTURES += [("home", "fr", 360, "light"), ("project", "en", 1280, "dark")]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if sys.argv[1:]:
            host = sys.argv[1].rstrip("/")
        else:
            print("Starting a site with the launch content takes a minute or two", flush=True)
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            host = stack.enter_context(launched_site(Path(folder)))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=SWITCHES)
        for name, language, width, scheme in PICTURES:
            file = FOLDER / f"{name}-{language}-{width}-{scheme}.webp"
            file.write_bytes(
                small(photograph(browser, host + BY_NAME[name].launch_address(language), width, scheme))
            )
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} KB")
        browser.close()


def photograph(browser: Browser, address: str, width: int, scheme: str) -> bytes:
    """The top of the page: a screen of a computer, two of a telephone."""
    context = browser.new_context(
        viewport={"width": width, "height": 1000 if width > 768 else 1600},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    picture = page.screenshot()
    context.close()
    return picture


def small(png: bytes) -> bytes:
    """As WebP, as good as the room for it allows: text stays sharp in few colours, photographs do not."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    few_colours = picture.quantize(256, dither=Image.Dither.NONE).convert("RGB")
    for source, options in (
        (few_colours, {"lossless": True}),
        (picture, {"quality": 75}),
        (picture, {"quality": 60}),
        (picture, {"quality": 45}),
    ):
        out = BytesIO()
        source.save(out, "WEBP", method=6, **options)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    main()

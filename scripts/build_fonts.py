"""Makes the site's typeface from its published package; ``make fonts`` runs it.

Atkinson Hyperlegible Next (Braille Institute, SIL Open Font License) is cut down to the Latin letters, signs
and weights that the site uses, and written as WOFF2 to ``static/fonts/``. Prints the metrics that the
fall-back fonts in ``static/css/typeface.css`` are adjusted by, so that nothing moves when it arrives.
"""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PACKAGE = "@fontsource-variable/atkinson-hyperlegible-next@5.3.0"
PREFIX = "package/files/atkinson-hyperlegible-next-latin-wght-"
FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"

# Printable ASCII and Latin-1; œ Œ Ÿ ı; dashes, quotes, †, •, …, the narrow and the other spaces, €, ™, −.
LETTERS = {*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x178}
SIGNS = {0x2009, 0x2011, *range(0x2013, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F, 0x2039, 0x203A}
SYMBOLS = {0x20AC, 0x2122, 0x2212}
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]

Axes = dict[str, tuple[int, int] | int]

# Italics are for foreign words in running text: one weight is enough.
CUTS: dict[str, tuple[str, Axes]] = {
    "normal": ("text.woff2", {"wght": (400, 800)}),
    "italic": ("text-italic.woff2", {"wght": 400}),
}

# Letters as often as English, French and Spanish prose has them, to compare the widths of fonts by.
SAMPLE = (
    "The programme acts on request: an authority says what it needs, and experts of other administrations "
    "work on it with its own staff. Le programme agit à la demande : une autorité expose ses besoins, et des "
    "experts y travaillent avec ses propres agents. El programa actúa a petición de los interesados: una "
    "autoridad expone lo que necesita, y expertos trabajan en ello con el personal de esa autoridad."
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            for style, (name, axes) in CUTS.items():
                member = package.extractfile(f"{PREFIX}{style}.woff2")
                assert member is not None  # noqa: S101
                cut = _cut(member.read(), axes)
                (FONTS / name).write_bytes(cut)
                print(f"{name}: {len(cut):,} bytes")
                if style == "normal":
                    print(_metrics(TTFont(io.BytesIO(cut))))


def _cut(font: bytes, axes: Axes) -> bytes:
    instance = _saved(instantiateVariableFont(TTFont(io.BytesIO(font)), axes))
    options = Options(layout_features=FEATURES, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS | SIGNS | SYMBOLS)
    smaller = TTFont(io.BytesIO(instance))
    subsetter.subset(smaller)
    return _saved(smaller, flavor="woff2")


def _saved(font: TTFont, flavor: str | None = None) -> bytes:
    font.flavor = flavor
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _metrics(font: TTFont) -> str:
    em, height = font["head"].unitsPerEm, font["hhea"]
    widths, glyphs = font["hmtx"].metrics, font.getBestCmap()
    width = sum(widths[glyphs[ord(letter)]][0] for letter in SAMPLE) / len(SAMPLE) / em
    return (
        f"mean width {width:.4f} em, ascent {height.ascent / em:.3f}, "
        f"descent {-height.descent / em:.3f}, line gap {height.lineGap / em:.3f}"
    )


if __name__ == "__main__":
    main()

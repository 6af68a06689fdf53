"""What a picture of a country frames, where it has parts far off."""

from maps.geometry import Line, centroid

# Where distant parts would shrink a country to a dot, what a picture of it frames: west, south, east, north.
# The other parts are drawn where they fall into a picture. It is a matter of room, not of status.
MAINLAND = {
    "au": (112, -44, 155, -9),
    "br": (-75, -35, -34, 6),
    "cl": (-77, -57, -66, -17),
    "cr": (-87, 8, -82, 12),
    "ec": (-82, -6, -74, 2),
    "es": (-10, 35, 5, 44),
    "fj": (176, -20, 183, -15),
    "fr": (-6, 41, 10, 52),
    "in": (68, 6, 98, 37),
    "jp": (128, 30, 147, 46),
    "mu": (57, -21, 58, -19.5),
    "nl": (3, 50, 8, 54),
    "no": (4, 57, 32, 72),
    "nz": (166, -48, 179, -34),
    "pt": (-10, 36, -6, 43),
    "sc": (55, -5, 56.1, -4),
    "us": (-125, 24, -66, 50),
    "za": (16, -35, 33, -22),
}


def at_home(code: str, ring: Line) -> bool:
    if code not in MAINLAND:
        return True
    x, y = centroid(ring)
    west, south, east, north = MAINLAND[code]
    return (x - west) % 360 <= east - west and south <= y <= north

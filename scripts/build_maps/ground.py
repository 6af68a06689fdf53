"""Lengths and surfaces on the ground."""

from maps.geometry import Line, bounds, lambert, ring_area, thinned

EARTH_RADIUS = 6371.0
"""Kilometres."""


def square_kilometres(ring: Line) -> float:
    return ring_area(on_the_ground(ring)) * EARTH_RADIUS**2


def thinned_on_the_ground(arc: Line, tolerance: float) -> Line:
    """``tolerance`` in square kilometres."""
    places = on_the_ground(arc)
    origin = dict(zip(places, arc, strict=True))
    return [origin[place] for place in thinned(places, tolerance / EARTH_RADIUS**2)]


def on_the_ground(points: Line) -> Line:
    west, south, east, north = bounds(points)
    project = lambert((west + east) / 2, (south + north) / 2)
    return [project(*point) for point in points]

"""Plane and sphere: projections, thinning a line, clipping to a frame, writing a path.

Pure functions; the site draws with them and ``scripts.build_maps`` makes the data with them.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from math import asin, atan2, cos, degrees, hypot, inf, pi, radians, sin, sqrt

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Projection = Callable[[float, float], Point]


def lambert(longitude: float, latitude: float) -> Projection:
    """Lambert's azimuthal equal-area projection about a centre in degrees; y grows downwards.

    The unit is the Earth's radius. J. P. Snyder, Map Projections: A Working Manual (1987), 24-2 to 24-4.
    """
    sin_centre, cos_centre = sin(radians(latitude)), cos(radians(latitude))

    def project(lon: float, lat: float) -> Point:
        turned, phi = radians(lon - longitude), radians(lat)
        sin_phi, cos_phi, cos_turned = sin(phi), cos(phi), cos(turned)
        # At the antipode the scale is infinite: held back, so that it is merely far outside every frame.
        nearness = max(1e-9, 1 + sin_centre * sin_phi + cos_centre * cos_phi * cos_turned)
        scale = sqrt(2 / nearness)
        x = scale * cos_phi * sin(turned)
        y = scale * (cos_centre * sin_phi - sin_centre * cos_phi * cos_turned)
        return x, -y

    return project


def lambert_inverse(longitude: float, latitude: float, x: float, y: float) -> Point:
    """Where a point of ``lambert``'s plane is, in degrees. Snyder, 20-14, 20-15 and 24-16."""
    distance = hypot(x, y)
    if distance < 1e-12:
        return longitude, latitude
    angle = 2 * asin(min(1.0, distance / 2))
    phi = radians(latitude)
    north = cos(angle) * sin(phi) - y * sin(angle) * cos(phi) / distance
    east = atan2(x * sin(angle), distance * cos(phi) * cos(angle) + y * sin(phi) * sin(angle))
    return longitude + east * 180 / pi, asin(max(-1.0, min(1.0, north))) * 180 / pi


def lambert_angle(distance: float) -> float:
    """The angle, in degrees, that a distance from the centre of ``lambert``'s plane stands for."""
    return degrees(2 * asin(min(1.0, distance / 2)))


def angle_between(a: Point, b: Point) -> float:
    """Degrees between two points of the sphere."""
    return lambert_angle(hypot(*lambert(*a)(*b)))


def middle(points: Iterable[Point]) -> Point:
    """The middle of points on the sphere, wherever the antimeridian runs."""
    x = y = z = 0.0
    for lon, lat in points:
        x += cos(radians(lat)) * cos(radians(lon))
        y += cos(radians(lat)) * sin(radians(lon))
        z += sin(radians(lat))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def equal_earth(longitude: float, latitude: float) -> Point:
    """The Equal Earth projection (Šavrič, Patterson and Jenny, 2018), y downwards, unit the Earth's radius.

    ``longitude`` counts from the map's middle meridian.
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 / sqrt(3) * radians(longitude) * cos(theta) / slope
    return x, -theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


def thinned(line: Sequence[Point], tolerance: float) -> Line:
    """The line with fewer points: those that weigh as much as the tolerance."""
    return [point for point, weight in zip(line, point_weights(line), strict=True) if weight >= tolerance]


def point_weights(line: Sequence[Point]) -> list[float]:
    """What each point adds to the line (Visvalingam and Whyatt, 1993), in the plane's square units.

    It is the area of the triangle that it makes with its neighbours, once the points that weigh less are
    gone. The ends are always kept, and so are two points of a closed line: they weigh infinitely much.
    """
    last = len(line) - 1
    weights = [inf] * (last + 1)
    before = list(range(-1, last))
    after = list(range(1, last + 2))

    def area(index: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[index]], line[index], line[after[index]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    areas = [inf, *(area(index) for index in range(1, last)), inf]
    heap = [(areas[index], index) for index in range(1, last)]
    heapq.heapify(heap)
    to_go = last - 1 - (2 if line[0] == line[last] else 0)
    heaviest = 0.0
    while to_go > 0:
        size, index = heapq.heappop(heap)
        if size != areas[index] or weights[index] != inf:
            continue
        # Never less than what has gone before: a spike must not go before its foot.
        heaviest = weights[index] = max(heaviest, size)
        to_go -= 1
        previous, following = before[index], after[index]
        after[previous], before[following] = following, previous
        for neighbour in (previous, following):
            if 0 < neighbour < last:
                areas[neighbour] = area(neighbour)
                heapq.heappush(heap, (areas[neighbour], neighbour))
    return weights


def ring_area(ring: Sequence[Point]) -> float:
    """Without a sign; the ring may be closed or not."""
    return abs(signed_area(ring))


def signed_area(ring: Sequence[Point]) -> float:
    total = 0.0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        total += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return total / 2


def centroid(ring: Sequence[Point]) -> Point:
    """Of the ring's surface; the mean of its points where it has none."""
    x0, y0 = ring[0]
    doubled = x_sum = y_sum = 0.0
    x1, y1 = ring[-1][0] - x0, ring[-1][1] - y0
    for x, y in ring:
        x2, y2 = x - x0, y - y0
        cross = x1 * y2 - x2 * y1
        doubled += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
        x1, y1 = x2, y2
    if abs(doubled) < 1e-12:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    return x0 + x_sum / (3 * doubled), y0 + y_sum / (3 * doubled)


def contains(rings: Iterable[Sequence[Point]], point: Point) -> bool:
    """Whether the point is inside the polygon that the rings make together (even-odd)."""
    x, y = point
    inside = False
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside


def bounds(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def touch(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and box[2] >= other[0] and box[1] <= other[3] and box[3] >= other[1]


def clipped(ring: Sequence[Point], frame: Box) -> Line:
    """What of the ring lies in the frame (Sutherland and Hodgman, 1974); empty where nothing does."""
    left, top, right, bottom = frame
    points = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if not points:
            break
        kept: Line = []
        previous = points[-1]
        was_inside = sign * (previous[axis] - limit) >= 0
        for point in points:
            is_inside = sign * (point[axis] - limit) >= 0
            if is_inside != was_inside:
                share = (limit - previous[axis]) / (point[axis] - previous[axis])
                other = previous[1 - axis] + share * (point[1 - axis] - previous[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if is_inside:
                kept.append(point)
            previous, was_inside = point, is_inside
        points = kept
    return points


def runs_within(line: Line, frame: Box) -> list[Line]:
    """The parts of a line that touch the frame, each a point longer than needed."""
    runs: list[Line] = [[]]
    for start, end in zip(line, line[1:], strict=False):
        if touch(bounds((start, end)), frame):
            runs[-1] += [end] if runs[-1] else [start, end]
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def path(rings: Iterable[Sequence[Point]], *, closed: bool = True) -> str:
    """The lines as an SVG path in whole numbers: one absolute start, then steps."""
    written: list[str] = []
    start: tuple[int, int] | None = None
    for ring in rings:
        points: list[tuple[int, int]] = []
        for x, y in ring:
            point = (round(x), round(y))
            if not points or point != points[-1]:
                points.append(point)
        if closed and len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) < (3 if closed else 2):
            continue
        x, y = points[0]
        written.append(f"M{x} {y}" if start is None else "m" + _pair(x - start[0], y - start[1]))
        steps = "l"
        for x2, y2 in points[1:]:
            step = _pair(x2 - x, y2 - y)
            steps += step if steps == "l" or step[0] == "-" else f" {step}"
            x, y = x2, y2
        written.append(steps + ("z" if closed else ""))
        # After z the pen is back at the start, otherwise where the line has ended.
        start = points[0] if closed else points[-1]
    return "".join(written)


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"

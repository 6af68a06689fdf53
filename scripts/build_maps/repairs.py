"""What is mended of the source's drawings: borders as they are recognised, islands that are missing."""

from maps.geometry import Point, contains

from .ground import square_kilometres
from .topology import Ring, Topology

SMALL_ISLAND_STATE = 6000
"""Square kilometres: up to here the 1:50m drawing has lost islands, and the 1:10m one is taken."""


def repair(topology: Topology) -> None:
    """Give each State the borders that the United Nations and the European Union recognise.

    Natural Earth draws who holds a place. Of the 1:50m drawing this mends what contradicts resolutions of the
    United Nations; lines of control that it leaves to the parties (Kashmir, Halaib, Abyei) stay as drawn.
    """
    # Crimea is a part of Russia there, a ring of its own from the isthmus to the Kerch Strait; it is
    # Ukraine's (General Assembly resolution 68/262).
    [crimea] = _rings_with(topology, "ru", (34.1, 44.95))
    topology.countries["ru"].remove(crimea)
    topology.countries["ua"].append(crimea)
    topology.dissolve("ua")

    # Western Sahara west of the berm is a part of Morocco there. The territory, which the United Nations list
    # as non-self-governing, begins at 27°40' N, between the coast and Algeria's border at 8°40' W.
    topology.countries["ma"] += topology.countries.pop("eh")
    topology.dissolve("ma")
    topology.cut("ma", [(-13.17, 27.66), (-8.685, 27.657)], away=(-13.2, 27.15), to="eh")

    # The Golan Heights are a part of Israel there; they are Syria's (Security Council resolution 497). The
    # line of 1949 to 1967, along the Jordan and the lake's eastern shore, from Lebanon's border to Jordan's.
    line = [(35.603, 33.24), (35.63, 33.19), (35.63, 33.0), (35.615, 32.89), (35.65, 32.8), (35.65, 32.7)]
    topology.cut("il", line, away=(35.69, 32.99), to="sy")
    topology.dissolve("sy")

    # Features of their own there: the north of Cyprus (Security Council resolution 541), and Somaliland.
    topology.dissolve("cy")
    topology.dissolve("so")


def take_small_islands(topology: Topology, finer: Topology) -> None:
    """Draw small island States as at 1:10m: they border on nobody, so that nothing has to fit."""
    topology.countries["tv"] = []  # Tuvalu is missing at 1:50m
    users, finer_users = topology.users(), finer.users()
    for code, rings in topology.countries.items():
        shares = any(len(users[max(number, ~number)]) > 1 for ring in rings for number in ring)
        size = sum(square_kilometres(topology.points(ring)) for ring in rings)
        others = {len(finer_users[max(n, ~n)]) for ring in finer.countries[code] for n in ring}
        if code and not shares and size < SMALL_ISLAND_STATE and others == {1}:
            topology.countries[code] = []
            for ring in finer.countries[code]:
                topology.arcs.append(finer.points(ring))
                topology.countries[code].append([len(topology.arcs) - 1])


def _rings_with(topology: Topology, code: str, place: Point) -> list[Ring]:
    return [ring for ring in topology.countries[code] if contains([topology.points(ring)], place)]

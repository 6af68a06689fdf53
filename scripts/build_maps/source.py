"""The drawings of Natural Earth, as the npm package holds them."""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from babel.core import get_global

from maps.geometry import Line

from .topology import Topology

PACKAGE = "world-atlas@2.0.2"
ARCHIVE = "world-atlas-2.0.2.tgz"
INTEGRITY = "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
"""The archive's SHA-512, as npm writes it."""

# The package knows these by name only. Siachen, which has no code, is land without a country.
UNCODED = {"Kosovo": "xk", "N. Cyprus": "cy", "Somaliland": "so", "Siachen Glacier": ""}


def fetched(folder: Path) -> dict[str, Any]:
    """The package's drawings, once its archive is what it was when it was looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / ARCHIVE
    if not archive.exists():
        subprocess.run(["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)], check=True)
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        sys.exit(f"{archive} is not the {PACKAGE} that was looked at")
    with tarfile.open(archive) as package:
        return {
            name: json.load(package.extractfile(f"package/{name}") or sys.exit(f"no {name} in {archive}"))
            for name in ("countries-10m.json", "countries-50m.json")
        }


def read(source: dict[str, Any]) -> Topology:
    """A TopoJSON file, its countries by their code; what has neither code nor name here is left out."""
    scale_x, scale_y = source["transform"]["scale"]
    west, south = source["transform"]["translate"]
    topology = Topology([])
    for steps in source["arcs"]:
        x = y = 0
        arc: Line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            lon, lat = x * scale_x + west, y * scale_y + south
            turn = 360 * round((arc[-1][0] - lon) / 360) if arc else 0
            arc.append((lon + turn, lat))
        topology.arcs.append(arc)
    numbers = get_global("territory_aliases")
    for shape in source["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if "id" not in shape and name not in UNCODED:
            continue
        # Australia's number stands twice: the second time for the uninhabited Ashmore and Cartier Islands.
        if name in ("Antarctica", "Ashmore and Cartier Is."):
            continue
        code = numbers[shape["id"]][0].lower() if "id" in shape else UNCODED[name]
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        topology.countries[code] += [list(ring) for polygon in polygons for ring in polygon]
    return topology

"""``python -m scripts.build_maps``."""

import json
from pathlib import Path
from typing import Any

from .outlines import outlines
from .repairs import repair, take_small_islands
from .source import fetched, read
from .world import world


def main() -> None:
    sources = fetched(Path("var/cache"))
    topology = read(sources["countries-50m.json"])
    repair(topology)
    take_small_islands(topology, read(sources["countries-10m.json"]))
    shapes, places = world(topology)
    write("maps/data/outlines.json", as_json(outlines(topology)))
    write("maps/data/world.json", as_json({"countries": places}))
    write("static/maps/world.svg", shapes)


def as_json(parts: dict[str, dict[str, Any]]) -> str:
    """With an arc or a country a line, so that a difference can be read."""
    sections = []
    for name, entries in parts.items():
        lines = [
            f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}" for key, value in entries.items()
        ]
        sections.append(f"{json.dumps(name)}:{{\n" + ",\n".join(lines) + "\n}")
    return "{" + ",\n".join(sections) + "}\n"


def write(name: str, text: str) -> None:
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"{file}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

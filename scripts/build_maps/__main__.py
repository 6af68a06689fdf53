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
    folder = Path("maps/data")
    write(folder / "outlines.json", outlines(topology))
    write(folder / "world.json", world(topology))


def write(file: Path, parts: dict[str, dict[str, Any]]) -> None:
    """JSON with an arc or a country a line, so that a difference can be read."""
    sections = []
    for name, entries in parts.items():
        lines = [
            f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}" for key, value in entries.items()
        ]
        sections.append(f"{json.dumps(name)}:{{\n" + ",\n".join(lines) + "\n}")
    file.write_text("{" + ",\n".join(sections) + "}\n", encoding="utf-8")
    print(f"{file}: {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

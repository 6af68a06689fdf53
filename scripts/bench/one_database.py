"""Measures all on the database of ``DATABASE_URL``: ``… scripts.bench.one_database FOLDER SIZES ADDRESSES``.

What it finds is in ``FOLDER/found.json``.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from .served import serve_and_measure
from .servers import ROOT


def main() -> None:
    folder = Path(sys.argv[1])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "scripts.bench.uncached"}
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.measuring", *sys.argv[2:4]],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    served, memory = serve_and_measure(folder, dict(os.environ), json.loads(sys.argv[3]))
    found |= {"served": [asdict(one) for one in served], "memory": memory}
    (folder / "found.json").write_text(json.dumps(found))


if __name__ == "__main__":
    main()

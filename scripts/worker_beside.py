"""The worker of the requests beside a server on one's own machine: ``python -m scripts.worker_beside PID``.

It ends with the process that started it and that has become the server (``scripts/serve``), however that
ended: by Ctrl-C, killed, or by itself.
"""

import os
import signal
import sys
import threading
import time

import django
from django.core.management import call_command

LAST_TASK = 30
"""Seconds that the task at hand may take once the server is gone."""


def main() -> None:
    server = int(sys.argv[1])
    threading.Thread(target=end_with, args=(server,), daemon=True).start()
    django.setup()
    call_command("db_worker", "--backend=requests", "--queue-name=requests", "--no-reload", verbosity=0)


def end_with(server: int) -> None:
    while os.getppid() == server:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_TASK)
    os._exit(0)


if __name__ == "__main__":
    main()

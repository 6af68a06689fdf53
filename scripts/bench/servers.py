"""Servers that live for a measurement, on free ports of this machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2
THREADS = 4
STARTED_WITHIN = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    url: str
    pid: int

    def processes(self) -> list[int]:
        """Itself and what it has started."""
        found, to_ask = [], [self.pid]
        while to_ask:
            pid = to_ask.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                to_ask += map(int, task.read_text().split())
        return found

    def seconds(self) -> float:
        """Of computing so far."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / _TICKS

    def megabytes(self) -> list[float]:
        """What each worker holds of memory."""
        held = []
        for pid in self.processes()[1:]:
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    held.append(int(line.split()[1]) / 1024)
        return held


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def running(
    command: list[str], port: int, log: Path, environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """Waits until the port answers; ends the server, and all it has started, at the end."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        end = time.monotonic() + STARTED_WITHIN
        while True:
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} did not start: {log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def gunicorn(application: str, folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS)]
    command += ["--log-level", "error", "--no-control-socket", "--keep-alive", "5"]
    with running(command, port, folder / f"gunicorn-{port}.log", environment) as server:
        yield server


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a Redis server; empty where there is none on this machine."""
    binary = shutil.which("redis-server")
    if binary is None:
        yield ""
        return
    port = free_port()
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with running(command, port, folder / "redis.log"):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def nginx(folder: Path, files: Path, upstream: str) -> Iterator[Server]:
    """``/files/NAME``: the file itself; anything else: a cache before ``upstream``."""
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"""
worker_processes {WORKERS}; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log;
user root;
events {{ worker_connections 512; }}
http {{
  access_log off; default_type text/html; sendfile on; tcp_nopush on; open_file_cache max=200;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/cache keys_zone=pages:10m;
  server {{
    listen 127.0.0.1:{port};
    location /files/ {{ alias {files}/; add_header Content-Encoding gzip; }}
    location / {{
      proxy_pass {upstream}; proxy_http_version 1.1; proxy_set_header Host $http_host;
      proxy_set_header Connection ""; proxy_cache pages; proxy_cache_lock on;
    }}
  }}
}}
"""
    )
    with running(
        [shutil.which("nginx") or "nginx", "-c", str(configuration)], port, folder / "nginx.log"
    ) as server:
        yield server


def fetch(url: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body as it came (compressed), headers; of our own servers only."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), dict(error.headers)

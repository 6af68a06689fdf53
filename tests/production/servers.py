"""The site as ``deploy/`` has it, on this machine: nginx, gunicorn behind a socket that outlives it, and what
``scripts/with-redis`` and ``scripts/with-postgres`` have started."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.showcase.serving import ROOT

HOST = "localhost"
RANDOM = "kJ4mV9xQ2wZ7rT1yB6nP3cD8fG5hL0sA-kJ4mV9xQ2wZ7rT1yB6nP"
PROCESSES = 2
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")

MAIN_CONFIGURATION = """
daemon off;
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/log/error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@dataclass
class Deployment:
    """What a server's ``/srv/mieux`` is: the folder, the environment, the processes."""

    folder: Path
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    gunicorn: subprocess.Popen | None = None

    def __post_init__(self) -> None:
        for name in ("var", "tls", "log", "cache"):
            (self.folder / name).mkdir()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(self.folder / "web.sock"))
        self.socket.listen(2048)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "website.settings.production",
            "HTTPS": "on",
            "SECRET_KEY": RANDOM,
            "REQUEST_KEYS": RANDOM[::-1],
            "VAR_DIR": str(self.folder / "var"),
            "SITE_URL": f"https://{HOST}:{self.https}",
            "ALLOWED_HOSTS": HOST,
            "EMAIL_URL": f"filemail://{self.folder}/var/mail",
            "DEFAULT_FROM_EMAIL": "noreply@example.org",
            "TRUSTED_PROXIES": "1",
            "NGINX_PAGES": str(self.folder / "var/pages"),
            "WEB_CONCURRENCY": str(PROCESSES),
            "WEB_THREADS": "4",
            "DATABASE_STATEMENT_SECONDS": "60",  # this machine may be busy with other tests
        }

    def manage(self, *arguments: str) -> None:
        self.run("manage.py", *arguments)

    def run(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.environment, check=True)

    def start_gunicorn(self) -> None:
        """As systemd does it: with the socket as its third file."""
        command = f'exec env LISTEN_PID=$$ LISTEN_FDS=1 "$@" 3<&{self.socket.fileno()}'
        served = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", "website.wsgi"]
        with self.gunicorn_log.open("a") as log:
            self.gunicorn = subprocess.Popen(
                ["bash", "-c", command, "bash", *served],
                cwd=ROOT,
                env=self.environment,
                pass_fds=[self.socket.fileno()],
                stdout=log,
                stderr=log,
            )

    def stop_gunicorn(self) -> None:
        """As ``systemctl stop``, which leaves the socket."""
        if self.gunicorn:
            self.gunicorn.terminate()
            self.gunicorn.wait(40)

    def reload_gunicorn(self) -> None:
        assert self.gunicorn
        self.gunicorn.send_signal(signal.SIGHUP)

    @property
    def gunicorn_log(self) -> Path:
        return self.folder / "log/gunicorn.log"

    def processes(self) -> set[int]:
        """Those of gunicorn that answer."""
        assert self.gunicorn
        children = Path(f"/proc/{self.gunicorn.pid}/task/{self.gunicorn.pid}/children")
        return {int(pid) for pid in children.read_text().split()}

    @contextmanager
    def nginx(self) -> Iterator[None]:
        self._make_certificate()
        (self.folder / "site.conf").write_text(self._site_configuration())
        user = "user root;" if os.getuid() == 0 else ""  # who owns the folders of tests
        main = self.folder / "nginx.conf"
        main.write_text(MAIN_CONFIGURATION.format(folder=self.folder, user=user))
        command = [str(NGINX), "-p", str(self.folder), "-c", str(main), "-e", f"{self.folder}/log/error.log"]
        subprocess.run([*command, "-t", "-q"], check=True)
        with subprocess.Popen(command) as process:
            try:
                yield
            finally:
                process.terminate()

    def _site_configuration(self) -> str:
        places = {
            "HOST": HOST,
            "IPV4": "127.0.0.1",
            "IPV6": "[::1]",
            "HTTP": self.http,
            "HTTPS": self.https,
            "CERTIFICATES": self.folder / "tls",
            "VAR": self.folder / "var",
            "SOCKET": self.folder / "web.sock",
            "CACHE": self.folder / "cache",
            "LOG": self.folder / "log",
        }
        command = [
            "deploy/fill-in",
            "deploy/nginx.conf",
            *(f"{name}={value}" for name, value in places.items()),
        ]
        text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        if not socket.has_dualstack_ipv6():
            text = "".join(line for line in text.splitlines(keepends=True) if "listen [::1]" not in line)
        return text

    def _make_certificate(self) -> None:
        command = (
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
        )
        command += " -addext subjectAltName=DNS:localhost -keyout privkey.pem -out fullchain.pem"
        subprocess.run(shlex.split(command), cwd=self.folder / "tls", check=True, capture_output=True)


def database(action: str) -> None:
    """``stop`` or ``start`` the PostgreSQL of this run."""
    subprocess.run([*shlex.split(os.environ["PG_CTL"]), action], check=True, stdout=subprocess.DEVNULL)


def eventually(is_so, within: float = 60) -> None:
    """Wait until it is so; ``AssertionError`` after ``within`` seconds."""
    ends = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < ends, f"not within {within} seconds: {is_so.__name__}"
        time.sleep(0.1)

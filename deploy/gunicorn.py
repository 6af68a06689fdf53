"""gunicorn's configuration on a server, behind nginx (deploy/nginx.conf). Python reads it at a reload, too.

The socket is systemd's (mieux-web.socket): it is there before gunicorn is and after it, so that a restart
keeps readers waiting for some seconds and loses no request.
"""

import os

# A page takes milliseconds of computing and some waiting for the database. Threads wait at no cost; processes
# compute at the same time: one for each core, each with a few threads. Each thread keeps a connection to the
# database, so processes × threads, with those of the worker and the timers, stay below its max_connections.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 1)
threads = int(os.environ.get("WEB_THREADS") or 4)

# Not loaded before the processes are made: a reload (HUP) would go on with the old code and settings.
preload_app = False

# What leaks a little in a library never adds up to much. Not all processes at the same moment.
max_requests = 20_000
max_requests_jitter = 4_000

# A process that does not say for so long that it lives is ended: its threads say it, however long a request
# takes. Requests that are under way get the second, at a reload, a restart and a stop; nginx waits longer.
timeout = 30
graceful_timeout = 30
keepalive = 0  # a socket of this machine costs nothing to open: no request meets a connection that is closing

# Signs of life are written to a file: in memory, where no slow disk delays them.
worker_tmp_dir = "/dev/shm"  # noqa: S108

# nginx alone speaks to the socket, and sets each of these itself. No header moves the site below a path.
forwarded_allow_ips = "*"
forwarder_headers = ""
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190

# nginx has the log of requests, without private links (docs/requests.md); errors go to the journal.
accesslog = None
errorlog = "-"
loglevel = "warning"
if os.environ.get("LOG_FORMAT") != "plain":  # as the site's own lines (site/settings/logs.py)
    logconfig_dict = {
        "formatters": {"json": {"()": "operations.json_lines.GunicornLine", "json_ensure_ascii": False}},
        "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": ["errors"], "propagate": False}},
        "root": {"level": "WARNING", "handlers": ["errors"]},
    }
control_socket_disable = True

"""gunicorn's configuration on one's own machine: one process with threads, stopped by Ctrl-C."""

import signal

worker_class = "gthread"
threads = 8
loglevel = "warning"
graceful_timeout = 2
control_socket_disable = True
forwarder_headers = ""  # nobody's header moves the site below a path (SCRIPT_NAME): there is no proxy


def post_worker_init(worker: object) -> None:
    # Ctrl-C reaches the worker twice, from the terminal and from gunicorn's first process. The second one,
    # while it is still stopping for the first, sometimes locks it up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

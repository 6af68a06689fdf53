"""The public site. ``make run`` serves these same settings with the local defaults of ``environment.py``.

``HTTPS=off`` is for a machine without a certificate only: it drops HSTS, the redirect and secure cookies.
"""

from .environment import env
from .environment_problems import refuse_problems

refuse_problems()  # before anything is made of what is wrong

from .base import *  # noqa: E402, F403
from .logs import logging_config  # noqa: E402

LOGGING = logging_config("json")

_https = env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
TWO_FACTOR = env.bool("TWO_FACTOR", default=_https)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
if _https:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

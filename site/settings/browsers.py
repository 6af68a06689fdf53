"""What browsers are told to refuse: policies by header, frames, cookies."""

from csp.constants import NONE, SELF

X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame …
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # … where the check would have DENY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# What no page of the site asks of a browser, so that nothing that got into one can. Not in the list: passkeys
# (publickey-credentials-*), the clipboard, and what a video's player needs.
PERMISSIONS_POLICY: dict[str, list] = {
    feature: []
    for feature in (
        "accelerometer",
        "ambient-light-sensor",
        "bluetooth",
        "browsing-topics",
        "camera",
        "display-capture",
        "gamepad",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "screen-wake-lock",
        "serial",
        "sync-xhr",
        "usb",
        "xr-spatial-tracking",
    )
}
# Each kind of file by name: what is not named here is not loaded at all.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        # A video's player, once a reader has asked for it (core/blocks/media.py).
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}
# The admin cannot do without inline styles and scripts (wagtail-localize's editor is styled-components).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
# Not in a cookie of their own, which would have a name that another host of the domain can set.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

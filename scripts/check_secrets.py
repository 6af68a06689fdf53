"""No password, key or token in the code: ``python -m scripts.check_secrets`` ends with 1 where one is found.

detect-secrets looks, at all that git has. What it takes for a secret and is none is named here, and why.
"""

import json
import subprocess
import sys
from typing import Any

NONE = {
    (".env.example", "Basic Auth Credentials"): "the form of an address, with the word password in it",
    ("site/settings/test.py", "Secret Keyword"): "the key of the tests, which says so",
    ("scripts/build_maps/source.py", "Base64 High Entropy String"): "the checksum of a package",
    ("docs/runbook.md", "Basic Auth Credentials"): "the same",
    ("site/settings/environment_problems.py", "Basic Auth Credentials"): "the same",
    (
        "tests/production/servers.py",
        "Base64 High Entropy String",
    ): "the key of a server of the tests",
    ("tests/test_backup.py", "Secret Keyword"): "the same",
    ("tests/test_environment.py", "Base64 High Entropy String"): "keys that are looked at, and used nowhere",
    ("tests/test_environment.py", "Basic Auth Credentials"): "the same",
    ("tests/test_environment.py", "Secret Keyword"): "the same",
    ("tests/test_logs.py", "Base64 High Entropy String"): "an address that leads nowhere",
    ("tests/test_roles.py", "Secret Keyword"): "the password of somebody who exists during a test",
    ("tests/signing_in/test_limits.py", "Secret Keyword"): "a wrong one",
    ("tests/signing_in/way_in.py", "Secret Keyword"): "the password of somebody who exists during a test",
    ("tests/browser/test_signing_in.py", "Secret Keyword"): "the same",
}
"""By file and kind of secret: why it is none."""
LEFT_OUT = (
    r"requirements.*\.txt|.*package-lock\.json|.*\.(po|svg|woff2|webp|png|jpg)|maps/data/.*|static/maps/.*"
)
"""Checksums, translations, outlines and pictures: long, and read by nobody as a secret."""

NOT_OURS = (
    *("Artifactory", "Cloudant", "DiscordBotToken", "IbmCloudIam", "IbmCosHmac", "IPPublic", "Mailchimp"),
    *("OpenAI", "SendGrid", "Softlayer", "SquareOAuth", "Stripe", "TelegramBotToken", "TwilioKey"),
)
"""Detectors of services that nobody here has an account with: each costs half a second."""


def found() -> dict[str, list[dict[str, Any]]]:
    """What detect-secrets finds, by file."""
    command = [sys.executable, "-m", "detect_secrets", "scan", "--exclude-files", f"^({LEFT_OUT})$"]
    command += ["--no-verify"]  # nobody is asked whether a secret still works
    for name in NOT_OURS:
        command += ["--disable-plugin", f"{name}Detector"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["results"]


def main() -> None:
    secrets = [
        f"{file}:{secret['line_number']}: {secret['type']}"
        for file, of_it in found().items()
        for secret in of_it
        if (file, secret["type"]) not in NONE
    ]
    if secrets:
        sys.exit("\n".join(["Secrets in the code, or what looks like them:", *secrets]))


if __name__ == "__main__":
    main()

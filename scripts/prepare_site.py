"""What the site needs on a machine without servers before it can be served.

One process, and static files in a second one meanwhile: each start of Django costs over a second.
"""

import secrets
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

USERNAME = "admin"


def main() -> None:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    collecting = None
    if not settings.DEBUG:  # runserver takes them from their folders
        collecting = subprocess.Popen(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        )
    try:
        django.setup()
        print("Database and content; on a new database this takes a minute or two", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_content")
        call_command("make_renditions")
        login = make_administrator(settings.VAR_DIR / "admin-password")
        if collecting and collecting.wait():
            sys.exit("collectstatic failed")
    finally:
        if collecting:
            collecting.terminate()
    print(f"""
  {settings.SITE_URL}/
  {settings.SITE_URL}/{settings.ADMIN_PATH}   {login}

Ctrl-C stops it.
""")


def make_administrator(password_file: Path) -> str:
    """Make the first administrator, once. Return the login to print."""
    from django.contrib.auth import get_user_model

    if not password_file.exists():
        password_file.touch(mode=0o600)
        password_file.write_text(secrets.token_urlsafe(12) + "\n")
    password = password_file.read_text().strip()
    users = get_user_model()
    user = users.objects.filter(username=USERNAME).first()
    if user is None:
        users.objects.create_superuser(USERNAME, f"{USERNAME}@localhost", password)
    elif not user.check_password(password):
        return f"user {USERNAME}, with the password that was set in the admin"
    return f"user {USERNAME}, password {password}"


if __name__ == "__main__":
    main()

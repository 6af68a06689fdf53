#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    caching = sys.modules.get("core.caching")
    if caching and caching.owes_new_version():
        sys.exit(
            "What was changed may not be seen yet: run manage.py forget_pages once the cache answers again."
        )


if __name__ == "__main__":
    main()

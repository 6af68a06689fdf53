"""Importable name of the folder ``site/``: ``website.settings.dev``, ``website.urls``, ``website.wsgi``.

``site`` is the name of a module of Python's own, so a package ``site`` could never be imported.
"""

from pathlib import Path

__path__ = [str(Path(__file__).resolve().parent / "site")]

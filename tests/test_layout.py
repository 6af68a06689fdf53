"""The one odd thing in the layout: the settings' folder bears the name of a module of Python's own."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_site_stays_pythons_own_module():
    import site

    assert Path(site.__file__).is_relative_to(Path(subprocess.__file__).parent)
    assert not (ROOT / "site" / "__init__.py").exists()


def test_the_settings_are_the_ones_in_site():
    from website.settings import base

    assert Path(base.__file__) == ROOT / "site" / "settings" / "base.py"


def test_git_keeps_the_settings():
    ignored = subprocess.run(
        ["git", "check-ignore", "site/settings/base.py", "site/urls.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ignored.stdout == ""

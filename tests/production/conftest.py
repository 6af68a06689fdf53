"""One deployment for all tests of this folder: ``make test-production``."""

import os
import subprocess
import sys

import pytest

from tests.production.servers import NGINX, Deployment, eventually
from tests.production.visiting import Visitor
from tests.showcase.serving import ROOT

LACKING = [name for name in ("DATABASE_URL", "REDIS_URL", "PG_CTL") if name not in os.environ]


@pytest.fixture(scope="session")
def deployment(tmp_path_factory):
    """Everything migrated, collected and started, as the runbook has it."""
    if LACKING or NGINX is None:
        missing = ", ".join([*LACKING, *([] if NGINX else ["nginx"])])
        pytest.skip(f"make test-production starts what this needs; missing: {missing}")
    deployed = Deployment(tmp_path_factory.mktemp("deployment"))
    # Both take half a minute.
    collect = [sys.executable, "-m", "tests.production.content", "static"]
    with subprocess.Popen(collect, cwd=ROOT, env=deployed.environment) as collecting:
        deployed.manage("migrate", "--verbosity=0")
        deployed.run("-m", "tests.production.content", "pages")
    assert collecting.returncode == 0
    deployed.manage("make_error_pages")
    deployed.manage("forget_pages")
    with deployed.nginx():
        deployed.start_gunicorn()
        try:
            visitor = Visitor(deployed)

            def it_answers() -> bool:
                return visitor.answers("/en/")

            eventually(it_answers)
            yield deployed
        finally:
            deployed.stop_gunicorn()


@pytest.fixture
def visitor(deployment):
    return Visitor(deployment)

"""How PostgreSQL is spoken to: in a pool where threads share it, never by a broken connection."""

import json
import os
import re
import subprocess
import sys
from copy import deepcopy
from importlib.util import find_spec
from runpy import run_path
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.db.utils import OperationalError

from .test_rooms import APPS, ROOT

LOOK = "import json, config.settings as s; print(json.dumps(s.DATABASES['default']))"


def settings_with(**environment: str) -> dict:
    """The settings of the database in a program that begins with this environment."""
    here = {k: v for k, v in os.environ.items() if k != "DATABASE_POOL"}
    here |= {"DEBUG": "False", "SECRET_KEY": "s" * 60, "DATABASE_URL": "postgres://host/name"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=here | environment, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_no_code_names_a_driver():
    """So that the older one, psycopg2, does as well."""
    found = (
        path for app in ("bench", "config", "tests", *APPS) for path in (ROOT / app).rglob("*.py")
    )
    named = re.compile(r"^\s*(import|from) psycopg", re.MULTILINE)
    assert not [path for path in found if named.search(path.read_text("utf-8"))]


@pytest.mark.skipif(not find_spec("psycopg"), reason="psycopg 2 has no pool")
def test_threads_that_share_connections_keep_none_of_their_own():
    pooled = settings_with(DATABASE_POOL="7")
    assert pooled["OPTIONS"]["pool"]["max_size"] == 7
    assert pooled["CONN_MAX_AGE"] == 0


def test_the_threads_of_the_web_server_share_as_many_as_they_are(monkeypatch):
    monkeypatch.setenv("DATABASE_POOL", "")
    monkeypatch.delenv("DATABASE_POOL")
    hooks = run_path(str(ROOT / "gunicorn.conf.py"))
    worker = SimpleNamespace(cfg=SimpleNamespace(threads=hooks["threads"]))
    hooks["post_fork"](None, worker)
    assert os.environ["DATABASE_POOL"] == str(hooks["threads"])


def test_a_program_of_one_thread_has_no_pool():
    alone = settings_with()
    assert "pool" not in alone.get("OPTIONS", {})
    assert alone["CONN_MAX_AGE"] > 0


def test_connections_are_checked_whether_shared_or_not():
    assert settings_with()["CONN_HEALTH_CHECKS"]
    assert settings_with(DATABASE_POOL="7")["CONN_HEALTH_CHECKS"]


@pytest.fixture
def pooled(db):
    """A connection from a pool of its own, beside the test's."""
    settings = deepcopy(connection.settings_dict)
    settings["OPTIONS"] |= {"pool": {"min_size": 1, "max_size": 1, "timeout": 60}}
    settings |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    one = type(connections["default"])(settings, alias="pooled")
    yield one
    one.close()
    one.close_pool()


def backend(connection) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@pytest.mark.pool
def test_one_that_is_given_back_is_used_again(pooled):
    first = backend(pooled)
    pooled.close()
    assert backend(pooled) == first


@pytest.mark.pool
def test_one_that_was_cut_is_not_handed_out(pooled):
    first = backend(pooled)
    pooled.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
    assert backend(pooled) != first


@pytest.mark.pool
def test_one_that_is_cut_in_use_fails_once(pooled):
    first = backend(pooled)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
    with pytest.raises(OperationalError):
        backend(pooled)
    pooled.close()
    assert backend(pooled) != first

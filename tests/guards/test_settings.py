"""Settings are documented, and pages may reach no other host."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parents[2]
SETTINGS = sorted((ROOT / "config").glob("*.py"))


def test_every_setting_read_from_the_environment_is_explained():
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', "".join(map(Path.read_text, SETTINGS))))
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    unexplained, unread = sorted(read - explained), sorted(explained - read)
    assert not unexplained, f"Explain in .env.example, with the default: {unexplained}"
    assert not unread, f"No setting reads these; take them out of .env.example: {unread}"


def test_the_content_policy_lets_nothing_in_from_elsewhere():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    for name, sources in directives.items():
        assert set(sources) <= {"'none'", "'self'", "data:"}, name
        assert name == "img-src" or "data:" not in sources


def test_lock_files_name_no_host():
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text()


def test_what_the_program_writes_is_for_its_own_user(tmp_path):
    with closing(sqlite3.connect(tmp_path / "new.sqlite3")) as database:
        database.execute("CREATE TABLE one (id)")
    (tmp_path / "letter").write_text("a personal link")
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0, 0]

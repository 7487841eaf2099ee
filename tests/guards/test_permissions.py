"""The documented permissions are those of the code."""

from pathlib import Path

from partnerships.access import Can
from partnerships.permissions import MEANS, permissions

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_the_table_in_the_documents_is_what_the_rules_say():
    is_current = DOCUMENT.read_text("utf-8") == permissions()
    assert is_current, "Run: .venv/bin/python manage.py permissions > docs/permissions.md"


def test_every_permission_is_in_words():
    assert set(MEANS) == set(Can), "Say in MEANS of partnerships/permissions.py what each allows."

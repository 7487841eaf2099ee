"""What `manage.py check --deploy` says about the folder of keys (`assessments.keys`)."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import (
    Tags,
    Warning,  # noqa: A004 - Django's name for it
    register,
)


@register(Tags.security, deploy=True)
def keys_are_safe(**kwargs: object) -> list[Warning]:
    """The folder is there, is written by this user alone, and is not copied with the database."""
    return [
        Warning(text, hint="Make the folder, for this user only, and name it in KEYS_DIR.", id=name)
        for name, text in _troubles(Path(settings.KEYS_DIR).resolve())
    ]


def _troubles(folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        yield "assessments.W001", f"The folder of keys, {folder}, is missing: no review can open."
    elif not os.access(folder, os.W_OK | os.X_OK):
        yield "assessments.W002", f"The folder of keys, {folder}, cannot be written to."
    elif folder.stat().st_mode & 0o077:
        yield "assessments.W003", f"Other users can look into the folder of keys, {folder}."
    if any(folder.is_relative_to(one) for one in _database_folders()):
        yield (
            "assessments.W004",
            f"The folder of keys, {folder}, is inside the database’s: a copy of one has the other.",
        )


def _database_folders() -> Iterator[Path]:
    for database in settings.DATABASES.values():
        if database["ENGINE"] == "django.db.backends.sqlite3":
            yield Path(database["NAME"]).resolve().parent

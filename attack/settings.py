"""The product's own settings as production has them, without mail, on a temporary database."""

import os

os.environ.update(DEBUG="False", DEMONSTRATION="False", SECRET_KEY="only-for-attacking" * 3)
os.environ.update(HTTPS_ONLY="False", EMAIL_URL="dummymail://", COMPARE_PARTNERSHIPS="True")
os.environ["TASKS_BACKEND"] = "django_tasks.backends.dummy.DummyBackend"

from config.settings import *  # noqa: F403
from config.settings import DATABASES

if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

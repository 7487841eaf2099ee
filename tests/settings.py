"""The product's own settings, as tests use them; on SQLite unless DATABASE_URL says otherwise."""

import atexit
import os
import shutil
import tempfile

os.environ.update(DEBUG="False", SECRET_KEY="only-for-tests" * 4, HTTPS_ONLY="False")
os.environ.update(ALLOWED_HOSTS="*", EMAIL_URL="memorymail://", DEMONSTRATION="False")
os.environ["TASKS_BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
os.environ["CACHE_URL"] = "locmemcache://"  # counts of one test are forgotten in the next
if "KEYS_DIR" not in os.environ:
    os.environ["KEYS_DIR"] = tempfile.mkdtemp(prefix="keys-")
    atexit.register(shutil.rmtree, os.environ["KEYS_DIR"], ignore_errors=True)
os.environ.setdefault("DATABASE_URL", "sqlite:///var/parallax.sqlite3")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES, VAR_DIR

VAR_DIR.mkdir(exist_ok=True)
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    # Nothing here has to outlive the machine, or to rely on an order that nobody asked for.
    hasty = " PRAGMA synchronous=OFF; PRAGMA reverse_unordered_selects=ON;"
    DATABASES["default"]["OPTIONS"]["init_command"] += hasty
if os.environ.get("TEST_DB_NAME"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_DB_NAME"]}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True

"""The product's own settings as production has them, on loopback and without mail."""

import os

os.environ.update(DEBUG="False", DEMONSTRATION="False", SECRET_KEY="only-for-measuring" * 3)
os.environ.update(HTTPS_ONLY="False", ALLOWED_HOSTS="127.0.0.1,testserver")
os.environ.update(EMAIL_URL="dummymail://")

from config.settings import *  # noqa: F403
from config.settings import STORAGES

ROOT_URLCONF = "bench.urls"
STATIC_ROOT = os.environ["BENCH_STATIC_ROOT"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
}

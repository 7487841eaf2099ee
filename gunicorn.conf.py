"""How gunicorn serves Parallax when it is started from this folder; its options still overrule."""

import gc
from typing import Any

wsgi_app = "config.wsgi"
worker_class = "config.worker.PatientWorker"
workers = 4  # for two cores: connections do not spread evenly, and a process uses one core
threads = 20  # a slow connection holds one until it is cut
timeout = 60
keepalive = 5
max_requests, max_requests_jitter = 20_000, 2_000
loglevel = "warning"


def post_fork(_server: object, worker: Any) -> None:
    """Have the threads of a process share connections to PostgreSQL, as many as there are."""
    from config.environment import env

    env.ENVIRON.setdefault("DATABASE_POOL", str(worker.cfg.threads))


def post_worker_init(_worker: object) -> None:
    """Don't look over again, at every collection of garbage, what was loaded for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)

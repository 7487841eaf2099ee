"""How gunicorn serves Parallax when it is started from this folder; its options still overrule."""

import gc

wsgi_app = "config.wsgi"
worker_class = "config.worker.PatientWorker"
workers = 2
threads = 40  # a connection that dawdles holds one until it is cut; each has a database connection
timeout = 60
keepalive = 5
max_requests, max_requests_jitter = 20_000, 2_000
loglevel = "warning"


def post_worker_init(_worker: object) -> None:
    """Don't look over again, at every collection of garbage, what was loaded for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)

"""How gunicorn serves Parallax when it is started from this folder; its options still overrule."""

import gc

wsgi_app = "config.wsgi"
workers = 2
threads = 2
loglevel = "warning"


def post_worker_init(_worker: object) -> None:
    """Don't look over again, at every collection of garbage, what was loaded for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)

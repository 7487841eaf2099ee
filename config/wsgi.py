"""The way in for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from .patience import whole_requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = whole_requests(get_wsgi_application())

"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
application = get_wsgi_application()
# Every page is imported before the first request comes in: after a restart nobody waits for that, or queues behind one
# who does.
get_resolver().url_patterns  # noqa: B018 - looked at for what looking does

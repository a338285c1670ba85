"""The WSGI application; it does not start on a database role that could see past tenancy."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config import env
from config.requests_in_flight import Application, RequestsInFlight
from local import liveness
from orgs.database.tenancy import refuse_unsafe_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A thread whose row has come back waits this long at most, instead of 5 ms, for another that
# computes: several short statements make a save, and each of them would wait.
sys.setswitchinterval(0.001)
application: Application = get_wsgi_application()
refuse_unsafe_role()
get_resolver().url_patterns  # noqa: B018 - loads the views
# What is loaded by now stays. Searches for garbage go round it: they took one request in ten 0.1 s.
# No search before it: loading leaves ten objects behind, and to look for them takes 0.25 s.
gc.freeze()
if env.text("GROUNDWORK_WEB_THREADS"):  # the supervisor's word, which asks whether it gets on
    application = watched = RequestsInFlight(application, env.number("GROUNDWORK_WEB_THREADS", 1))
    liveness.answer(watched.is_moving)

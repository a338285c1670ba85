"""The WSGI application; it does not start on a database role that could see past tenancy."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from orgs.tenancy import refuse_unsafe_role

YOUNG_OBJECTS = 10_000


def look_for_garbage_seldom() -> None:
    """Search for objects that only refer to each other among those of requests, and less often.

    Going through the program as well, which stays, would hold one request in ten up for 0.1 s.
    """
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A thread whose row has come back waits this long at most, instead of 5 ms, for another that
# computes: several short statements make a save, and each of them would wait.
sys.setswitchinterval(0.001)
application = get_wsgi_application()
refuse_unsafe_role()
get_resolver().url_patterns  # noqa: B018 - loads the views, which stay as well
look_for_garbage_seldom()

"""The WSGI application; it does not start on a database role that could see past tenancy."""

import os

from django.core.wsgi import get_wsgi_application

from orgs.tenancy import refuse_unsafe_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_unsafe_role()

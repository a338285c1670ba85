"""Where the sentence waits that the next page shows: in a cookie, else in the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """Keeps messages in a cookie that is named as the others are."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class MessageStorage(FallbackStorage):
    """Keeps messages in the cookie, and what is too long for it in the session."""

    storage_classes = (HostCookieStorage, SessionStorage)

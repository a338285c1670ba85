"""What Groundwork uses of allauth beyond its public interface; no other module imports it.

A later version may move or change it without a word. Its test says what each of these has to do.
"""

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.stages import EmailVerificationStage
from allauth.account.utils import user_pk_to_url_str
from allauth.core.internal import ratelimit

__all__ = [
    "PASSWORD_RESET_TOKEN_GENERATOR",
    "EmailVerificationStage",
    "get_authentication_records",
    "ratelimit",
    "record_authentication",
    "user_pk_to_url_str",
]

"""Why a sign-on did not happen; each text is the sentence that the person reads."""

from orgs.refusals import NotNowError


class SignOnError(NotNowError):
    """The sign-on did not happen, and nothing was changed."""


class UnreachableError(SignOnError):
    """The provider is down, slow, or at an address that is not called."""


class UntrustedError(SignOnError):
    """The provider's answer is not one to believe."""


class ExpiredSignOnError(SignOnError):
    """The way back was used before, is too old, or began in another browser."""


class SignOnDeniedError(SignOnError):
    """The provider, or the person there, said no."""


class SignOnEndedError(SignOnError):
    """The person's membership or account has ended."""

"""People's own accounts: how they sign in, what protects them, which browsers know them."""

from .backend import AuthenticationBackend

# Stored sessions name the backend by this address; whoever is signed in stays so while it holds.
__all__ = ["AuthenticationBackend"]

"""A sign-on that somebody is about to link to their account, kept until they say yes."""

import time
from dataclasses import asdict, dataclass

from django.contrib.sessions.backends.base import SessionBase

from .claims import ClaimedIdentity
from .queries import Entrance

KEY = "sign_on_offer"
VALID_FOR = 600  # seconds


@dataclass(frozen=True)
class LinkOffer:
    """Who the provider says has just signed on, for the person who began it."""

    organization: int
    person: int
    issuer: str
    subject: str
    shown: str
    at: float

    @classmethod
    def of(cls, entrance: Entrance, who: ClaimedIdentity, *, person: int) -> "LinkOffer":
        """Return the offer to link whoever came back from the provider."""
        return cls(
            organization=entrance.organization.pk,
            person=person,
            issuer=who.issuer,
            subject=who.subject,
            shown=" · ".join(part for part in (who.name, who.email) if part) or who.subject,
            at=time.time(),
        )

    def keep(self, session: SessionBase) -> None:
        """Keep it in the login session."""
        session[KEY] = asdict(self)


def pending_offer(session: SessionBase, *, person: int, organization: int) -> LinkOffer | None:
    """Return the person's fresh offer for the organization."""
    stored = session.get(KEY)
    offer = LinkOffer(**stored) if stored else None
    if offer is None or (offer.person, offer.organization) != (person, organization):
        return None
    return offer if time.time() - offer.at <= VALID_FOR else None


def forget(session: SessionBase) -> None:
    """Forget the offer, whatever became of it."""
    session.pop(KEY, None)

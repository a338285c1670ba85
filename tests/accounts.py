"""Tom's account and Eve's with something of everything, and a digest of all that is hers."""

from dataclasses import dataclass
from functools import cached_property

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone

from orgs.accounts import actions as accounts
from orgs.database import tenancy
from orgs.models import Invitation, Member, Unit, User
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.sign_on import actions as sign_on
from tests import cast as worlds
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.elsewhere import tenant_tables
from tests.orgs.sign_ins import prove, sign_in, with_app, with_passkey, with_password
from tests.orgs.sign_on.providers import with_sign_on

ISSUER = "https://id.example.org"


@dataclass(frozen=True)
class Account:
    """Somebody, and what of theirs a path or a body could name."""

    user: User
    session: int
    passkey: int
    reset: list[str]
    invitation: Invitation

    @cached_property
    def recovery_code(self) -> str:
        """A code that opens this account."""
        codes = RecoveryCodes(Authenticator.objects.get(user=self.user, type="recovery_codes"))
        return str(codes.get_unused_codes()[0])


@dataclass(frozen=True)
class World:
    """Tom, whose browser sends; Eve, whose rows must stay."""

    cast: Cast
    tom: Account
    eve: Account
    owner: Member
    cookies: dict[str, str]
    before: dict[str, str]


def token(account: Account) -> str:
    return people.invitation_link(account.invitation).rstrip("/").rpartition("/")[2]


def a_world() -> World:
    cast, owner = worlds.make_cast(), worlds.make_eve()
    far = Unit.objects.get(organization=owner.organization)
    eve, _her_browser = an_account(owner, GrantOffer(Role.VIEWER, far))
    tenancy.set_local("organization", cast.organization.pk)
    tom, browser = an_account(cast.tom, GrantOffer(Role.VIEWER, cast.search), by=cast.ada)
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    return World(cast, tom, eve, owner, cookies, hers(owner))


def an_account(
    member: Member, offer: GrantOffer, by: Member | None = None
) -> tuple[Account, OutsideClient]:
    """Return an account with something of everything, and the browser that proved whose it is."""
    user, browser = with_password(member.user), OutsideClient()
    sign_in(browser, user)
    prove(browser)
    with_app(user)
    passkey = with_passkey(user)
    EmailAddress.objects.create(user=user, email=f"new-{user.email}", verified=False)
    with_sign_on(member.organization, ISSUER)
    sign_on.link(member=member, issuer=ISSUER, subject=f"s-{user.pk}", at=NOON)
    email = f"friend-of-{user.email}"
    (invitation,) = people.invite_new(by=by or member, offers={email: [offer]}, at=timezone.now())
    return (
        Account(
            user=user,
            session=UserSession.objects.get(user=user).pk,
            passkey=passkey.pk,
            reset=accounts.password_link(user).rstrip("/").rpartition("/")[2].split("-", 1),
            invitation=invitation,
        ),
        browser,
    )


def account_tables() -> list[type[models.Model]]:
    """Return the tables that hold what is a person's own, outside organizations."""
    there = connection.introspection.table_names()
    return [
        model
        for model in apps.get_models()
        if model._meta.db_table in there
        and not any(column.column == "organization_id" for column in model._meta.concrete_fields)
        and (model is User or any(each.related_model is User for each in model._meta.fields))
    ]


def hers(eve: Member) -> dict[str, str]:
    """Return a digest of each table of Eve's account, and of this room in her organization.

    The addresses are this room's and allauth's; neither knows the rooms above.
    """
    rooms = [model for model in tenant_tables() if model._meta.app_label == "orgs"]
    keys = f"SELECT session_key FROM usersessions_usersession WHERE user_id = {eve.user_id}"
    parts = [
        *(part(model, "true") for model in rooms),
        *(part(model, f"{owner_of(model)} = {eve.user_id}") for model in account_tables()),
        part(Session, f"session_key IN ({keys})"),
    ]
    scope = tenancy.scope(organization=eve.organization_id, person=eve.user_id)
    with scope, connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def part(model: type[models.Model], condition: str) -> str:
    digest = "concat(md5(string_agg(row::text, '#' ORDER BY row::text)), ' ', count(*))"
    return (
        f"SELECT '{model._meta.label}', {digest} FROM {model._meta.db_table} row WHERE {condition}"
    )


def owner_of(model: type[models.Model]) -> str:
    return "id" if model is User else "user_id"

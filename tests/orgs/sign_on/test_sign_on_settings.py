"""An organization's sign-on as its owners set it up, and what the operator alone decides."""

import io
import zipfile
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from orgs.accounts import encryption
from orgs.archive import export as archive
from orgs.database import tenancy
from orgs.models import Member, Organization, SignOn, SignOnDomain, SignOnIdentity, SignOnRole
from orgs.organization import actions as organization
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.sign_on import queries, settings_actions
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.sign_ins import with_app
from tests.orgs.sign_on.providers import a_provider, closed_address, with_sign_on

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the provider's own
]
PAGE = "/o/northwind/settings/sign-on/"
FIELDS = {
    "issuer": "https://login.example.org/",
    "client_id": "groundwork",
    "secret": "  hush  ",
    "role_claim": "groups",
}


@pytest.fixture(autouse=True)
def _on_this_machine(settings: LazySettings) -> None:
    settings.SIGN_ON_PRIVATE_NETWORKS = True
    cache.clear()


@pytest.fixture
def provider() -> Iterator[str]:
    """Return the address of a running provider."""
    with a_provider() as address:
        yield address


@pytest.fixture
def owner(cast: Cast, client: OutsideClient) -> OutsideClient:
    """Return Ada's browser."""
    return client.as_member(cast.ada)


def identify(member: Member, issuer: str) -> SignOnIdentity:
    return SignOnIdentity.objects.create(
        organization=member.organization, member=member, issuer=issuer, subject="s-1"
    )


def requires(cast: Cast) -> bool:
    return Organization.objects.get(pk=cast.organization.pk).requires_sign_on


def test_an_owner_sets_the_sign_on_up_and_the_secret_is_never_shown(owner: OutsideClient) -> None:
    owner.post(PAGE, FIELDS)

    sign_on = SignOn.objects.get()
    page = owner.get(PAGE).content.decode()
    history = owner.get("/o/northwind/history/").content.decode()
    assert (sign_on.issuer, sign_on.client_id) == ("https://login.example.org", "groundwork")
    assert encryption.decrypt(sign_on.sealed_secret) == "  hush  "
    assert "http://localhost:8000/o/northwind/sign-on/back" in page
    assert "set up the sign-on by https://login.example.org" in history
    for text in (page, history):
        assert "hush" not in text
        assert sign_on.sealed_secret not in text


@pytest.mark.parametrize(
    "issuer",
    [
        *("http://login.example.org", "javascript:alert(1)", "login.example.org", "https://"),
        *("https://me:secret@login.example.org", "https://login.example.org:x", "https://a b.org"),
        *("https://login.example.org/?a=b", "https://login.example.org/#a", "file:///etc/passwd"),
    ],
)
def test_an_address_that_is_none_is_refused(owner: OutsideClient, issuer: str) -> None:
    answer = owner.post(PAGE, {**FIELDS, "issuer": issuer})

    assert answer.status_code == 200
    assert answer.context["form"].errors["issuer"]
    assert not SignOn.objects.exists()


def test_the_address_of_the_discovery_document_will_do(owner: OutsideClient) -> None:
    discovery = "https://login.example.org/v2.0/.well-known/openid-configuration"
    owner.post(PAGE, {**FIELDS, "issuer": discovery})

    assert SignOn.objects.get().issuer == "https://login.example.org/v2.0"


def test_an_empty_secret_keeps_the_former_but_never_for_another_provider(
    cast: Cast, owner: OutsideClient
) -> None:
    """Who does not know the secret must not have it sent to a server of their own."""
    owner.post(PAGE, FIELDS)
    owner.post(PAGE, {**FIELDS, "client_id": "other", "secret": ""})
    assert SignOn.objects.get().client_id == "other"
    assert encryption.decrypt(SignOn.objects.get().sealed_secret) == "  hush  "

    answer = owner.post(PAGE, {**FIELDS, "issuer": "https://evil.example", "secret": ""})

    assert "Enter the client secret" in answer.content.decode()
    assert SignOn.objects.get().issuer == "https://login.example.org"


def test_another_provider_opens_the_other_ways_again(cast: Cast, owner: OutsideClient) -> None:
    owner.post(PAGE, FIELDS)
    settings_actions.require_sign_on(organization=cast.organization, required=True)

    settings_actions.configure(
        organization=cast.organization,
        issuer="https://new.example.org",
        client_id="groundwork",
        secret="new",
        role_claim="",
        at=NOON,
    )

    assert not requires(cast)


def test_the_connection_is_checked(cast: Cast, owner: OutsideClient, provider: str) -> None:
    with_sign_on(cast.organization, provider)
    assert "its keys can be read" in owner.post(PAGE + "check", follow=True).content.decode()

    with_sign_on(cast.organization, closed_address())
    assert "cannot be reached" in owner.post(PAGE + "check", follow=True).content.decode()


def test_sign_on_only_wants_a_linked_account_and_a_second_factor_first(
    cast: Cast, owner: OutsideClient, provider: str
) -> None:
    wish = {"required": "on"}
    said = [owner.post(PAGE + "only", wish, follow=True).content.decode()]
    with_sign_on(cast.organization, provider)
    said.append(owner.post(PAGE + "only", wish, follow=True).content.decode())
    identify(cast.ada, provider)
    said.append(owner.post(PAGE + "only", wish, follow=True).content.decode())
    assert not requires(cast)

    with_app(cast.ada.user)
    owner.post(PAGE + "only", wish)

    assert requires(cast)
    assert ["Set the sign-on up first" in said[0], "Link the sign-on" in said[1]] == [True, True]
    assert "Set up a second factor first" in said[2]


def test_the_operator_opens_an_organization_that_its_provider_locked_out(cast: Cast) -> None:
    settings_actions.require_sign_on(organization=cast.organization, required=True)

    call_command("end_sign_on_only", "northwind", stdout=StringIO())

    assert not requires(cast)
    with pytest.raises(CommandError, match="no organization at /o/nowhere/"):
        call_command("end_sign_on_only", "nowhere")


def test_values_of_the_claim_are_mapped_and_unmapped(cast: Cast, owner: OutsideClient) -> None:
    row = {"value": "payments", "role": "viewer", "unit": cast.payments.pk}
    owner.post(PAGE, FIELDS)
    owner.post(PAGE + "roles/add", row)
    again = owner.post(PAGE + "roles/add", row).content.decode()
    misfit = owner.post(PAGE + "roles/add", {**row, "role": "owner"}).content.decode()

    mapped = SignOnRole.objects.get()
    assert (mapped.value, mapped.role, mapped.unit) == ("payments", "viewer", cast.payments)
    assert "gives that role already" in again
    assert "choose no unit" in misfit
    owner.post(PAGE + f"roles/{mapped.pk}/remove")
    assert not SignOnRole.objects.exists()


def test_a_foreign_unit_and_a_foreign_row_are_not_touched(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    mapped = settings_actions.map_value(
        organization=cast.organization, value="all", offer=GrantOffer(Role.ADMIN)
    )
    client.as_member(eve)
    row = {"value": "a", "role": "viewer", "unit": cast.payments.pk}

    client.post("/o/elsewhere/settings/sign-on/roles/add", row)
    removed = client.post(f"/o/elsewhere/settings/sign-on/roles/{mapped.pk}/remove")

    assert removed.status_code == 404
    assert list(SignOnRole.objects.values_list("value", flat=True)) == ["all"]
    with tenancy.scope(organization=eve.organization_id):
        assert not SignOnRole.objects.exists()


def test_a_merged_unit_takes_what_sign_on_gives_along(cast: Cast) -> None:
    for unit in (cast.payments, cast.search):
        settings_actions.map_value(
            organization=cast.organization, value="all", offer=GrantOffer(Role.VIEWER, unit)
        )

    units.merge(unit=cast.payments, into=cast.search, at=NOON)

    assert SignOnRole.objects.get().unit == cast.search


def test_removing_the_sign_on_forgets_who_is_who_and_keeps_roles(
    cast: Cast, owner: OutsideClient
) -> None:
    owner.post(PAGE, FIELDS)
    identify(cast.tom, "https://login.example.org")
    settings_actions.require_sign_on(organization=cast.organization, required=True)
    with tenancy.scope(organization=cast.organization.pk):
        organization.require_second_factor(organization=cast.organization, required=False)
    settings_actions.remove(organization=cast.organization)

    assert not SignOn.objects.exists()
    assert not SignOnIdentity.objects.exists()
    assert cast.tom.grants.count() == 1
    assert not requires(cast)


def test_the_page_asks_little_of_the_database(cast: Cast, owner: OutsideClient) -> None:
    owner.post(PAGE, FIELDS)

    owner.get(PAGE)

    assert len(owner.statements) <= 11


def test_domains_are_set_listed_and_removed_by_the_operator(cast: Cast, eve: Member) -> None:
    said = StringIO()
    call_command("set_sign_on_domain", " @Example.ORG. ", "northwind", stdout=said)
    call_command("set_sign_on_domain", "example.org", "northwind", stdout=said)
    with pytest.raises(CommandError, match="belongs to another organization"):
        call_command("set_sign_on_domain", "example.org", "elsewhere")
    call_command("list_sign_on_domains", stdout=said)
    assert said.getvalue().splitlines()[-1] == "example.org\tnorthwind"

    call_command("remove_sign_on_domain", "EXAMPLE.org", stdout=said)

    assert queries.domains() == []
    with pytest.raises(CommandError, match="belongs to no organization"):
        call_command("remove_sign_on_domain", "example.org")


@pytest.mark.parametrize("domain", ["", "org ex", "a@b.example", "a..org", "x" * 260, "*"])
def test_a_domain_that_is_none_is_refused(cast: Cast, domain: str) -> None:
    with pytest.raises(CommandError, match="is not a domain"):
        call_command("set_sign_on_domain", domain, "northwind")

    assert not SignOnDomain.objects.exists()


def test_no_page_of_an_organization_sets_a_domain(cast: Cast, owner: OutsideClient) -> None:
    owner.post(PAGE, {**FIELDS, "domain": "example.org", "domains": "example.org"})

    assert not SignOnDomain.objects.exists()


def test_an_archive_has_the_sign_on_without_its_secret(cast: Cast, owner: OutsideClient) -> None:
    owner.post(PAGE, FIELDS)
    identify(cast.tom, "https://login.example.org")
    sealed = SignOn.objects.get().sealed_secret
    to = io.BytesIO()

    archive.write(organization=cast.organization, to=to, at=timezone.now())

    with zipfile.ZipFile(to) as written:
        assert b"login.example.org" in written.read("orgs.signon.jsonl")
        assert not [name for name in written.namelist() if sealed.encode() in written.read(name)]
        assert "orgs.signonidentity.jsonl" not in written.namelist()


def test_the_client_secret_is_sealed_anew_with_the_present_key(
    cast: Cast, owner: OutsideClient, settings: LazySettings
) -> None:
    owner.post(PAGE, FIELDS)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]

    call_command("rotate_keys", stdout=StringIO())

    settings.SECRET_KEY_FALLBACKS = []
    assert encryption.decrypt(SignOn.objects.get().sealed_secret) == "  hush  "

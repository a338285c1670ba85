"""Addresses outside of organizations: why nobody overwrites anybody there.

Each is here with its reason; `tests/test_saves.py` has the addresses of organizations.
"""

import pytest
from django.urls import get_resolver

from orgs.models import Organization, User
from tests.cast import PASSWORD, Cast
from tests.conftest import OutsideClient
from tests.test_access import ALLAUTHS, OUTSIDE, names

REASONS = {
    "only shows, or leads on": {
        *("health", "orgs:home", "orgs:organizations", "orgs:account", "orgs:own_data"),
        *("orgs:sign_on_find", "orgs:sign_on", "orgs:sign_on_back", "orgs:account_sign_on"),
        *("account_inactive", "account_email_verification_sent", "account_reset_password_done"),
        *("account_reset_password_from_key_done", "mfa_index", "mfa_list_webauthn"),
        *("mfa_view_recovery_codes", "mfa_download_recovery_codes"),
    },
    "opens or ends a sign-in, and the second time finds that done": {
        *(
            "account_login",
            "account_logout",
            "account_reauthenticate",
            "account_confirm_login_code",
        ),
        *("mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate"),
        *("mfa_reauthenticate_webauthn", "orgs:second_factor_use", "orgs:sign_in_end"),
        "usersessions_list",
    },
    "is one person's own: what they send last is what they mean": {
        *("orgs:preferences", "orgs:account_name", "account_change_password", "account_email"),
        *("account_set_password", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn"),
        *("mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_generate_recovery_codes"),
        *("orgs:account_sign_on_link", "orgs:account_sign_on_confirm"),
        "orgs:account_sign_on_unlink",
    },
    "sends a mail, and says the same whoever asks": {"account_reset_password"},
    "works once: a key or a constraint holds that": {
        *("orgs:set_up", "orgs:found", "orgs:join", "account_signup", "account_confirm_email"),
        "account_reset_password_from_key",
    },
}


def test_every_address_outside_organizations_has_one_reason() -> None:
    own = {name for name in names(get_resolver()) if name.startswith(ALLAUTHS)}
    listed = [name for group in REASONS.values() for name in group]

    assert sorted(listed) == sorted(OUTSIDE | own)


@pytest.mark.django_db
def test_a_set_up_that_is_sent_twice_makes_one_organization(client: OutsideClient) -> None:
    sent = {
        "name": "Ada",
        "email": "ada@example.org",
        "password": PASSWORD,
        "organization": "Northwind",
        "units": "",
        "people": "",
    }

    assert client.post("/set-up/", sent).status_code == 200
    assert client.post("/set-up/", sent).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_name_that_is_sent_twice_is_stored_once_in_the_history(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    for _ in range(2):
        assert client.post("/account/name", {"name": "Thomas"}).status_code == 302

    assert User.objects.get(pk=cast.tom.user_id).name == "Thomas"
    assert Organization.objects.count() == 1

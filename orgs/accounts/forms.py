"""Forms of one's own account; allauth's forms with our words, and those that it lacks."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from orgs import time_zones
from orgs.models import User
from orgs.names.appearance import NameField, validate_name
from orgs.names.email_addresses import canonical_address

from . import verification


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey's name, and whether it opens the account alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("So that you can tell your passkeys apart.")
        self.fields["name"].max_length = 100
        self.fields["name"].validators.append(validate_name)
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Sign in with it alone, without the password")
        passwordless.help_text = _(
            "It then asks for your fingerprint, face or PIN. Untick this for a security key that "
            "cannot; it stays a second step after the password."
        )
        passwordless.initial = True


class SignInForm(LoginForm):  # type: ignore[misc]
    """An email address, in whichever spelling, and the password."""

    user: User

    def clean_login(self) -> str:
        """Return the address in its one spelling."""
        return canonical_address(str(super().clean_login()))

    def clean(self) -> dict[str, Any]:
        """Sign the person in by the address that they have."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            self._login.email = self.user.email
        return cleaned


class AskForPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link to choose a new password is sent."""

    users: list[User]

    def clean_email(self) -> str:
        """Return the address; one that is only wished for, and perhaps mistyped, is nobody's."""
        email = str(super().clean_email())
        self.users = [user for user in self.users if user.email == canonical_address(email)]
        return email


class ChoosePasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password of somebody who came by a mailed link."""

    user: User

    def save(self) -> None:
        """Store the password; the address is known to be theirs from now on."""
        super().save()
        verification.recover(self.user)


class NameForm(forms.Form):
    """The person's name."""

    name = NameField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SecondFactorForm(forms.Form):
    """Whether an organization's members need a second factor."""

    required = forms.BooleanField(
        label=_("Members need a second factor"),
        help_text=_(
            "A passkey or an authenticator app. Whoever has none is led to set one up before they "
            "see anything of this organization."
        ),
        required=False,
    )


class PreferencesForm(forms.Form):
    """A person's time zone, and whether they are reminded."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones.choices,
        required=False,
        help_text=_("Pages and emails show times in it."),
    )
    wants_reminders = forms.BooleanField(
        label=_("Remind me by email when my answers are missing"),
        required=False,
        help_text=_("Once a day at most for each session, and only while it takes answers."),
    )

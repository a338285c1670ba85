"""Forms of sign-on: an address to find one by, the provider, and what its claims give."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from orgs.models import LONGEST_ADDRESS, LONGEST_VALUE, SignOn
from orgs.names.email_addresses import canonical_address
from orgs.people.forms import GrantForm
from orgs.sign_on.provider import WELL_KNOWN

from .provider_call import complaint_about


class AddressForm(forms.Form):
    """An email address, of which the domain is looked at."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @property
    def domain(self) -> str:
        """The valid form's domain."""
        return canonical_address(str(self.cleaned_data["email"])).rpartition("@")[2]


class SignOnForm(forms.Form):
    """The provider, as its owner's administration shows it."""

    issuer = forms.CharField(
        label=_("Address of the provider (issuer)"),
        max_length=LONGEST_ADDRESS,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("Or the address of its discovery document."),
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=255)
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=1000,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    role_claim = forms.CharField(
        label=_("Claim with roles or groups"),
        max_length=100,
        required=False,
        help_text=_("Such as groups or realm_access.roles. Leave it empty to give roles here."),
    )

    def __init__(self, posted: QueryDict | None = None, *, sign_on: SignOn | None) -> None:
        former = sign_on or SignOn()
        initial = {name: getattr(former, name) for name in ("issuer", "client_id", "role_claim")}
        super().__init__(posted, initial=initial)
        self.fields["secret"].help_text = (
            _("Kept sealed and never shown. Leave it empty to keep the present one.")
            if former.is_complete
            else _("Kept sealed and never shown.")
        )

    def clean_issuer(self) -> str:
        """Return the issuer: without the path of its discovery document and a closing slash."""
        issuer = str(self.cleaned_data["issuer"]).removesuffix(WELL_KNOWN).rstrip("/")
        if complaint := complaint_about(issuer):
            raise forms.ValidationError(complaint)
        if "?" in issuer:
            raise forms.ValidationError(_("The address of a provider has no question mark."))
        return issuer


class SignOnRoleForm(GrantForm):
    """A value of the claim and the role that it gives."""

    value = forms.CharField(
        label=_("Value of the claim"),
        max_length=LONGEST_VALUE,
        help_text=_("Exactly as the provider sends it; of groups in Entra ID it is the object ID."),
    )
    field_order = ["value", "role", "unit"]

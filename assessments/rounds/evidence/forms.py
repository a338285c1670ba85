"""The shape of a piece of evidence."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import files
from .actions import LONGEST_TERM, USUAL_TERM, EvidenceInput
from .files import CheckedFile
from .web_addresses import NoAddressError, SecretInAddressError, parse_web_address


class WebAddressField(forms.CharField):
    """The address of a page, on the web or in one's own network; never fetched."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, required=False, **kwargs)
        self.widget.input_type = "url"

    def clean(self, value: Any) -> str:
        """Return the address; one that names somebody's password is refused."""
        typed = str(super().clean(value))
        try:
            address = parse_web_address(typed) if typed else ""
            self.run_validators(address)  # encoded blanks take more room
        except SecretInAddressError as error:
            raise forms.ValidationError(
                _("Leave names and passwords out of the address.")
            ) from error
        except NoAddressError as error:
            raise forms.ValidationError(
                _("Enter the address of a page, beginning with http:// or https://.")
            ) from error
        return address


class TermField(forms.DateField):
    """The last day on which evidence counts."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, label=gettext_lazy("Counts until"), **kwargs)


def refuse_far_away(day: date, today: date) -> None:
    """Raise ValidationError for a day that is over, or more than two years away."""
    if day < today:
        raise forms.ValidationError(_("That day is past. Choose a later one."))
    if day > today + LONGEST_TERM:
        raise forms.ValidationError(_("Evidence counts for two years at most."))


class TermForm(forms.Form):
    """Until when a piece of evidence counts."""

    expires_on = TermField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_expires_on(self) -> date:
        """Return the day; refuse one that cannot be meant."""
        day: date = self.cleaned_data["expires_on"]
        refuse_far_away(day, self.today)
        return day


class EvidenceForm(TermForm):
    """A statement, with a link or a file, and what measured it."""

    says = forms.CharField(
        max_length=300,
        label=gettext_lazy("What it shows"),
        help_text=gettext_lazy("One sentence: what somebody who opens it will see, and as of when"),
    )
    url = WebAddressField(
        label=gettext_lazy("Link"), help_text=gettext_lazy("Groundwork never opens it")
    )
    file = forms.FileField(
        required=False,
        max_length=255,
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy(
            "PDF, PNG, JPEG or plain text, at most 10 MB. Images are stored without place, camera "
            "and other hidden data."
        ),
    )
    source = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Measured automatically by"),
        help_text=gettext_lazy("The system that made the number; leave it empty otherwise"),
    )
    field_order = ["says", "url", "file", "source", "expires_on"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        initial = {"expires_on": today + USUAL_TERM, **kwargs.pop("initial", {})}
        super().__init__(*args, today=today, initial=initial, **kwargs)

    def clean_file(self) -> CheckedFile | None:
        """Return the file as it will be stored."""
        sent: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if sent is None:
            return None
        try:
            return files.check_file(str(sent.name), sent)
        except files.UnwantedFileError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Refuse a link beside a file, and a source of nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("url") and cleaned.get("file"):
            self.add_error("file", _("Give a link or a file, not both; add the other one next."))
        if cleaned.get("source") and not (cleaned.get("url") or self._has_file()):
            self.add_error("source", _("Link to what was measured, or add it as a file."))
        return cleaned

    def _has_file(self) -> bool:
        return bool(self.files.get("file"))

    @property
    def piece(self) -> EvidenceInput:
        """The piece of evidence, once the form is valid."""
        return EvidenceInput(**self.cleaned_data)

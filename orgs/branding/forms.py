"""The form of how an organization's reports look."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.models import PaperSize
from orgs.web.pictures import Picture, UnreadablePictureError, drawn_anew
from orgs.web.shown_forms import ShownForm

from .contrast import COLOUR, LEAST_CONTRAST, contrast

LARGEST_LOGO = 2 * 2**20  # bytes, before it is drawn anew
LARGEST_STORED = 2**19  # bytes, in each report that carries it
LONGEST_SIDE = 800


class BrandingForm(ShownForm):
    """Logo, accent colour and paper size of reports."""

    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=gettext_lazy(
            "A PNG or JPEG of at most 2 MB; it stands at the top of each report. Leave it empty to "
            "keep the present one."
        ),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("No logo"), required=False)
    accent = forms.CharField(
        label=gettext_lazy("Accent colour of reports"),
        required=False,
        max_length=7,
        help_text=gettext_lazy(
            "As #rrggbb, such as #14665f. It has to be dark enough to be read on white. Empty: "
            "Groundwork's green."
        ),
    )
    paper_size = forms.ChoiceField(
        label=gettext_lazy("Paper size of reports"), choices=PaperSize.choices
    )

    def clean_logo(self) -> Picture | None:
        """Return the picture drawn anew; None where none was chosen."""
        sent: UploadedFile[Any] | None = self.cleaned_data["logo"]
        if not sent:
            return None
        content = sent.read(LARGEST_LOGO + 1)
        if len(content) > LARGEST_LOGO:
            raise forms.ValidationError(_("The logo is larger than 2 MB."))
        try:
            picture = drawn_anew(content, longest_side=LONGEST_SIDE)
        except UnreadablePictureError as error:
            raise forms.ValidationError(str(error)) from error
        if len(picture.content) > LARGEST_STORED:
            raise forms.ValidationError(_("The logo is a photograph. Save it as a JPEG."))
        return picture

    def clean_accent(self) -> str:
        """Return the colour in small letters; refuse one that is too light for text on paper."""
        colour = str(self.cleaned_data["accent"]).strip().lower()
        if not colour:
            return ""
        if not COLOUR.fullmatch(colour):
            raise forms.ValidationError(_("Write a colour as #rrggbb, such as #14665f."))
        if (found := contrast(colour)) < LEAST_CONTRAST:
            raise forms.ValidationError(
                _(
                    "This colour is too light to be read on white: its contrast is %(found)s to 1, "
                    "and text needs %(least)s to 1. Choose a darker one."
                )
                % {"found": f"{found:.1f}", "least": LEAST_CONTRAST}
            )
        return colour

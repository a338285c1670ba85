"""A result's tracks as a picture that stands alone, in the words of its page."""

import re
from html import unescape

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from .headline import Headline
from .page import CapabilityRow, ResultPage
from .track_geometry import CapabilityWords, SheetWords, track_sheet
from .wording import coverage_text

# What a document of XML cannot hold, wherever a name has it from.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tracks_svg(page: ResultPage) -> str:
    """Return the capabilities of a result on their tracks, as SVG."""
    picture = render_to_string("pictures/tracks.svg", {"sheet": track_sheet(_words(page))})
    return NOT_IN_XML.sub("", picture).strip()


def _words(page: ResultPage) -> SheetWords:
    return SheetWords(
        title=page.unit,
        subtitle=page.round,
        sentence=_sentence(page.headline),
        coverage=coverage_text(page.headline),
        scale=_("Level"),
        rows=[_row(row) for row in page.rows],
        marks=_marks(page),
        origin=_origin(page),
    )


def _sentence(headline: Headline) -> str:
    """Return the sentence of the page without its emphasis."""
    marked = render_to_string("results/_sentence.html", {"headline": headline})
    return " ".join(unescape(strip_tags(marked)).split())


def _row(row: CapabilityRow) -> CapabilityWords:
    key = row.capability.key
    contested = (_("contested: %s") % row.contested_text,) if row.is_contested else ()
    return CapabilityWords(
        name=row.capability.name,
        remark=f"{key} · {_('holds the stage')}" if row.holds_stage else key,
        numbers=(_levels(row), _("Votes: %s") % row.votes_text, *contested),
        track=row.track,
    )


def _levels(row: CapabilityRow) -> str:
    if row.not_applicable:
        return _("Not applicable")
    return f"{_('Level %s') % row.level_text} · {row.standing_text}"


def _marks(page: ResultPage) -> list[tuple[str, str]]:
    verified = [("verified", _("verified by evidence"))] if page.has_verified else []
    return [
        ("supported", _("supported")),
        ("claimed", _("claimed, not backed")),
        *verified,
        ("target", _("target")),
        ("vote", _("one person's vote")),
        ("unknown", _("nobody knows")),
        ("absent", _("not applicable")),
    ]


def _origin(page: ResultPage) -> str:
    words = {
        "framework": f"{page.framework_name} {page.framework_version}",
        "scoring": page.scoring_version,
        "day": date_format(page.submitted_at, "j F Y"),
        "revision": page.revision,
        "digest": page.digest[:12],
    }
    return (
        _(
            "%(framework)s, scoring rules %(scoring)s. Submitted on %(day)s, revision %(revision)s,"
            " digest %(digest)s"
        )
        % words
    )

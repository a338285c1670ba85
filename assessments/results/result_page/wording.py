"""How the results room words levels, votes and names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.frameworks.ladder import Answer
from assessments.results.scoring.explanation import AnswerCounts, Why

from .headline import Headline

ANSWER_WORDS = {
    Answer.YES: gettext_lazy("yes"),
    Answer.NO: gettext_lazy("no"),
    Answer.DONT_KNOW: gettext_lazy("nobody knows"),
}


class WordedLevels(Protocol):
    """What is worded of a capability's frozen levels; they are None where it does not apply."""

    claimed: int | None
    low: int | None
    high: int | None
    supported: int | None
    verified: int | None
    target: int
    not_applicable: bool
    knows_nothing: bool
    votes: Sequence[int]
    abstained: int


def coverage_text(headline: Headline) -> str:
    """Return what stands behind a score, as "6 of 8 answered, 5 people"."""
    people = ngettext("%s person", "%s people", headline.people) % headline.people
    return _("%(answered)s of %(asked)s answered, %(people)s") % {
        "answered": headline.answered,
        "asked": headline.asked,
        "people": people,
    }


def level_text(row: WordedLevels) -> str:
    """Return the claimed level with its bounds (method.md 3.4, 2)."""
    if row.not_applicable:
        return _("N/A")
    shown = "–" if row.knows_nothing else str(row.claimed)
    return shown if row.low == row.high else f"{shown} ({row.low}–{row.high})"


def standing_text(row: WordedLevels) -> str:
    """Return what stands beside the claimed level of a capability that applies."""
    parts = [] if row.knows_nothing else [_("supported %s") % row.supported]
    if row.verified is not None:
        parts.append(_("verified %s") % row.verified)
    return " · ".join((*parts, _("target %s") % row.target))


@dataclass(frozen=True)
class ConditionWords:
    """Words a page's hundred conditions; each phrase is looked up once in the reader's language."""

    answers: Mapping[str, str]
    counted: str
    disagreed: str
    ahead: str

    @classmethod
    def present(cls) -> "ConditionWords":
        """Return the words in the reader's language."""
        return cls(
            answers={answer: str(text) for answer, text in ANSWER_WORDS.items()},
            counted=_("%(yes)s yes, %(no)s no, %(unsure)s don't know"),
            disagreed=_("disagreed"),
            ahead=_("ahead of the gap"),
        )

    def settled(self, value: Answer | None) -> str:
        """Return what was settled; an en dash where it does not apply."""
        return self.answers[value] if value else "–"

    def said(self, said: AnswerCounts) -> str:
        """Return how many said what."""
        return self.counted % {"yes": said.yes, "no": said.no, "unsure": said.dont_know}

    def special(self, *, is_split: bool, is_ahead: bool) -> str:
        """Return what is special about a condition, as it goes on behind what was said."""
        said = (self.disagreed if is_split else "", self.ahead if is_ahead else "")
        return "".join(f" · {words}" for words in said if words)


def votes_text(row: WordedLevels, why: Why) -> str:
    """Return what the votes were, without saying whose."""
    parts = [", ".join(map(str, row.votes))] if row.votes else []
    if why.not_applicable_votes:
        parts.append(
            ngettext("%s says not applicable", "%s say not applicable", why.not_applicable_votes)
            % why.not_applicable_votes
        )
    if row.abstained:
        parts.append(ngettext("%s does not know", "%s do not know", row.abstained) % row.abstained)
    return "; ".join(parts) or _("none")


def contested_text(votes: Sequence[int]) -> str:
    """Return both ends of votes that are too far apart."""
    if votes and votes[0] != votes[-1]:
        return _("votes from %(low)s to %(high)s") % {"low": votes[0], "high": votes[-1]}
    return _("some say that it does not apply")

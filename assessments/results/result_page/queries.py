"""One result as its page and its report show it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from assessments.frameworks.level_track import Track, TrackLevels, track
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability, Condition, Framework, Theme
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.explanation import Why, why_from_json
from assessments.results.scoring.next_steps import CurrentLevels, next_step
from assessments.rounds.context.queries import late_verdict
from assessments.rounds.context.wording import LateVerdict
from assessments.rounds.models import Vote
from orgs.days import organization_day
from orgs.models import Member

from .headline import headline
from .page import (
    CapabilityRow,
    Comment,
    ConditionShown,
    Lack,
    LevelShown,
    ResultPage,
    Revision,
    Settling,
    ThemeRow,
)
from .supporting_data import (
    Pieces,
    evidence_by_condition,
    evidence_text,
    people_in_evidence,
    supporting_data,
)
from .wording import (
    ConditionWords,
    contested_text,
    level_text,
    standing_text,
    votes_text,
)


@dataclass(frozen=True)
class _Frozen:
    """A result's stored rows, and what was said around them."""

    result: Result
    framework: Framework
    rows: Sequence[CapabilityResult]
    comments: Mapping[str, Sequence[Comment]]
    names: Mapping[int, str]

    @cached_property
    def evidence(self) -> Pieces:
        return evidence_by_condition(self.result, self.names)

    @cached_property
    def words(self) -> ConditionWords:
        return ConditionWords.present()

    @cached_property
    def whys(self) -> Mapping[str, Why]:
        return {row.capability: why_from_json(row.why) for row in self.rows}

    @cached_property
    def standings(self) -> Mapping[str, CurrentLevels]:
        return {
            row.capability: CurrentLevels(row.claimed, row.supported, row.target, row.knows_nothing)
            for row in self.rows
        }


def result_page(result: Result) -> ResultPage:
    """Return all that a result says, its capabilities by weighted gap, the largest first."""
    frozen = _frozen(result)
    rows = sorted((_row(frozen, row) for row in frozen.rows), key=_widest_gap_first)
    return ResultPage(
        result_id=result.pk,
        session_id=result.session_id,
        unit=result.unit.name,
        round=result.round.name,
        headline=headline(result, frozen.framework),
        rows=tuple(rows),
        themes=tuple(_theme(frozen, theme) for theme in frozen.framework.themes),
        revision=result.revision,
        revisions=_revisions(result),
        submitted_by=frozen.names.get(result.submitted_by_id, ""),
        submitted_at=result.submitted_at,
        framework_name=frozen.framework.name,
        framework_version=frozen.framework.version,
        scoring_version=result.scoring_version,
        digest=result.digest,
        place=tuple(step["name"] for step in result.place),
        beside=supporting_data(result, frozen.framework, _judged_late(result)),
    )


def _judged_late(result: Result) -> LateVerdict | None:
    """Return how the frameworks that people named were judged after the submission."""
    named = result.diagnostics.get("frameworks")
    if not named or not named["answers"]:
        return None
    return late_verdict(result.session_id, result.revision)


def _frozen(result: Result) -> _Frozen:
    rows = list(CapabilityResult.objects.filter(result=result).order_by("position"))
    writers = {answer["by"] for answer in result.answers.values()} | {result.submitted_by_id}
    writers |= people_in_evidence(result)
    names = Member.objects.filter(pk__in=writers).values_list("pk", "user__name")
    framework = framework_of(result.framework_version)
    return _Frozen(result, framework, rows, _comments(result), dict(names))


def _comments(result: Result) -> Mapping[str, Sequence[Comment]]:
    """Return the voters' comments by capability, in the order of their names."""
    said = (
        Vote.objects.filter(session=result.session_id)
        .exclude(comment="")
        .order_by("person__user__name", "pk")
        .values_list("capability", "person__user__name", "comment")
    )
    comments: defaultdict[str, list[Comment]] = defaultdict(list)
    for capability, person, text in said:
        comments[capability].append(Comment(person, text))
    return comments


def _revisions(result: Result) -> tuple[Revision, ...]:
    submissions = Result.objects.filter(session=result.session_id).order_by("revision")
    return tuple(
        Revision(*row) for row in submissions.values_list("pk", "revision", "submitted_at")
    )


def _row(frozen: _Frozen, row: CapabilityResult) -> CapabilityRow:
    capability, why = frozen.framework.capability(row.capability), frozen.whys[row.capability]
    levels = _levels(frozen, capability, why)
    return CapabilityRow(
        capability=capability,
        claimed=row.claimed,
        low=row.low,
        high=row.high,
        supported=row.supported,
        verified=row.verified,
        target=row.target,
        weight=row.weight,
        gap=row.weight * max(0, row.target - (row.supported or 0)),
        not_applicable=row.not_applicable,
        knows_nothing=row.knows_nothing,
        holds_stage=row.capability in frozen.result.held_by,
        level_text=level_text(row),
        standing_text=standing_text(row),
        track=_track(capability, row),
        votes=tuple(row.votes),
        votes_text=votes_text(row, why),
        evidence_text=_evidence_text(frozen, levels),
        is_contested=row.contested,
        contested_text=contested_text(row.votes) if row.contested else "",
        lacks=tuple(_lacks(frozen, why)),
        next_step=next_step(frozen.framework, row.capability, frozen.standings, why),
        levels=levels,
        comments=tuple(frozen.comments.get(row.capability, ())),
        settling=_settling(frozen, row.capability),
    )


def _widest_gap_first(row: CapabilityRow) -> tuple[Decimal, bool]:
    return -row.gap, row.not_applicable


def _track(capability: Capability, row: CapabilityResult) -> Track:
    levels = TrackLevels(
        claimed=row.claimed,
        supported=row.supported,
        low=row.low,
        high=row.high,
        target=None if row.not_applicable else row.target,
        verified=row.verified,
        known_nothing=row.knows_nothing,
    )
    words = _("%(name)s: level %(level)s, supported %(supported)s, target %(target)s") % {
        "name": capability.name,
        "level": level_text(row),
        "supported": "–" if row.knows_nothing else row.supported,
        "target": row.target,
    }
    label = _("%s: not applicable") % capability.name if row.not_applicable else words
    return track(levels, votes=row.votes, label=label)


def _lacks(frozen: _Frozen, why: Why) -> list[Lack]:
    return [
        Lack(
            level=reason.level,
            needs=reason.needs,
            level_needed=reason.level_needed,
            have="–" if frozen.standings[reason.needs].knows_nothing else str(reason.level_have),
            because=reason.because,
        )
        for reason in why.unsupported
    ]


def _evidence_text(frozen: _Frozen, levels: Sequence[LevelShown]) -> str:
    shown = [row.evidence for level in levels for row in level.conditions]
    return evidence_text(
        shown, organization_day(frozen.result.organization, frozen.result.submitted_at)
    )


def _levels(frozen: _Frozen, capability: Capability, why: Why) -> tuple[LevelShown, ...]:
    evidence, words = frozen.evidence, frozen.words
    return tuple(
        LevelShown(level, tuple(_condition(row, why, evidence, words) for row in level.conditions))
        for level in capability.levels[1:]
    )


def _condition(
    condition: Condition, why: Why, evidence: Pieces, words: ConditionWords
) -> ConditionShown:
    value = why.values.get(condition.key)
    is_split, is_ahead = condition.key in why.split, condition.key in why.ahead
    return ConditionShown(
        condition=condition,
        value=value or "",
        value_label=words.settled(value),
        said=why.said[condition.key],
        said_text=words.said(why.said[condition.key]),
        is_split=is_split,
        is_ahead=is_ahead,
        special_text=words.special(is_split=is_split, is_ahead=is_ahead),
        evidence=tuple(evidence.get(condition.key, ())),
    )


def _settling(frozen: _Frozen, capability: str) -> Settling:
    answer: Mapping[str, Any] = frozen.result.answers[capability]
    review_on = answer.get("not_applicable_review_on")
    return Settling(
        by=frozen.names.get(answer["by"], ""),
        at=datetime.fromisoformat(answer["at"]),
        rationale=answer["rationale"],
        not_applicable_reason=answer["not_applicable_reason"],
        target_reason=answer.get("target_reason", ""),
        approver=answer.get("not_applicable_approver", ""),
        review_on=date.fromisoformat(review_on) if review_on else None,
    )


def _theme(frozen: _Frozen, theme: Theme) -> ThemeRow:
    """Return the theme's lowest level among what is known: nobody knowing is not level 0."""
    members = [
        (row.name, frozen.standings[row.key]) for row in frozen.framework.capabilities_of(theme.key)
    ]
    known = [current.supported for _name, current in members if not current.knows_nothing]
    return ThemeRow(
        name=theme.name,
        summary=theme.summary,
        lowest=min((level for level in known if level is not None), default=None),
        below_target=tuple(
            name
            for name, current in members
            if current.supported is not None
            and not current.knows_nothing
            and current.supported < current.target
        ),
        unknown=tuple(name for name, current in members if current.knows_nothing),
    )

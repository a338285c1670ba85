"""The facts of a session beside its votes: what it counts, its diagnostic answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Func, JSONField, OuterRef, Subquery

from assessments.frameworks.schema import Framework
from assessments.rounds.models import (
    SUBMITTED,
    Diagnostics,
    DiagnosticsSource,
    LateJudgement,
    NamedFramework,
    Session,
    SessionScope,
    Vote,
)
from assessments.rounds.sessions import earlier_session
from orgs.days import reader_day

from . import diagnostics, inventory
from .inventory import CountedList
from .wording import Diagnosis, LateVerdict, diagnoses, frameworks_verdict


@dataclass(frozen=True)
class SessionContext:
    """All of them; `own` is what the reader named, `named` what everybody did, once revealed.

    `late` is how the named ones were judged after the submission.
    """

    counted: Sequence[CountedList]
    diagnoses: Sequence[Diagnosis]
    own: NamedFramework | None
    named: Sequence[NamedFramework]
    sources: Sequence[str]
    late: LateVerdict | None

    @property
    def is_counted(self) -> bool:
        """Whether any list has been made."""
        return any(row.total is not None for row in self.counted)


def session_context(session: Session, framework: Framework, member_id: int) -> SessionContext:
    """Return the facts that the reader may see."""
    stored = diagnostics_document(session)
    named = named_frameworks(session)
    return SessionContext(
        counted=inventory.lists_from_json(framework, lists_of(session)),
        diagnoses=list(diagnoses(diagnostics.diagnostics_from_json(stored))),
        own=next((row for row in named if row.person_id == member_id), None),
        named=[] if session.state == "open" else named,
        sources=[
            str(DiagnosticsSource(stored[f"{name}_source"]).label)
            for name in ("projects", "pilots")
            if stored[name] and stored[f"{name}_source"] != DiagnosticsSource.FACILITATOR
        ],
        late=late_verdict(session.pk, session.revision) if session.state in SUBMITTED else None,
    )


def lists_of(session: Session) -> Mapping[str, Any]:
    """Return the lists of what the session counts, as stored."""
    lists = SessionScope.objects.filter(session=session).first()
    return lists.lists if lists else {}


def lists_to_edit(session: Session) -> tuple[Mapping[str, Any], int, Session | None]:
    """Return the lists to begin with, their version, and the earlier session they are from.

    Where the session has none of its own they are the unit's earlier ones, version 0.
    """
    lists = SessionScope.objects.filter(session=session).first()
    if lists:
        return lists.lists, lists.version, None
    earlier = earlier_session(session)
    return (lists_of(earlier) if earlier else {}), 0, earlier


def named_frameworks(session: Session) -> list[NamedFramework]:
    """Return the named governance frameworks; before the reveal the reader's own alone."""
    rows = NamedFramework.objects.filter(session=session).select_related("person__user")
    return list(rows.order_by("-is_same", "text", "link", "pk"))


def diagnostics_document(session: Session) -> dict[str, Any]:
    """Return the diagnostic answers as values that a result freezes; nobody's name is in them."""
    said = Diagnostics.objects.filter(session=session).first() or Diagnostics()
    return {
        "projects": said.projects,
        "projects_source": said.projects_source,
        "pilots": said.pilots,
        "pilots_source": said.pilots_source,
        "parallel_stacks": said.parallel_stacks,
        "frameworks": frameworks_document(session, is_judged=said.judged_at is not None),
    }


def frameworks_document(session: Session, *, is_judged: bool) -> dict[str, Any]:
    """Return the named frameworks with their marks, as a result and a late judgement hold them."""
    named = named_frameworks(session)
    voters = set(Vote.objects.filter(session=session).values_list("person_id", flat=True))
    return {
        "answers": [_answer(row) for row in named],
        "raters": len(voters | {row.person_id for row in named}),
        "is_judged": is_judged,
    }


def _answer(row: NamedFramework) -> dict[str, Any]:
    return {
        "text": row.text,
        "link": row.link,
        "is_same": row.is_same,
        "link_opened": row.link_opened,
    }


def is_unjudged(session: Session) -> bool:
    """Return whether people named frameworks that nobody has judged yet."""
    judged = Diagnostics.objects.filter(session=OuterRef("session"), judged_at__isnull=False)
    return NamedFramework.objects.filter(~Exists(judged), session=session).exists()


def late_verdict(session_id: int, revision: int) -> LateVerdict | None:
    """Return the newest judgement after the submission of a revision, in words."""
    judgements = LateJudgement.objects.filter(session=session_id, revision=revision)
    newest = judgements.select_related("by__user").order_by("-at", "-pk").first()
    if newest is None:
        return None
    found = diagnostics.frameworks_from_json(newest.frameworks)
    return LateVerdict(reader_day(newest.at), str(newest.by), frameworks_verdict(found))


def late_judgement() -> Subquery:
    """Return the newest judgement after the submission of each result, for `judged_anew`."""
    judgements = LateJudgement.objects.filter(
        session=OuterRef("session"), revision=OuterRef("revision")
    )
    pair = Func("frameworks", "at", function="jsonb_build_array", output_field=JSONField())
    return Subquery(judgements.order_by("-at", "-pk").values(pair=pair)[:1])


def judged_anew(
    told: diagnostics.DiagnosticFacts, late: Sequence[Any] | None
) -> diagnostics.DiagnosticFacts:
    """Return what a session told, its named frameworks judged as they were judged last."""
    if not late:
        return told
    document, at = late
    day = reader_day(datetime.fromisoformat(at))
    return replace(told, frameworks=diagnostics.frameworks_from_json(document, day))

"""The people who save their answers, signed in: 20 in five sessions, or 200 in 25."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import Framework
from assessments.rounds.models import Participant
from bench.dataset.organization import TEAM, new_organization, open_round, staff_units
from bench.pages.client import client_of
from bench.saves.views import TABLE

ANSWERS = (Answer.YES, Answer.NO, Answer.DONT_KNOW)


def few() -> dict[str, Any]:
    """Return the 20 people, as the load generator wants them."""
    return load_plan("voters", teams=5)


def many() -> dict[str, Any]:
    """Return the 200 people of an afternoon with many sessions."""
    return load_plan("crowd", teams=25, team=8)


def load_plan(slug: str, *, teams: int, team: int = TEAM) -> dict[str, Any]:
    """Return who votes with which cookie and what each saves, and the bare view's address."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    framework, participants = seat_participants(slug, teams, team)
    return {
        "voters": [voter(framework, participant) for participant in participants],
        "bare": reverse("note"),
    }


def seat_participants(
    slug: str, teams: int, team: int = TEAM
) -> tuple[Framework, Sequence[Participant]]:
    """Return the participants of a new organization's open sessions, and what they are asked."""
    with new_organization(slug, teams) as dataset:
        staff_units(dataset, units_a_team=1, team=team)
        seats = Participant.objects.filter(session__round=open_round(dataset))
        participants = seats.select_related("member__user", "organization").order_by("pk")
        return dataset.framework, list(participants)


def voter(framework: Framework, participant: Participant) -> dict[str, Any]:
    """Return one person's session cookie, page, and answers to save in turn."""
    cookie = client_of(participant.member).cookies[settings.SESSION_COOKIE_NAME]
    first = next(iter(framework.capabilities_by_key))
    names = [participant.organization.slug, participant.session_id, first]
    return {
        "cookie": f"{cookie.key}={cookie.value}",
        "page": reverse("rounds:vote_capability", args=names),
        "saves": [
            (path, f"{key}={answer}") for path, key, answer in saves_of(framework, participant)
        ],
    }


def saves_of(framework: Framework, participant: Participant) -> Iterator[tuple[str, str, Answer]]:
    """Return address, condition and answer, for every condition one after the other."""
    slug = participant.organization.slug
    for capability in framework.capabilities:
        for place, condition in enumerate(capability.level_of_condition):
            names = [slug, participant.session_id, capability.key, condition]
            answer = ANSWERS[(place + participant.pk) % len(ANSWERS)]
            yield reverse("rounds:vote_condition", args=names), condition, answer

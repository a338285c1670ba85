"""The people who save their answers at once: 20 in five sessions, signed in."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import Framework
from assessments.rounds.models import Participant
from bench.dataset.organization import TEAM, founded, opened_round, staff
from bench.pages.client import signed_in
from bench.saves.views import TABLE

SLUG = "voters"
TEAMS = 5
ANSWERS = (Answer.YES, Answer.NO, Answer.DONT_KNOW)


def measure(slug: str = SLUG, teams: int = TEAMS, team: int = TEAM) -> dict[str, Any]:
    """Return who votes with which cookie and what each saves, and the bare view's address."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    framework, participants = seated(slug, teams, team)
    return {
        "voters": [voter(framework, participant) for participant in participants],
        "bare": reverse("note"),
    }


def seated(slug: str, teams: int, team: int = TEAM) -> tuple[Framework, Sequence[Participant]]:
    """Return the participants of a new organization's open sessions, and what they are asked."""
    with founded(slug, teams) as world:
        staff(world, units_a_team=1, team=team)
        seats = Participant.objects.filter(session__round=opened_round(world))
        participants = seats.select_related("member__user", "organization").order_by("pk")
        return world.framework, list(participants)


def voter(framework: Framework, participant: Participant) -> dict[str, Any]:
    """Return one person's session cookie, page, and answers to save in turn."""
    cookie = signed_in(participant.member).cookies[settings.SESSION_COOKIE_NAME]
    first = next(iter(framework.capabilities_by_key))
    names = [participant.organization.slug, participant.session_id, first]
    return {
        "cookie": f"{cookie.key}={cookie.value}",
        "page": reverse("rounds:vote_capability", args=names),
        "saves": [(path, f"{key}={said}") for path, key, said in saves(framework, participant)],
    }


def saves(framework: Framework, participant: Participant) -> Iterator[tuple[str, str, Answer]]:
    """Return address, condition and answer, for every condition one after the other."""
    slug = participant.organization.slug
    for capability in framework.capabilities:
        for place, condition in enumerate(capability.level_of_condition):
            names = [slug, participant.session_id, capability.key, condition]
            answer = ANSWERS[(place + participant.pk) % len(ANSWERS)]
            yield reverse("rounds:vote_condition", args=names), condition, answer

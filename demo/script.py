"""The demo as it is written down: companies, their people, and how each session goes."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from demo.leader_script import LeaderScript, parse_leader_script
from orgs.permissions import Role

CAPABILITIES = ("RUN", "DEL", "OBS", "FIN", "DAT", "GOV", "REACH", "PLT")
STILL_RUNS = timedelta(weeks=12)
COMPANIES = ("kestrelmoor", "osier-vale")


@dataclass(frozen=True)
class DemoPerson:
    """Somebody in a company; `account` names the role of those whose password is told."""

    name: str
    email: str
    role: Role
    unit: str | None
    account: str


@dataclass(frozen=True)
class SessionScript:
    """How a unit's session goes.

    `levels` holds by capability what the team agrees on: a level, "?" where nobody knows, "-" where
    it does not apply. `votes` holds, where it matters, what each of the team votes. The `missing`
    conditions are what keeps the team from the next level; the `unknown` ones leave it open.
    `answered` counts by seat how many capabilities somebody has got to. `facts` holds what the
    session counts, its diagnostic answers and its evidence (demo.facts).
    """

    unit: str
    state: str
    team: Sequence[str]
    levels: Mapping[str, str] = field(hash=False)
    votes: Mapping[str, str] = field(hash=False)
    missing: frozenset[str]
    unknown: frozenset[str]
    comments: Mapping[str, Mapping[str, str]] = field(hash=False)
    rationales: Mapping[str, str] = field(hash=False)
    not_applicable: str
    answered: Sequence[int]
    settled: Sequence[str]
    excused: Sequence[str]
    leaders: LeaderScript
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class RoundScript:
    """A round: what differs from the default target, its days, its sessions."""

    name: str
    target: Mapping[str, int] = field(hash=False)
    opens_on: date
    closes_on: date
    is_closed: bool
    sessions: Sequence[SessionScript]

    def last_day(self, today: date) -> date:
        """Return the day on which it closes: a round that runs goes on for some weeks from now."""
        return self.closes_on if self.is_closed else max(self.closes_on, today + STILL_RUNS)


@dataclass(frozen=True)
class Company:
    """An organization of the demo; `units` is a tree as (depth, name) in order."""

    name: str
    slug: str
    units: Sequence[tuple[int, str]]
    people: Sequence[DemoPerson]
    rounds: Sequence[RoundScript]

    @property
    def owner(self) -> DemoPerson:
        """The person who founds the organization."""
        return next(person for person in self.people if person.role is Role.OWNER)


def companies() -> list[Company]:
    """Return the demo's companies, the largest first."""
    return [_company(_read(name)) for name in COMPANIES]


def remarks() -> dict[str, dict[str, list[str]]]:
    """Return what people say about a capability at a level, by capability and level."""
    return dict(_read("remarks"))


def _read(name: str) -> Any:
    return json.loads((files("demo") / f"{name}.json").read_text("utf-8"))


def _company(document: Mapping[str, Any]) -> Company:
    return Company(
        name=document["name"],
        slug=document["slug"],
        units=[(depth, name) for depth, name in document["units"]],
        people=list(_people(document)),
        rounds=[_round(each, document["teams"]) for each in document["rounds"]],
    )


def _people(document: Mapping[str, Any]) -> Iterator[DemoPerson]:
    """Yield the people above the teams, then the teams; the first of a team facilitates."""
    rows = [(name, Role(role), unit) for name, role, unit in document["people"]]
    for unit, team in document["teams"].items():
        roles = [Role.FACILITATOR, *[Role.CONTRIBUTOR] * (len(team) - 1)]
        rows += [(name, role, unit) for name, role in zip(team, roles, strict=True)]
    accounts = {name: account for account, name in document["accounts"].items()}
    for name, role, unit in rows:
        domain = document["visitors"].get(name, f"{document['slug']}.example.com")
        yield DemoPerson(name, f"{_mailbox(name)}@{domain}", role, unit, accounts.get(name, ""))


def _mailbox(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")


def _round(document: Mapping[str, Any], teams: Mapping[str, Sequence[str]]) -> RoundScript:
    return RoundScript(
        name=document["name"],
        target=document["target"],
        opens_on=date.fromisoformat(document["opens_on"]),
        closes_on=date.fromisoformat(document["closes_on"]),
        is_closed=document["is_closed"],
        sessions=[_session(each, teams[each["unit"]]) for each in document["sessions"]],
    )


def _session(document: Mapping[str, Any], team: Sequence[str]) -> SessionScript:
    return SessionScript(
        unit=document["unit"],
        state=document.get("state", "submitted"),
        team=team,
        levels=dict(zip(CAPABILITIES, document["levels"], strict=True)),
        votes=document.get("votes", {}),
        missing=frozenset(document.get("missing", [])),
        unknown=frozenset(document.get("unknown", [])),
        comments=document.get("comments", {}),
        rationales=document.get("rationales", {}),
        not_applicable=document.get("not_applicable", ""),
        answered=document.get("answered", [len(CAPABILITIES)] * len(team)),
        settled=document.get("settled", CAPABILITIES),
        excused=document.get("excused", []),
        leaders=parse_leader_script(document.get("leaders", {}), CAPABILITIES),
        facts=document.get("facts", {}),
    )

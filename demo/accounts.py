"""The demo's people: the few whose passwords are told, and all the others."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from allauth.account.models import EmailAddress

from demo.script import Company, DemoPerson
from local.installation import StateFolder
from orgs.models import User
from orgs.people import actions as people

# Without the characters that are mistaken for each other: 31 to the power of 12 passwords.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

ROLES = ("", "owner", "admin", "leader", "facilitator", "contributor", "viewer", "consultant")


@dataclass(frozen=True)
class Account:
    """What somebody needs to sign in as one of the demo's people."""

    name: str
    role: str
    email: str
    password: str


def cast(companies: Iterable[Company]) -> dict[str, DemoPerson]:
    """Return the people of all companies by email address, as the first company knows them."""
    persons: dict[str, DemoPerson] = {}
    for company in companies:
        for person in company.people:
            persons.setdefault(person.email, person)
    return persons


def register(cast: Mapping[str, DemoPerson]) -> tuple[dict[str, User], list[Account]]:
    """Return new users by email address, and the accounts with their passwords.

    Raises EmailTakenError. Only the accounts can sign in: hashing a password takes a twentieth of
    a second.
    """
    accounts = [
        Account(person.name, person.account, person.email, new_password())
        for person in sorted(cast.values(), key=lambda person: ROLES.index(person.account))
        if person.account
    ]
    users = {
        each.email: people.register(email=each.email, name=each.name, password=each.password)
        for each in accounts
    }
    silent = [
        User.objects.create_user(email=email, name=person.name)
        for email, person in cast.items()
        if email not in users
    ]
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in silent
    )
    return users | {user.email: user for user in silent}, accounts


def new_password() -> str:
    """Return a new random password of three groups of four characters."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def write(accounts: Iterable[Account], path: Path) -> None:
    """Write the accounts into a file that only this user can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(account) for account in accounts]
    StateFolder().write_private(path, json.dumps(rows, indent=2, ensure_ascii=False) + "\n")

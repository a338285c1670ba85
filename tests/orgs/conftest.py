"""Fixtures of the orgs room's tests."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from orgs.models import Member
from tests import cast as worlds
from tests.cast import Cast


@dataclass(frozen=True)
class TwoWorlds:
    """Two organizations that are really committed, with no scope open."""

    cast: Cast
    eve: Member


@pytest.fixture
def two_worlds(transactional_db: None) -> TwoWorlds:
    """Return two organizations in a database where transactions are real."""
    with transaction.atomic():
        cast = worlds.make_cast()
    with transaction.atomic():
        eve = worlds.make_eve()
    return TwoWorlds(cast, eve)

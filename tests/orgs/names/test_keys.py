"""Stored keys of names: every way of writing a name writes its key; an upgrade numbers doubles."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model, UniqueConstraint
from django.db.models.functions import Lower

from assessments.planning.models import UseCase
from orgs.models import Unit, User
from orgs.names.folding import fold
from orgs.names.keys import KeyedQuerySet, key_fields
from orgs.names.upgrade import AddressColumn, KeyColumn, fill_keys, respell_addresses
from orgs.organization.twin_queries import waiting_for
from orgs.units import actions as units
from tests.cast import Cast
from tests.conftest import OutsideClient

KEYED = [model for model in apps.get_models() if key_fields(model)]
NAME, CODE = "one_unit_of_a_name_under_a_parent", "one_unit_of_a_code"
UNIT_KEYS = [
    KeyColumn("orgs_unit", "name_key", "name", ("organization_id", "parent_id")),
    KeyColumn("orgs_unit", "code_key", "code", ("organization_id",)),
]


def test_every_model_with_keys_writes_them_whichever_way_it_is_written() -> None:
    assert len(KEYED) >= 9
    for model in KEYED:
        rows: Any = model._default_manager.all()
        assert isinstance(rows, KeyedQuerySet), model


def test_no_constraint_leaves_folding_to_the_database() -> None:
    lowered = [
        f"{model.__name__}: {constraint.name}"
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        and any(isinstance(part, Lower) for part in constraint.expressions)
    ]

    # Addresses are ASCII once they have their one spelling.
    assert lowered == ["User: one_person_per_email", "Invitation: one_open_invitation_per_address"]


def test_each_way_of_writing_a_name_writes_its_key(cast: Cast) -> None:
    unit = Unit(organization=cast.organization, name="Zu\u0308rich", code="ZÜ")
    unit.save()
    assert (unit.name_key, unit.code_key) == ("zürich", "zü")

    Unit.objects.filter(pk=unit.pk).update(name="ΟΔΟΣ")
    assert Unit.objects.get(pk=unit.pk).name_key == "οδοσ"

    unit.name = "İzmir"
    Unit.objects.bulk_update([unit], ["name"])
    assert Unit.objects.get(pk=unit.pk).name_key == "izmir"

    (made,) = Unit.objects.bulk_create([Unit(organization=cast.organization, name="Ops\u200b")])
    assert Unit.objects.get(pk=made.pk).name_key == "ops"

    changed, _new = Unit.objects.update_or_create(pk=made.pk, defaults={"name": "Dev\u00a0Ops"})
    assert Unit.objects.get(pk=changed.pk).name_key == "dev ops"


def test_a_computed_name_wants_its_key_beside_it(cast: Cast) -> None:
    with pytest.raises(TypeError, match="name_key has to be written"):
        Unit.objects.update(name=F("code"))


@pytest.mark.parametrize(
    ("first", "second"),
    [("Zürich", "Zu\u0308rich"), ("İzmir", "izmir"), ("ΟΔΟΣ", "οδοσ"), ("A B", "a\u00a0\u200bb")],
)
def test_a_unit_of_a_name_that_reads_alike_is_refused(cast: Cast, first: str, second: str) -> None:
    units.add(organization=cast.organization, name=first, parent=cast.company)

    with pytest.raises(units.UnitNameTakenError):
        units.add(organization=cast.organization, name=second, parent=cast.company)


def test_the_database_refuses_what_an_action_forgot(cast: Cast) -> None:
    facts = {"organization": cast.organization, "unit": cast.payments, "value": 1}
    UseCase.objects.create(name="Triage", **facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        UseCase.objects.create(name="TRIAGE\u200b", **facts)


def without_keys(organization: Any, *names: str, parent: Unit | None = None) -> list[Unit]:
    """Make units as a release without keys left them."""
    with connection.cursor() as cursor:
        # The constraints are not there while an upgrade fills the keys.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE orgs_unit DROP CONSTRAINT {NAME}")
        cursor.execute(f"DROP INDEX {CODE}")
    rows = []
    for place, name in enumerate(names):
        row = Unit.objects.create(organization=organization, name=f"unit {place}", parent=parent)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE orgs_unit SET name = %s, name_key = '' WHERE id = %s", [name, row.pk]
            )
        rows.append(row)
    return rows


def upgrade(*operations: Any) -> None:
    with connection.schema_editor() as editor:
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for operation in operations:
            operation.code(apps, editor)
        model: type[Model] = Unit
        for constraint in model._meta.constraints:
            if constraint.name in {NAME, CODE}:
                editor.add_constraint(model, constraint)


def test_an_upgrade_numbers_what_is_one_by_now_and_lists_it_to_owners(
    cast: Cast, client: OutsideClient
) -> None:
    names = ["Zürich", "Zu\u0308rich", "ZÜRICH\u200b", "\u200b", "\u00ad", "Bern"]
    rows = without_keys(cast.organization, *names, parent=cast.company)

    upgrade(fill_keys(UNIT_KEYS))

    keys = dict(Unit.objects.values_list("pk", "name_key"))
    assert [keys[row.pk] for row in rows] == ["zürich", "zürich\n2", "zürich\n3", "", "\n2", "bern"]
    assert keys[cast.payments.pk] == "payments"
    assert [item.title for item in waiting_for(cast.ada)] == [names[1], names[2], names[4]]
    assert waiting_for(cast.max) == []
    page = client.as_member(cast.ada).get("/o/northwind/").text
    assert "another one has the same name" in page
    assert client.get(waiting_for(cast.ada)[0].url).status_code == 200


def test_a_numbered_key_stays_until_its_row_gets_another_name(cast: Cast) -> None:
    first, second = without_keys(cast.organization, "Zürich", "Zu\u0308rich", parent=cast.company)
    upgrade(fill_keys(UNIT_KEYS))
    second.refresh_from_db()

    units.edit(unit=second, name="Zürich", code="", weight=second.weight, tags=["eu"])
    assert Unit.objects.get(pk=second.pk).name_key == "zürich\n2"
    Unit.objects.get(pk=second.pk).save()
    assert Unit.objects.get(pk=second.pk).name_key == "zürich\n2"

    units.edit(unit=second, name="Zürich West", code="", weight=second.weight, tags=[])
    assert Unit.objects.get(pk=second.pk).name_key == "zürich west"
    with pytest.raises(units.UnitNameTakenError):
        units.edit(unit=second, name="ZÜRICH", code="", weight=second.weight, tags=[])
    assert Unit.objects.get(pk=first.pk).name_key == "zürich"


def test_an_upgrade_spells_addresses_in_one_way_but_takes_nobodys(cast: Cast) -> None:
    old = User.objects.create_user(email="eva@old.example", name="Eva")
    twin = User.objects.create_user(email="eva@xn--mller-kva.example", name="Eva")
    alone = User.objects.create_user(email="kim@old.example", name="Kim")
    User.objects.filter(pk=old.pk).update(email="eva@müller.example")
    User.objects.filter(pk=alone.pk).update(email="kim@müller.example")

    state: Any = apps
    with connection.schema_editor() as editor:
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        respell_addresses([AddressColumn("orgs_user", "email")]).code(state, editor)

    emails = dict(User.objects.values_list("pk", "email"))
    assert emails[alone.pk] == "kim@xn--mller-kva.example"
    assert (emails[twin.pk], emails[old.pk]) == ("eva@xn--mller-kva.example", "eva@müller.example")


def test_a_search_folds_as_constraints_do(cast: Cast, client: OutsideClient) -> None:
    User.objects.filter(pk=cast.tom.user_id).update(name="Zoë Ångström")
    client.as_member(cast.max)

    page = client.get("/o/northwind/people/", {"words": "ZOE\u0308 \u00a0\u212bNGSTR\u00d6M"}).text

    assert "Zoë Ångström" in page
    assert str(cast.kim) not in page
    assert fold("Zoë") == "zoë"

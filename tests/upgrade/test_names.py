"""What is stored under a name is found under it in every later release."""

import pytest

from config.celery import app
from tests.upgrade import names, releases


@pytest.mark.parametrize("release", releases.RELEASES)
def test_every_name_that_a_release_stored_is_still_there(release: str) -> None:
    present = names.stored_names()

    gone = {
        kind: sorted(set(stored) - set(present[kind]))
        for kind, stored in releases.document(release, "names").items()
    }

    assert {kind: lost for kind, lost in gone.items() if lost} == {}


@pytest.mark.parametrize("release", releases.RELEASES)
def test_a_worker_knows_each_task_that_a_release_may_have_rung_for(release: str) -> None:
    former, present = releases.document(release, "tasks"), names.tasks(app)

    assert sorted(set(former["tasks"]) - set(present["tasks"])) == []


@pytest.mark.parametrize("release", releases.RELEASES)
def test_what_a_release_did_by_the_clock_is_done_as_often(release: str) -> None:
    former, present = releases.document(release, "tasks"), names.tasks(app)

    assert {name: present["schedule"].get(name) for name in former["schedule"]} == former[
        "schedule"
    ]
    assert {entry["task"] for entry in present["schedule"].values()} <= set(present["tasks"])

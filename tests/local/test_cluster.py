import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from local.cluster import Cluster
from local.installation import PROJECT
from local.terminal import CannotStartError

IS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that everybody can walk through, as most projects' are."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[Cluster]:
    made = new_cluster(folder)
    made.create()
    made.start()
    yield made
    made.remove()


def new_cluster(folder: Path) -> Cluster:
    return Cluster(folder / "postgres", log=folder / "postgres.log")


def answer(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def until_gone(cluster: Cluster) -> bool:
    for _ in range(150):
        if not cluster.is_running:
            return True
        time.sleep(0.1)
    return False


def test_the_application_role_can_do_nothing_that_tenancy_forbids(cluster: Cluster) -> None:
    privileges = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    question = f"SELECT ARRAY[{privileges}] FROM pg_roles WHERE rolname = current_user"

    assert answer(cluster, question) == [False] * 5
    assert answer(cluster, "SELECT current_user || '@' || current_database()") == (
        "groundwork@groundwork"
    )


def test_the_application_role_cannot_become_the_superuser(cluster: Cluster) -> None:
    with (
        psycopg.connect(cluster.url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET ROLE postgres")


@pytest.mark.skipif(not IS_ROOT, reason="an ordinary user is the database's own owner")
def test_the_superuser_answers_to_nobody_but_the_owner(cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        psycopg.connect(cluster.url.replace("groundwork@", "postgres@"))


def test_the_database_is_reached_by_a_private_socket_only(cluster: Cluster) -> None:
    assert answer(cluster, "SHOW listen_addresses") == ""
    assert cluster.sockets.stat().st_mode & 0o777 == 0o700
    assert cluster.sockets.stat().st_uid == cluster.owner.uid
    assert cluster.home.stat().st_mode & 0o777 == 0o700


def test_text_is_utf8_and_sorts_alike_on_every_machine(cluster: Cluster) -> None:
    question = (
        "SELECT concat(datlocprovider, datlocale) FROM pg_database WHERE datname = 'groundwork'"
    )

    assert answer(cluster, "SHOW server_encoding") == "UTF8"
    assert answer(cluster, question) == "bC.UTF-8"
    assert answer(cluster, "SELECT upper('é')") == "É"


def test_a_killed_postmaster_is_recovered_with_what_was_committed(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(postmaster(cluster), signal.SIGKILL)

    assert until_gone(cluster)
    assert cluster.was_killed
    cluster.stop()
    cluster.start()

    assert answer(cluster, "SELECT number FROM kept") == 7


def test_a_server_left_running_is_taken_over(cluster: Cluster, folder: Path) -> None:
    former = postmaster(cluster)

    later = new_cluster(folder)
    later.start()

    assert postmaster(later) != former
    assert answer(later, "SELECT 1") == 1
    later.stop()
    cluster.start()


def test_a_number_that_now_belongs_to_another_program_is_let_alone(cluster: Cluster) -> None:
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")

    assert not cluster.is_running
    cluster.start()

    assert answer(cluster, "SELECT 1") == 1


def test_a_second_start_finds_the_data_and_a_stop_leaves_nothing(cluster: Cluster) -> None:
    former = postmaster(cluster)

    cluster.stop()

    assert not cluster.is_running
    assert not cluster.was_killed
    assert not Path(f"/proc/{former}/cmdline").exists() or is_zombie(former)
    cluster.start()
    assert cluster.exists


def is_zombie(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_the_database_ends_when_its_starter_is_killed(folder: Path) -> None:
    place = folder / "orphan"
    place.mkdir()
    place.chmod(0o755)  # the umask of the settings would close it
    program = (
        "import os, signal, sys; from pathlib import Path; from local.cluster import Cluster\n"
        "place = Path(sys.argv[1])\n"
        "cluster = Cluster(place / 'postgres', log=place / 'postgres.log', for_tests=True)\n"
        "cluster.create(); cluster.start()\n"
        "assert cluster.is_running\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(place)], cwd=PROJECT, check=False)
    cluster = new_cluster(place)

    assert done.returncode == -signal.SIGKILL
    assert until_gone(cluster)
    cluster.remove()


def test_an_interrupted_making_is_begun_anew(folder: Path) -> None:
    place = folder / "interrupted"
    place.mkdir()
    place.chmod(0o755)  # the umask of the settings would close it
    cluster = new_cluster(place)
    cluster.owner.make_folder(cluster.home / "data.new")
    cluster.owner.write(cluster.home / "data.new" / "half", "")

    assert not cluster.exists
    cluster.create()

    assert cluster.exists
    cluster.remove()
    assert not cluster.home.exists()


def test_data_of_another_major_version_is_not_touched(folder: Path) -> None:
    place = folder / "older"
    place.mkdir()
    place.chmod(0o755)  # the umask of the settings would close it
    cluster = new_cluster(place)
    cluster.owner.make_folder(cluster.data)
    cluster.owner.write(cluster.data / "PG_VERSION", "15\n")

    with pytest.raises(CannotStartError, match="was made by PostgreSQL 15, but the installed one"):
        cluster.start()

    assert [path.name for path in cluster.data.iterdir()] == ["PG_VERSION"]


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(folder: Path) -> None:
    place = folder / ("long" * 25)
    place.mkdir()
    place.chmod(0o755)  # the umask of the settings would close it
    cluster = new_cluster(place)
    cluster.create()
    cluster.start()

    assert len(str(cluster.sockets)) < 60
    assert cluster.sockets.stat().st_mode & 0o777 == 0o700
    assert answer(cluster, "SELECT 1") == 1
    cluster.remove()
    cluster.sockets.rmdir()


def test_a_socket_folder_that_somebody_else_made_is_refused(folder: Path) -> None:
    place = folder / ("taken" * 20)
    place.mkdir()
    place.chmod(0o755)  # the umask of the settings would close it
    cluster = new_cluster(place)
    cluster.create()
    cluster.sockets.mkdir()
    cluster.sockets.chmod(0o755)

    with pytest.raises(CannotStartError, match="is not a private folder of"):
        cluster.start()

    cluster.sockets.rmdir()


@pytest.mark.skipif(not IS_ROOT, reason="only root runs the database as another user")
def test_behind_a_closed_folder_the_data_live_elsewhere_and_it_stays_closed(folder: Path) -> None:
    closed = folder / "closed"
    (closed / "var").mkdir(parents=True)
    closed.chmod(0o700)
    cluster = new_cluster(closed / "var")

    assert (closed / "var" / "postgres").is_symlink()
    assert cluster.home.parent == Path("/var/lib/groundwork")
    cluster.create()
    cluster.start()
    assert answer(cluster, "SELECT 1") == 1
    assert new_cluster(closed / "var").home == cluster.home
    assert closed.stat().st_mode & 0o777 == 0o700
    cluster.remove()
    assert not cluster.home.exists()
    assert not (closed / "var" / "postgres").is_symlink()


def test_a_link_to_data_that_are_gone_is_told(folder: Path) -> None:
    (folder / "linked").mkdir()
    (folder / "linked" / "postgres").symlink_to(folder / "nowhere")

    with pytest.raises(CannotStartError, match="which is missing: bring it back"):
        new_cluster(folder / "linked")


def test_the_address_is_one_that_libpq_reads(cluster: Cluster) -> None:
    parts = conninfo_to_dict(cluster.url)

    assert parts == {
        "host": str(cluster.sockets),
        "port": "5432",
        "user": "groundwork",
        "dbname": "groundwork",
    }

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from local.installation import PROJECT
from local.terminal import CannotStartError


@pytest.fixture(scope="module")
def setup() -> ModuleType:
    """The program's module, which lives outside every package."""
    place = importlib.util.spec_from_file_location("_setup", PROJECT / "bin" / "_setup.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_the_set_up_runs_on_a_bare_python() -> None:
    program = "import sys; sys.path.insert(0, 'bin'); import _setup"

    done = subprocess.run([sys.executable, "-S", "-E", "-c", program], cwd=PROJECT, check=False)

    assert done.returncode == 0


def test_pins_are_read_from_a_lock_file_without_hashes_and_markers(setup: ModuleType) -> None:
    text = (
        "celery==5.6.1 \\\n    --hash=sha256:00\nasync-timeout==5.0 ; python_version < '3.12' \\\n"
    )

    assert setup.pins(text) == {"celery==5.6.1", "async-timeout==5.0"}


@pytest.mark.parametrize("lock", ["base", "dev"])
def test_a_lock_file_names_versions_and_hashes_and_no_index(setup: ModuleType, lock: str) -> None:
    text = (PROJECT / "requirements" / f"{lock}.txt").read_text()

    assert len(setup.pins(text)) > 30
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=sha256:)", text, re.MULTILINE)


def test_what_tests_need_includes_what_running_needs(setup: ModuleType) -> None:
    locks = {
        lock: setup.pins((PROJECT / "requirements" / f"{lock}.txt").read_text())
        for lock in ("base", "dev")
    }

    assert locks["base"] <= locks["dev"]


def test_a_changed_lock_file_asks_for_another_installation(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    (tmp_path / "stamp.json").write_text('{"environment": ["here"], "locks": ["former"]}')
    monkeypatch.setattr(setup, "_environment", lambda: ["here"])
    assert not setup.is_current("base")

    monkeypatch.setattr(setup, "digest", lambda _: "former")
    assert setup.is_current("base")

    monkeypatch.setattr(setup, "_environment", lambda: ["elsewhere"])
    assert not setup.is_current("base")


@pytest.mark.parametrize(("system", "machine"), [("darwin", "x86_64"), ("linux", "riscv64")])
def test_a_machine_without_binaries_is_told(setup: ModuleType, system: str, machine: str) -> None:
    with pytest.raises(setup.CannotStartError, match=r"docker-compose\.yml runs Groundwork"):
        setup.refuse_unfit_machine(system, machine)


def test_what_is_missing_is_named_by_its_debian_package(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_loads", lambda library: "ft2" not in library)

    missing = setup.missing_packages({"surely-not-a-program": "redis-server", "sh": "dash"})

    assert missing == ["libpangoft2-1.0-0", "redis-server"]


def test_without_the_right_to_install_the_packages_are_named(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_apt", list)

    with pytest.raises(CannotStartError, match=r"apt-get install libpango-1\.0-0 poppler-utils"):
        setup.install_debian_packages(["libpango-1.0-0", "poppler-utils"])


def test_a_python_without_venv_is_told(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(setup, "_environment", list)
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda _: None)

    with pytest.raises(CannotStartError, match="apt-get install python3-venv"):
        setup.make_environment()


def test_a_link_to_another_environment_is_not_emptied(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept").touch()
    (tmp_path / ".venv").symlink_to(other)
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(setup, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(setup, "_environment", list)

    with pytest.raises(CannotStartError, match="is a link to another environment"):
        setup.make_environment()

    assert (other / "kept").exists()


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def test_no_secret_of_the_containers_has_a_default() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    variables = re.findall(r"\$\{(\w+)(:\?)?", text)

    assert {name for name, _ in variables} >= {"SECRET_KEY", "POSTGRES_PASSWORD"}
    assert all(mark == ":?" for _, mark in variables)


def test_web_worker_and_scheduler_share_one_image_and_wait_for_the_migration(compose: Any) -> None:
    for name in ("web", "worker", "scheduler"):
        service = compose["services"][name]
        assert service["image"] == "groundwork"
        assert service["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_containers_publish_nothing_beyond_this_machine(compose: Any) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]

    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_containers_database_role_is_held_by_row_level_security() -> None:
    script = (PROJECT / "deploy" / "postgres" / "create-role.sh").read_text()

    assert "LOGIN NOSUPERUSER NOBYPASSRLS" in script

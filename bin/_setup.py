"""What bin/serve and bin/test do first: check the machine and install what is missing.

It runs on a bare Python before any dependency exists, so it uses the standard library only.
"""  # noqa: INP001 - a folder of programs, not a package

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from local.command_line import read_options  # noqa: E402 - found through the line above
from local.terminal import CannotStartError, ProgressLine, last_lines, say  # noqa: E402

ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "groundwork.json"
INSTALL_LOG = ENVIRONMENT / "install.log"

# What WeasyPrint loads, and what the tests run, with the Debian package of each.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# What prints the scripts that Inter has no letters for. Without them reports have boxes and say so.
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
FONTS = {
    "NotoSansThai-Regular.ttf": "fonts-noto-core",
    "NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}
TEST_PROGRAMS = {
    "chromium": "chromium",
    "redis-server": "redis-server",
    "pdftoppm": "poppler-utils",
}


def serve(words: list[str]) -> None:
    """Set up what running needs and become the supervisor."""
    read_options(words)
    _become("base", {}, ["-m", "local.supervisor", *words])


def test(words: list[str]) -> None:
    """Set up what testing needs and become the runner of the checks."""
    if words in (["-h"], ["--help"]):
        say("usage: bin/test [pytest arguments]\n")
        say("Without arguments: formatting, lint, types, import contracts, templates, scripts,")
        say("migrations and all tests, on a database and a Redis of their own. With arguments:")
        say("pytest alone. --faults runs the tests of faults, with those that take minutes;")
        say("GROUNDWORK_KILLS=40 makes the kills among them as many. --mutants plants faults in a")
        say("copy and wants its tests red; GROUNDWORK_MUTANTS=all plants all of them.")
        return
    _become("dev", TEST_PROGRAMS, [str(PROJECT / "bin" / "_checks.py"), *words])


def _become(lock: str, programs: dict[str, str], command: list[str]) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        set_up(lock, programs)
    except CannotStartError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
    if folder := os.environ.get("GROUNDWORK_VAR", "").strip():
        os.environ["GROUNDWORK_VAR"] = str(Path(folder).absolute())
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(PROJECT)
    os.execv(PYTHON, [str(PYTHON), *command])  # noqa: S606


def set_up(lock: str, programs: dict[str, str]) -> None:
    """Install the Debian packages and the locked dependencies that are missing."""
    refuse_unfit_machine(sys.platform, platform.machine())
    with _only_one_at_a_time():
        install_debian_packages(missing_packages(programs))
        install_fonts(missing_fonts())
        if not is_current(lock):
            _refuse_without_rights()
            make_environment()
            install_dependencies(lock)


def refuse_unfit_machine(system: str, machine: str) -> None:
    """Raise CannotStartError where there are no binaries of PostgreSQL for this machine."""
    with_glibc = "CS_GNU_LIBC_VERSION" in os.confstr_names
    if system != "linux" or machine not in {"x86_64", "aarch64"} or not with_glibc:
        raise CannotStartError(
            "bin/serve needs Linux with glibc on x86-64 or ARM64, such as Debian 12 or later; "
            "docker-compose.yml runs Groundwork elsewhere."
        )


def missing_packages(programs: dict[str, str]) -> list[str]:
    """Return the Debian packages whose library or program this machine lacks."""
    libraries = [package for library, package in LIBRARIES.items() if not _loads(library)]
    return libraries + [
        package for program, package in programs.items() if not shutil.which(program)
    ]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_fonts() -> list[str]:
    """Return the Debian packages of fonts for other scripts that this machine lacks."""
    folders = [Path(folder) for folder in FONT_FOLDERS]
    found = {path.name for folder in folders for path in folder.rglob("*.tt[fc]")}
    return [package for font, package in FONTS.items() if font not in found]


def install_fonts(packages: Sequence[str]) -> None:
    """Install the fonts where that can be done; else say in a line what goes without them."""
    try:
        install_debian_packages(packages)
    except CannotStartError:
        said = " ".join(packages)
        say(f"Letters that no font here has are printed as boxes; install {said} for all.")


def install_debian_packages(packages: Sequence[str]) -> None:
    """Install the packages by apt; raise CannotStartError naming them where it cannot."""
    if not packages:
        return
    by_hand = f"install them: apt-get install {' '.join(packages)}"
    apt = _apt()
    if not apt:
        raise CannotStartError(f"System packages are missing, and this user may not {by_hand}")
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    with ProgressLine(f"Installing {', '.join(packages)}"):
        if _call(install).returncode:
            _call([*apt, "update"])
            done = _call(install)
            if done.returncode:
                said = last_lines(done.stdout, 2)
                raise CannotStartError(f"System packages are missing; {by_hand} ({said})")


def _apt() -> list[str]:
    """Return the command that may install packages: as root, or by sudo without a password."""
    if not shutil.which("apt-get"):
        return []
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return apt
    if shutil.which("sudo") and _call(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n", *apt]
    return []


def _call(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@contextlib.contextmanager
def _only_one_at_a_time() -> Iterator[None]:
    folder = os.open(PROJECT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with ProgressLine("Waiting for another set-up of this project"):
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _refuse_without_rights() -> None:
    if not os.access(PROJECT, os.W_OK) or (
        ENVIRONMENT.exists() and not os.access(ENVIRONMENT, os.W_OK)
    ):
        raise CannotStartError(
            f"{PROJECT} cannot be written by this user, and the set-up puts .venv there. "
            "Start as the folder's owner, or make a copy of your own."
        )


def is_current(lock: str) -> bool:
    """Return whether the environment holds what the lock file says, for this place and Python."""
    stamp = _stamp()
    return stamp.get("environment") == _environment() and digest(lock) in stamp["locks"]


def _stamp() -> dict[str, list[str]]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _environment() -> list[str]:
    """Return where the environment is and which Python runs in it; empty where none does."""
    try:
        done = _call([str(PYTHON), "-c", "import sys; print(sys.implementation.cache_tag)"])
    except OSError:
        return []
    return [str(ENVIRONMENT), done.stdout.strip()] if done.returncode == 0 else []


def digest(lock: str) -> str:
    """Return the digest of a lock file."""
    return hashlib.sha256(_lock_file(lock).read_bytes()).hexdigest()


def _lock_file(lock: str) -> Path:
    return PROJECT / "requirements" / f"{lock}.txt"


def pins(text: str) -> set[str]:
    """Return the name==version pairs of a lock file's text."""
    return set(re.findall(r"^([\w.\[\],-]+==[^\s;\\]+)", text, re.MULTILINE))


def make_environment() -> None:
    """Make .venv; one made elsewhere, by another Python or only half is made anew."""
    stamp = _stamp()
    if _environment() and stamp.get("environment", _environment()) == _environment():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotStartError("Python's venv module is missing: apt-get install python3-venv")
    if ENVIRONMENT.is_symlink():
        raise CannotStartError(
            f"{ENVIRONMENT} is a link to another environment, which the set-up would empty. "
            "Remove the link; the set-up makes an environment of its own."
        )
    with ProgressLine("Making the Python environment in .venv"):
        done = _call([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
        if done.returncode:
            raise CannotStartError(f".venv cannot be made: {last_lines(done.stdout)}")


def install_dependencies(lock: str) -> None:
    """Install exactly what the lock file names, by hash, and note what the environment holds."""
    STAMP.unlink(missing_ok=True)
    wanted = pins(_lock_file(lock).read_text())
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--progress-bar", "off", "--disable-pip-version-check"]
    command += ["--root-user-action", "ignore", "-r", str(_lock_file(lock))]
    with ProgressLine(f"Installing {len(wanted)} packages") as step:
        said = _follow(command, step, len(wanted))
    if said:
        raise CannotStartError(f"The packages cannot be installed ({INSTALL_LOG} says why): {said}")
    held = [each for each in ("base", "dev") if pins(_lock_file(each).read_text()) <= wanted]
    STAMP.write_text(
        json.dumps({"environment": _environment(), "locks": [digest(each) for each in held]})
    )


def _follow(command: list[str], step: ProgressLine, wanted: int) -> str:
    """Run pip, tell how far it is, and return its last lines where it fails."""
    seen = 0
    with (
        INSTALL_LOG.open("w") as log,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as pip,
    ):
        try:
            for line in pip.stdout or ():
                log.write(line)
                seen += line.startswith(("Collecting ", "Requirement already satisfied: "))
                is_last = line.startswith("Installing collected")
                step.note("unpacking" if is_last else f"{min(seen, wanted)} of {wanted}")
        except BaseException:
            pip.terminate()
            raise
    return last_lines(INSTALL_LOG.read_text()) if pip.returncode else ""

"""The states of a program that is kept running, by a clock that the test turns."""

from itertools import pairwise

import pytest

from local.program import LONGEST_START_SECONDS, SILENCE_SECONDS, KeptProgram, ProgramState


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Played:
    """A program as the test has it."""

    name = "web server"

    def __init__(self) -> None:
        self.starts = self.kills = 0
        self.end = ""
        self.is_well = self.is_aside = self.by_signal = False
        self.obstacle: OSError | None = None

    def start(self) -> None:
        self.starts += 1
        self.end = ""
        if self.obstacle:
            raise self.obstacle

    def how_it_ended(self) -> str:
        return self.end

    def was_killed(self) -> bool:
        return self.by_signal

    def is_alive(self) -> bool:
        return self.is_well

    def last_words(self) -> str:
        return ""

    def set_aside(self) -> None:
        self.is_aside = True

    def end_former(self) -> None:
        self.is_aside = False

    def kill(self) -> None:
        self.kills += 1


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def played() -> Played:
    return Played()


@pytest.fixture
def kept(played: Played, clock: Clock) -> KeptProgram:
    """The program, started and well."""
    made = KeptProgram(played, clock=clock)
    made.step()
    played.is_well = True
    made.step()
    assert made.is_running
    return made


def test_a_program_that_was_well_is_started_again_at_once(
    kept: KeptProgram, played: Played
) -> None:
    for starts in range(2, 12):
        played.end, played.is_well = "ended (status -9)", False
        kept.step()
        assert (played.starts, kept.state) == (starts, ProgramState.STARTING)
        played.is_well = True
        kept.step()
        assert kept.is_running


def test_what_an_ended_one_left_serves_on_until_the_next_is_well(
    kept: KeptProgram, played: Played
) -> None:
    played.end, played.is_well = "ended (status -9)", False
    kept.step()
    assert played.is_aside

    played.is_well = True
    kept.step()

    assert not played.is_aside


def test_what_was_left_is_ended_also_where_no_next_one_is_ever_well(
    kept: KeptProgram, played: Played, clock: Clock
) -> None:
    played.end, played.is_well = "ended (status -9)", False
    kept.step()

    clock.now += LONGEST_START_SECONDS + 1
    kept.step()

    assert not played.is_aside


def test_a_silent_program_is_killed_and_started_again(
    kept: KeptProgram, played: Played, clock: Clock
) -> None:
    played.is_well = False
    clock.now += SILENCE_SECONDS
    kept.step()
    assert (played.kills, played.starts) == (0, 1)

    clock.now += 1
    kept.step()

    assert (played.kills, played.starts) == (1, 2)


def test_starts_that_fail_one_after_the_other_wait_longer_and_longer(
    played: Played, clock: Clock
) -> None:
    kept = KeptProgram(played, clock=clock)
    began: list[float] = []
    while len(began) < 8:
        before = played.starts
        kept.step()
        if played.starts > before:
            began.append(clock.now)
        played.end = "ended (status 1)"
        clock.now += 0.25

    pauses = [later - earlier for earlier, later in pairwise(began)]
    assert pauses[0] < 1
    assert [round(pause) for pause in pauses[1:]] == [1, 2, 4, 8, 16, 16]


def test_a_killed_start_says_nothing_about_the_next_one(played: Played, clock: Clock) -> None:
    kept = KeptProgram(played, clock=clock)
    played.by_signal = True
    for _ in range(20):
        kept.step()
        played.end = "ended (status -9)"
        clock.now += 1

    assert played.starts >= 10


def test_a_start_that_is_not_possible_is_tried_again(
    played: Played, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = KeptProgram(played, clock=clock)
    played.obstacle = OSError("no room")
    kept.step()
    assert "The web server cannot be started (no room)" in capsys.readouterr().out

    played.obstacle = None
    clock.now += 2
    kept.step()

    assert kept.state is ProgramState.STARTING


def test_a_start_waits_for_what_it_needs(played: Played, clock: Clock) -> None:
    database = {"is there": False}
    kept = KeptProgram(played, clock=clock, may_start=lambda: database["is there"])
    kept.step()
    assert played.starts == 0

    database["is there"] = True
    kept.step()

    assert played.starts == 1

"""The data stack under a request: no call takes new memory, whatever depth it is made at."""

import resource
import sys
from collections.abc import Callable

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from config import data_stack
from config.data_stack import DataStackMiddleware, frees_every_chunk

DEPTHS = range(200)
SHIFTS = range(0, 30, 2)  # a chunk may begin at any slot of a frame, so each is tried
CALLS = 200


def faults_at(depth: int) -> int:
    """Return how many new pages of memory calls at this depth take, beyond the one who asks."""
    if depth:
        return faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def nothing() -> None:
    """Do nothing, in a frame of its own."""


def worst_of_all_depths() -> int:
    return max(shifted(slots)() for slots in SHIFTS)


def shifted(slots: int) -> Callable[[], int]:
    """Return a function that measures every depth, each so many slots further on."""

    def worst() -> int:
        return max(faults_at(depth) for depth in DEPTHS)

    size = worst.__code__.co_stacksize + slots
    worst.__code__ = worst.__code__.replace(co_stacksize=size)
    return worst


def under(middleware: Callable[..., DataStackMiddleware]) -> int:
    """Return the worst of all depths under the middleware; without it where it steps aside."""
    worst = []

    def answer(_request: HttpRequest) -> HttpResponse:
        worst.append(worst_of_all_depths())
        return HttpResponse()

    try:
        middleware(answer)(HttpRequest())
    except MiddlewareNotUsed:
        answer(HttpRequest())
    return worst[0]


def test_no_depth_of_a_request_makes_each_call_take_new_memory() -> None:
    assert under(DataStackMiddleware) < CALLS / 2


def test_without_the_middleware_some_depth_does_so_on_the_pythons_that_it_is_for() -> None:
    is_needed = worst_of_all_depths() >= CALLS / 2

    assert is_needed is frees_every_chunk(*sys.version_info[:3])


@pytest.mark.parametrize("release", [(3, 11, 2), (3, 12, 12), (3, 13, 12), (3, 14, 3)])
def test_a_release_that_frees_every_chunk_needs_it(release: tuple[int, int, int]) -> None:
    assert frees_every_chunk(*release)


@pytest.mark.parametrize("release", [(3, 13, 13), (3, 14, 4), (3, 15, 0)])
def test_a_release_that_keeps_a_chunk_does_not(release: tuple[int, int, int]) -> None:
    assert not frees_every_chunk(*release)


def test_it_steps_aside_where_it_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_stack, "frees_every_chunk", lambda *_: False)

    with pytest.raises(MiddlewareNotUsed):
        DataStackMiddleware(lambda _: HttpResponse())

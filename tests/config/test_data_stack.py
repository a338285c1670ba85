"""The interpreter's stack under a request."""

import resource

from django.http import HttpRequest, HttpResponse

from config.data_stack import RoomMiddleware

DEPTHS = range(200)
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


def test_no_depth_of_a_request_makes_each_call_take_new_memory() -> None:
    worst = []

    def answer(_request: HttpRequest) -> HttpResponse:
        worst.append(max(faults_at(depth) for depth in DEPTHS))
        return HttpResponse()

    RoomMiddleware(answer)(HttpRequest())

    assert worst[0] < CALLS / 2

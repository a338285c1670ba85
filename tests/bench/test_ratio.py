import pytest

from bench.saves.ratio import block_summary, p95


def test_the_p95_is_the_median_of_the_blocks() -> None:
    calm, noisy = [0.01] * 100, [0.09] * 100

    blocks = [{"seconds": seconds, "together": 1.0} for seconds in (calm, noisy, calm)]

    assert p95(blocks) == pytest.approx(0.01)
    assert block_summary(blocks)["per_second"] == 100.0

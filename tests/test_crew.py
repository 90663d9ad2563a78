"""Work split over processes."""

import os
import signal
from collections.abc import Sequence

import pytest

from registry.crew import CrewFault, hands, share


def pids(work: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), list(work)


def test_one_job_stays_in_this_process() -> None:
    assert share([1, 2, 3], pids, 1) == [(os.getpid(), [1, 2, 3])]


def test_shares_are_dealt_like_cards_and_come_back_in_order() -> None:
    answers = share([0, 1, 2, 3, 4], pids, 2)
    assert [work for _, work in answers] == [[0, 2, 4], [1, 3]]
    assert os.getpid() not in {pid for pid, _ in answers}


def test_a_fault_of_a_worker_is_raised_here() -> None:
    def fail(work: Sequence[int]) -> None:
        if 3 in work:
            raise KeyError("three")

    with pytest.raises(KeyError, match="three"):
        share([0, 1, 2, 3], fail, 2)


def test_a_worker_that_is_killed_is_noticed() -> None:
    def die(_: Sequence[int]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(CrewFault, match="killed"):
        share([0, 1], die, 2)


def test_little_work_is_not_shared_unless_asked() -> None:
    assert hands(None, 10) == 1
    assert hands(4, 10) == 4
    assert hands(4, 2) == 2
    assert hands(0, 10) == 1
    assert hands(4, 0) == 1

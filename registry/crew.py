"""Work split over processes that share everything read so far and send back only their tallies."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

W = TypeVar("W")
R = TypeVar("R")

WORTH_SHARING = 64
"""Pieces of work from which a second process pays for itself."""


class CrewFault(Exception):
    """A worker died without a word: killed, or out of memory."""


def hands(wanted: int | None, pieces: int) -> int:
    """How many processes to use: those asked for, or one a core where the work is worth it."""
    if wanted is not None:
        return max(1, min(wanted, pieces or 1))
    if pieces < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, pieces)


def share(work: Sequence[W], do: Callable[[Sequence[W]], R], jobs: int) -> list[R]:
    """Let each of `jobs` processes do its share of the work; gives what each came to.

    Shares are dealt out like cards, so that they weigh about the same. With one job nothing is
    forked. A fault of a worker is raised here. Raises CrewFault where one was killed.
    """
    if jobs == 1:
        return [do(work)]
    context = multiprocessing.get_context("fork")
    workers = []
    for number in range(jobs):
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(do, work[number::jobs], sender))
        worker.start()
        sender.close()
        workers.append((worker, receiver))
    try:
        answers: list[R] = [_answer(receiver) for _, receiver in workers]
    except BaseException:
        for worker, _ in workers:
            worker.terminate()
        raise
    finally:
        for worker, receiver in workers:
            receiver.close()
            worker.join()
    return answers


def _work(do: Callable[[Sequence[W]], R], share_of_work: Sequence[W], sender: Connection) -> None:
    try:
        sender.send((True, do(share_of_work)))
    except Exception as fault:  # whatever it is, the parent raises it again
        sender.send((False, fault))
    finally:
        sender.close()


def _answer(receiver: Connection) -> Any:
    try:
        well, answer = receiver.recv()
    except EOFError:
        raise CrewFault("a worker of the build was killed") from None
    if well:
        return answer
    raise answer

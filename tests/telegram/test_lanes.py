from __future__ import annotations

import asyncio

from bot.telegram.access import Guests, Once, Pace, Verdict
from bot.telegram.lanes import Lanes
from bot.telegram.trouble import Backoff


async def test_lanes_run_side_by_side_and_each_in_order() -> None:
    done: list[tuple[str, int]] = []
    held = asyncio.Event()

    async def work(item: tuple[str, int]) -> None:
        if item == ("a", 0):
            await held.wait()
        done.append(item)

    lanes = Lanes(work)
    for number in range(3):
        lanes.put("a", ("a", number))
        lanes.put("b", ("b", number))
    await asyncio.sleep(0.01)
    assert done == [("b", 0), ("b", 1), ("b", 2)]
    held.set()
    await asyncio.sleep(0.01)
    assert done[3:] == [("a", 0), ("a", 1), ("a", 2)]
    lanes.put("a", ("a", 3))
    await asyncio.sleep(0.01)
    assert done[-1] == ("a", 3)


async def test_closing_finishes_what_is_under_way_and_nothing_else() -> None:
    begun: list[int] = []
    done: list[int] = []

    async def work(item: int) -> None:
        begun.append(item)
        await asyncio.sleep(0.02 if item < 10 else 60)
        done.append(item)

    lanes = Lanes(work)
    for lane, item in (("a", 1), ("a", 2), ("b", 10)):
        lanes.put(lane, item)
    await asyncio.sleep(0.005)
    await lanes.close(0.1)
    assert (begun, done) == ([1, 10], [1])


def test_a_bucket_holds_a_minutes_worth_and_tells_once() -> None:
    pace = Pace(3)
    verdicts = [pace.verdict(7) for _ in range(6)]
    assert verdicts == [Verdict.ANSWER] * 3 + [Verdict.NOTICE] + [Verdict.DROP] * 2
    assert pace.verdict(8) is Verdict.ANSWER


async def test_a_bucket_refills_and_tells_again() -> None:
    pace = Pace(6000)  # a hundred a second
    while pace.verdict(7) is Verdict.ANSWER:
        pass
    await asyncio.sleep(0.05)
    assert pace.verdict(7) is Verdict.ANSWER
    while (verdict := pace.verdict(7)) is Verdict.ANSWER:
        pass
    assert verdict is Verdict.DROP


def test_guests() -> None:
    assert Guests(frozenset(), frozenset()).admits(1, 1)
    invited = Guests(frozenset({-5}), frozenset({7}))
    assert invited.admits(-5, 1)
    assert invited.admits(-6, 7)
    assert not invited.admits(-6, 1)
    admins = frozenset({9})
    assert Guests(frozenset(), frozenset(), admins).admits(1, 1)
    assert Guests(frozenset({-5}), frozenset(), admins).admits(9, 9)
    assert not Guests(frozenset({-5}), frozenset(), admins).admits(9, 8)


def test_once_in_a_while() -> None:
    once = Once(60)
    assert [once.first(each) for each in ("a", "a", "b", "a")] == [True, False, True, False]
    assert Once(0).first("a")


def test_waiting_times_double_up_to_the_longest() -> None:
    backoff = Backoff()
    assert [backoff.step() for _ in range(6)] == [0.5, 1.0, 2.0, 4.0, 5.0, 5.0]
    backoff.reset()
    assert backoff.step() == 0.5

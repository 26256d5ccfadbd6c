"""Rate, burst and number at once, in a time that runs only while somebody waits."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from nba_assets.sources.http import Client
from nba_assets.sources.limits import Limits
from nba_assets.sources.provider import Rate
from nba_assets.sources.providers import PROVIDERS
from nba_assets_tests.sources.answering import a_provider, a_request, access_to


def moments(limits, clock, number):
    taken = []
    for _ in range(number):
        with limits.turn():
            taken.append(round(clock.monotonic(), 6))
    return taken


def test_a_burst_goes_out_at_once_and_the_rest_at_the_rate(clock):
    limits = Limits(Rate(per_second=2.0, burst=3), 1, clock.monotonic, clock.sleep)
    assert moments(limits, clock, 7) == [0, 0, 0, 0.5, 1.0, 1.5, 2.0]


def test_a_rest_gives_back_the_burst_but_no_more(clock):
    limits = Limits(Rate(per_second=2.0, burst=3), 1, clock.monotonic, clock.sleep)
    moments(limits, clock, 3)
    clock.sleep(100)
    assert moments(limits, clock, 5) == [100, 100, 100, 100.5, 101.0]


@pytest.mark.parametrize(("name", "seconds"), [("basketball_reference", 3.5), ("bettingpros", 2.5)])
def test_a_crawl_delay_is_kept_before_every_further_request(clock, name, seconds):
    provider = PROVIDERS[name]
    limits = Limits(provider.rate, provider.requests_at_once, clock.monotonic, clock.sleep)
    assert moments(limits, clock, 4) == [0, seconds, 2 * seconds, 3 * seconds]


def test_threads_share_one_rate():
    waits, lock = [], threading.Lock()

    def sleep(seconds):
        with lock:
            waits.append(round(seconds, 6))

    # The time stands still, so every request's wait tells the moment that it was given.
    limits = Limits(Rate(per_second=10.0, burst=4), 8, lambda: 0.0, sleep)

    def take(_):
        with limits.turn():
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(take, range(24)))
    assert sorted(waits) == [round(place / 10, 6) for place in range(1, 21)]


def test_no_more_are_under_way_at_once_than_the_provider_likes(server, clock):
    under_way, most, lock = 0, 0, threading.Lock()
    answer = server.next

    def counting(path, headers):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.02)
        with lock:
            under_way -= 1
        return answer(path, headers)

    server.next = counting
    with Client(a_provider(requests_at_once=3), access_to(server, clock)) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda slug: client.fetch(a_request(slug=str(slug))), range(16)))
    assert most == 3


def test_a_client_keeps_the_rate_over_real_sockets(server, clock):
    with Client(a_provider(rate=Rate(per_second=2.0, burst=2)), access_to(server, clock)) as client:
        for _ in range(5):
            client.fetch(a_request())
    assert [round(wait, 6) for wait in clock.waits] == [0.5, 0.5, 0.5]
    assert len(server.paths) == 5

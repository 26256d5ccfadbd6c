"""Every way in which asking may go wrong, for every kind of source that is replayed: told, kept, and nothing lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from nba_assets.assets.raw import fill_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.ingest.fill import IngestError
from nba_assets.settings import Settings
from nba_assets.sources.access import replay_access
from nba_assets.sources.http import Client
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.retries import Backoff
from nba_assets_tests.conftest import NOW
from nba_assets_tests.sources.answering import Says, answering
from nba_assets_tests.sources.samples import TABLE

# Patient enough to be proven, too impatient to be felt.
TIME_OUT, IMPATIENT = 0.25, Backoff(attempts=2, first_seconds=0.0, longest_seconds=0.0, jitter_seconds=0.0)
SILENCE = 0.6
OTHER_EDITIONS = ("not_yet_available", 403)


@dataclass(frozen=True)
class Source:
    """A kind of source: a table and feed, a date that fails, one that does not, and how the failing one is asked."""

    table: str
    feed: str
    day: str
    other: str | None
    asked: str

    @property
    def provider(self) -> str:
        return self.feed.partition("/")[0]


SOURCES = {
    "stats JSON": Source(
        "nbac_player_boxscores",
        "nba_stats/player_game_log",
        "2025-01-11",
        "2025-01-10",
        "DateFrom=2025-01-11.*rOrTeam=P",
    ),
    "CDN JSON": Source("nbac_play_by_play", "nba_cdn/play_by_play", "2025-01-06", None, "playbyplay_0022400500"),
    "referees": Source(
        "nbac_referee_game_assignments", "nba_official/referees", "2025-01-11", "2025-01-10", "officials.*2025-01-11"
    ),
    "PDF": Source("nbac_injury_report", "nba_injury/injury_report", "2024-01-04", None, "2024-01-04_12PM"),
    "CSV": Source(
        "bigdataball_play_by_play",
        "bigdataball/play_by_play",
        "2024-01-10",
        "2024-01-13",
        "files/bdb696f10f0507c7e22149313831",
    ),
    "listing": Source(
        "bigdataball_play_by_play", "bigdataball/play_by_play", "2024-01-10", "2024-01-13", "contains.*0022300517"
    ),
    "HTML": Source(
        "injured_list_moves", "pro_sports_transactions/injured_list", "2025-01-10", "2025-01-11", "EndDate=2025-01-10"
    ),
    "ESPN": Source("espn_scoreboard", "espn/scoreboard", "2024-01-15", None, "scoreboard.*20240115"),
    "BDL": Source("bdl_player_boxscores", "balldontlie/box_scores", "2024-01-15", None, "v1/box_scores"),
    "odds": Source("odds_api_events", "odds_api/events", "2025-01-11", "2025-01-10", "events.*2025-01-11"),
}
WHOLE_SEASONS = ["2024-01-10", "2025-01-11"]


@pytest.fixture(scope="module")
def filled(replay_server, tmp_path_factory):
    """A lake with the schedules of both seasons and the rows of every source's failing date."""
    lake = tmp_path_factory.mktemp("faults") / "lake"
    with opened(lake, replay_server) as tools:
        fill_dates(tools.ingest, TABLE["nbac_schedule"], WHOLE_SEASONS)
        for source in SOURCES.values():
            fill_dates(tools.ingest, TABLE[source.table], [source.day])
    return lake


@contextmanager
def opened(lake, url) -> Iterator[Workshop]:
    with Workshop(Settings(lake=str(lake), now=NOW, replay_url=url)) as tools:
        yield tools


@pytest.fixture
def tools(filled, replay, tmp_path):
    lake = shutil.copytree(filled, tmp_path / "lake")
    shutil.rmtree(lake / "attempts")
    with opened(lake, replay.url) as found:
        yield found


def impatient(tools, url=None):
    """The way in with clients that give up soon; they ask ``url`` if it is given, whatever is asked."""

    def client_of(name):
        if name not in clients:
            provider = replace(PROVIDERS[name], timeout_seconds=TIME_OUT, backoff=IMPATIENT)
            access = replay_access(provider, tools.settings.replay_url, NOW)
            here = replace(access, base_url=lambda as_of: url) if url else access
            clients[name] = Client(provider, here, tools.ingest.pending.append)
        return clients[name]

    clients: dict[str, Client] = {}
    return replace(tools.ingest, client_of=client_of)


def with_one_feed(source):
    """The table of a source without its fallbacks."""
    table = TABLE[source.table]
    [feed] = [replace(feed, backoff=None) for feed in table.feeds if f"{feed.provider}/{feed.name}" == source.feed]
    return replace(table, feeds=(feed,), combine=lambda rows: rows[0])


def rows(tools, source, day):
    return tools.tables[source.table].read([day]).to_pylist()


def landed(tools, source, *below):
    """The files that lie below landing for the failing date."""
    folder = "/".join((*below, *source.feed.split("/")))
    return sorted(
        f"{slug}/{name}"
        for slug in tools.store.names("landing", folder, source.day)
        for name in tools.store.names("landing", folder, source.day, slug)
        if name.endswith(".gz")
    )


def outcomes(tools, source):
    """How asking for the failing date ended, by the kept attempts."""
    kept = tools.attempts.read(NOW, source.provider)
    found = {(one.outcome, one.status) for one in kept if one.scope == source.day and one.outcome != "payload"}
    # One edition of the date's injury reports is recorded; the others are late, as those of a quiet day are.
    return found - {OTHER_EDITIONS} if source.table == "nbac_injury_report" and len(found) > 1 else found


def dates(source):
    return [day for day in (source.other, source.day) if day]


def assert_failed_alone(tools, source, ingest, *said, url="/"):
    """The date failed and kept its rows, the other was filled, and the error says who, what, where and why."""
    table, before = with_one_feed(source), rows(tools, source, source.day)
    assert before
    with pytest.raises(IngestError) as failed:
        fill_dates(ingest, table, dates(source))
    about = [text for text in failed.value.failures if source.day in text]
    assert len(about) == len(failed.value.failures) == 1, failed.value.failures
    provider, feed = source.feed.split("/")
    assert [word for word in (f"{provider} {feed} for {source.day}", url, *said) if word not in about[0]] == [], about
    assert rows(tools, source, source.day) == before
    if source.other:
        assert rows(tools, source, source.other)


every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


@every_source
@pytest.mark.parametrize(
    ("kind", "how", "said", "outcome"),
    [
        ("html_wall", {}, ["refused with HTTP 403"], ("blocked", 403)),
        ("too_many_requests", {"retry_after": 7}, ["HTTP 429", "ask again in 7 s, as it wants"], ("unreachable", 429)),
        ("server_error", {}, ["HTTP 500", "Gave up after 2 attempts"], ("unreachable", 500)),
        ("truncated_body", {}, ["RemoteProtocolError"], ("unreachable", None)),
        ("time_out", {"seconds": SILENCE}, ["ReadTimeout"], ("unreachable", None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_date_that_cannot_be_asked_is_told_and_keeps_its_rows(tools, replay, source, kind, how, said, outcome):
    replay.misbehave(source.asked, kind, **how)
    good = landed(tools, source)
    assert_failed_alone(tools, source, impatient(tools), *said, url=f"/{PROVIDERS[source.provider].host}/")
    assert outcomes(tools, source) == {outcome}
    # What came is kept, but not among the answers; of the others nothing came.
    assert len(landed(tools, source, "refused")) == (kind == "html_wall")
    assert landed(tools, source) == good


@every_source
def test_a_refusal_without_a_page_is_a_block_or_a_late_file_as_the_provider_means_it(tools, source):
    body = b'{"message": "Forbidden"}'
    with answering() as refusing:
        refusing.says(Says(status=403, body=body))
        ingest = impatient(tools, refusing.url)
        if 403 in PROVIDERS[source.provider].late_statuses:
            told = fill_dates(ingest, with_one_feed(source), [source.day])[source.day]
            assert told.not_yet_available
            assert outcomes(tools, source) == {("not_yet_available", 403)}
            assert told.rows == len(rows(tools, source, source.day))
            return
        alone = replace(source, other=None)
        assert_failed_alone(tools, alone, ingest, "refused with HTTP 403", "refuses this address", url=refusing.url)
    assert outcomes(tools, source) == {("blocked", 403)}
    assert len(landed(tools, source, "refused")) == 1


@every_source
def test_an_unreadable_answer_is_broken_or_told_with_its_file(tools, source):
    body = b"%PDF-1.7 of which nothing can be read" if source.feed == "nba_injury/injury_report" else b"{'no': json"
    alone = replace(source, other=None)
    with answering() as babbling:
        babbling.says(Says(body=body))
        is_json = source.feed.partition("/")[0] not in {"nba_injury", "pro_sports_transactions"}
        said = ["the answer is unreadable: no JSON"] if is_json else []
        before = rows(tools, source, source.day)
        with pytest.raises(IngestError) as failed:
            fill_dates(impatient(tools, babbling.url), with_one_feed(alone), [source.day])
    provider, feed = source.feed.split("/")
    for word in (provider, feed, source.day, *said):
        assert word in str(failed.value)
    assert rows(tools, source, source.day) == before
    # Judged by its form it is refused; what only the reader can tell has landed, and the error names the file.
    refused, kept = landed(tools, source, "refused"), landed(tools, source)
    assert len(refused) == is_json
    if not is_json:
        assert any(name in str(failed.value) for name in kept)


@every_source
def test_a_file_that_is_late_is_no_failure(tools, replay, source):
    replay.misbehave(source.asked, "late_file")
    before, good = rows(tools, source, source.day), landed(tools, source)
    told = fill_dates(impatient(tools), with_one_feed(source), dates(source))
    assert rows(tools, source, source.day) == before
    assert told[source.day].rows == len(before)
    if "contains" in source.asked:
        # Drive lists no file: a good answer with nothing in it, which takes back nothing.
        assert not outcomes(tools, source)
        return
    assert any(PROVIDERS[source.provider].host in url for url in told[source.day].not_yet_available)
    assert {outcome for outcome, _ in outcomes(tools, source)} == {"not_yet_available"}
    assert landed(tools, source) == good


@every_source
def test_an_empty_answer_takes_no_rows_away(tools, replay, source):
    replay.misbehave(source.asked, "empty_slate")
    before = rows(tools, source, source.day)
    if source.table == "odds_api_events" or "contains" in source.asked:
        # Of snapshots each stays, and an empty listing is a late file.
        fill_dates(impatient(tools), with_one_feed(source), dates(source))
    else:
        said = "no PDF" if source.table == "nbac_injury_report" else "no rows"
        with pytest.raises(IngestError, match=f"{source.day}: .*{said}"):
            fill_dates(impatient(tools), with_one_feed(source), dates(source))
    assert rows(tools, source, source.day) == before
    assert not source.other or rows(tools, source, source.other)

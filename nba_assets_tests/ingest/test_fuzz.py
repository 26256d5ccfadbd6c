"""10,000 damaged answers of all feeds: each ends in rows or in a named outcome, and its bytes are kept as they came."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import httpx
import pyarrow as pa
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from nba_assets.clock import Clock
from nba_assets.ingest.calendar import Calendar
from nba_assets.ingest.fetching import REFUSED, Fetching
from nba_assets.ingest.fill import Ingest, IngestError
from nba_assets.ingest.reading import SHAPE_ERRORS, UnreadableAnswerError
from nba_assets.lake.attempts import AttemptLog
from nba_assets.lake.landing import Landing
from nba_assets.lake.store import Store
from nba_assets.lake.tables import ParquetTable
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.forms import decoded
from nba_assets.sources.judging import judge
from nba_assets.sources.outcomes import BlockedError, BrokenError, MissingFieldError, NotYetAvailable
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.table import Form
from nba_assets_tests.ingest.damage import harmed
from nba_assets_tests.sources.reading import CAPTURED
from nba_assets_tests.sources.samples import Sample, samples

pytestmark = pytest.mark.slow
SEED = 20250112
PAYLOADS = 10_000
# Reading a PDF takes a twentieth of a second, so they get fewer.
OF_EACH_PDF = 12
# The longer an answer, the longer its reading and the fewer of it; of every one at least so many.
BYTES_THAT_COST_NOTHING, AT_LEAST = 4_000, 15
# A whole game has 50 events or more.
LENGTHS_OF_LISTS = (3, 55)
OF_SO_MANY_FIELDS_ARE_LISTED = 4
NAMED = (BlockedError, BrokenError, MissingFieldError, UnreadableAnswerError)
NOON = Clock(fixed=CAPTURED)


@dataclass(frozen=True)
class OneAnswer:
    """A client that judges prepared bytes as the real one does; whatever else is asked is late."""

    sample: Sample
    body: bytes
    status: int = 200

    @property
    def provider(self):
        return PROVIDERS[self.sample.feed.provider]

    def fetch(self, request, backoff=None):
        if request is not self.sample.request:
            return NotYetAvailable(request, "http://later", 404, CAPTURED)
        return judge(self.provider, request, "http://asked", httpx.Response(self.status, content=self.body), CAPTURED)


@dataclass(frozen=True)
class Upstream:
    """The rows that another table holds."""

    rows: tuple

    def read(self, partitions, columns=None):
        return pa.Table.from_pylist(list(self.rows))


@dataclass(frozen=True)
class Ended:
    """How an answer ended: rows written, and the errors that were told."""

    rows: int
    errors: tuple[Exception, ...]
    kept: tuple[bytes, ...]
    refused: tuple[bytes, ...]


@contextmanager
def a_lake() -> Iterator[Store]:
    """A lake in memory, empty."""
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    yield Store(MemoryFileSystem(), "/lake")


def ended(sample: Sample, body: bytes, status: int = 200) -> Ended:
    """Ask, land, read and write one answer by the product's own steps."""
    request = sample.request
    with a_lake() as store:
        own = ParquetTable(store, "nba_raw", sample.table.name, sample.table.record, sample.table.scope.value)
        tables = {name: Upstream(tuple(rows)) for name, rows in sample.upstream.items()} | {sample.table.name: own}
        client = OneAnswer(sample, body, status)
        ingest = Ingest(
            Landing(store), tables.__getitem__, lambda name: client, AttemptLog(store), [], NOON, (), lambda feed: True
        )
        calendar = Calendar(sample.games)
        facts = {request.scope: ingest.reading.facts(sample.table, request.scope, calendar)}
        fetched = Fetching(ingest.landing, ingest.client_of, NOON).fetch(sample.feed, [request], facts)
        errors = list(fetched.errors[request.scope])
        try:
            rows = ingest.rebuild(sample.table, [request.scope], calendar)[request.scope].rows
        except IngestError as error:
            errors.append(error)
            rows = own.rows_of(request.scope)
        address = request.provider, request.feed, request.scope
        kept, refused = (
            tuple(one.body for one in ingest.landing.answers(*where))
            for where in (address, (f"{REFUSED}/{address[0]}", *address[1:]))
        )
    return Ended(rows, tuple(errors), kept, refused)


def shortened(value, longest: int):
    """A document with less in its lists, the last of each kept."""
    if isinstance(value, dict):
        return {key: shortened(below, longest) for key, below in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict | list):
        few = value if len(value) <= longest else [*value[: longest - 1], value[-1]]
        return [shortened(one, longest) for one in few]
    return value


def small(sample: Sample) -> Sample:
    """The sample with as little in its lists as still gives rows."""
    if sample.request.form is Form.JSON:
        for longest in LENGTHS_OF_LISTS:
            cut = replace(sample, body=json.dumps(shortened(json.loads(sample.body), longest)).encode())
            if bool(ended(cut, cut.body).rows) == sample.has_rows:
                return cut
    return sample


@cache
def targets() -> tuple[tuple[Sample, int], ...]:
    """Every sample with its number of payloads; where rows survive it, its lists are cut short."""
    chosen = [small(sample) for sample in samples()]
    pdfs = [sample for sample in chosen if sample.request.form is Form.PDF]
    cheap = {sample.name: 1 / (BYTES_THAT_COST_NOTHING + len(sample.body)) for sample in chosen if sample not in pdfs}
    left = PAYLOADS - OF_EACH_PDF * len(pdfs) - AT_LEAST * len(cheap)
    counts = {name: AT_LEAST + int(left * share / sum(cheap.values())) for name, share in cheap.items()}
    missing = PAYLOADS - OF_EACH_PDF * len(pdfs) - sum(counts.values())
    counts[min(counts, key=counts.__getitem__)] += missing
    return tuple((sample, counts.get(sample.name, OF_EACH_PDF)) for sample in chosen)


def test_every_feed_of_the_catalogue_has_a_sample_and_there_are_ten_thousand_payloads():
    there = {(sample.table.name, sample.feed.provider, sample.feed.name) for sample, _ in targets()}
    assert there == {(table.name, feed.provider, feed.name) for table in RAW_TABLES for feed in table.feeds}
    assert sum(count for _, count in targets()) == PAYLOADS
    assert len({sample.name for sample, _ in targets()}) == len(targets())


@pytest.mark.parametrize("place", range(len(samples())), ids=[sample.name for sample in samples()])
def test_a_good_answer_gives_rows_and_is_kept(place):
    sample = samples()[place]
    good = ended(sample, sample.body)
    assert (good.kept, good.refused) == ((sample.body,), ())
    assert bool(good.rows) == sample.has_rows
    if sample.has_rows:
        # The next page of a list was late.
        assert all("of the list has not landed" in str(error) for error in good.errors)


@pytest.mark.parametrize("place", range(len(samples())), ids=[sample.name for sample in samples()])
def test_damaged_answers_end_in_rows_or_in_a_named_outcome_and_their_bytes_are_kept(place):
    sample, count = targets()[place]
    random, form = Random(f"{SEED}{sample.name}"), sample.request.form
    seen = Counter()
    for number in range(count):
        damage, body = harmed(random, sample.body, form)
        status = 403 if damage == "_a_page" and random.random() < 0.5 else 200
        told = f"{sample.name}, seed {SEED}, payload {number}, {damage}"
        try:
            end = ended(sample, body, status)
            if number % OF_SO_MANY_FIELDS_ARE_LISTED == 0:
                _list_fields(sample, body)
        except Exception as error:
            raise AssertionError(f"{told}: {error!r} is no named outcome") from error
        was_late = status in PROVIDERS[sample.feed.provider].late_statuses and not end.refused
        assert end.kept + end.refused == (() if not body or was_late else (body,)), told
        assert not (end.rows and end.refused), told
        for error in end.errors:
            assert isinstance(error, (*NAMED, IngestError)), told
            assert sample.request.scope in str(error), told
            assert sample.feed.provider in str(error) or sample.table.name in str(error), told
        seen["rows" if end.rows else type(end.errors[0]).__name__ if end.errors else "no rows"] += 1
    # Neither all refused nor all taken: the damage bites, and what it does not touch is read.
    assert len(seen) > 1, seen


def _list_fields(sample: Sample, body: bytes) -> None:
    """What the drift check does with an answer."""
    try:
        sample.feed.fields(decoded(body, sample.request.form))
    except SHAPE_ERRORS:
        return

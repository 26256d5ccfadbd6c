"""From landing to rows. Nothing here asks a provider, so a raw table can be made again without one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nba_assets.clock import Clock
from nba_assets.ingest.calendar import Calendar
from nba_assets.lake.landing import Landed, Landing
from nba_assets.lake.tables import ParquetTable
from nba_assets.records import BadRowsError, to_table
from nba_assets.sources.forms import decoded
from nba_assets.sources.outcomes import MissingFieldError
from nba_assets.sources.table import Answer, Feed, Form, Keep, RawTable, Request, Row

# What a parser raises over an answer of another shape than the recorded one.
SHAPE_ERRORS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


class UnreadableAnswerError(Exception):
    """A landed answer is not what its provider documents. Its bytes stay in landing."""

    def __init__(self, answer: Answer, cause: Exception) -> None:
        """Name provider, feed, scope and landed file, and what the reader stumbled over."""
        request, text = answer.request, str(cause)
        if answer.source_file not in text:
            text = (
                f"{request.provider} {request.feed} for {request.scope}: {type(cause).__name__}: {cause} "
                f"in {answer.source_file}"
            )
        super().__init__(f"{text}. Compare it with the recordings in the tests and adapt the parser.")


class LackingPageError(Exception):
    """An answer leads to another that has not landed, so that a list is there in part only."""

    def __init__(self, feed: Feed, scope: str, slug: str) -> None:
        """Name provider, feed, scope and what is lacking."""
        super().__init__(
            f"{feed.provider} {feed.name} for {scope}: '{slug}' of the list has not landed, so its rows are a part of "
            "the whole. Ask again."
        )


@dataclass(frozen=True)
class Facts:
    """Rows of nbac_schedule on a date by ten-digit game id, and of the upstream tables by name."""

    games: Mapping[str, Row]
    upstream: Mapping[str, Sequence[Row]]


@dataclass
class ReadRows:
    """The rows that could be read, and one error an answer that could not.

    ``answers`` counts those that could. ``is_part``: a page of a list is lacking.
    """

    rows: list[Row] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    answers: int = 0
    is_part: bool = False

    def lacks(self, error: LackingPageError) -> None:
        """Note that a page is lacking."""
        self.is_part = True
        self.errors.append(error)


def read_answer(feed: Feed, answer: Answer) -> list[Row]:
    """Return the rows of one answer. Raises MissingFieldError or UnreadableAnswerError, and nothing else."""
    try:
        return feed.read(answer)
    except SHAPE_ERRORS as error:
        raise UnreadableAnswerError(answer, error) from error


def followed(feed: Feed, answer: Answer) -> list[Request]:
    """Return the requests that an answer leads to. Raises as ``read_answer`` does."""
    try:
        return feed.follow(answer) if feed.follow else []
    except SHAPE_ERRORS as error:
        raise UnreadableAnswerError(answer, error) from error


@dataclass(frozen=True)
class Reading:
    """Reads what has landed. Under a fixed clock an answer from later than its now would be a leak and is left out."""

    landing: Landing
    source_of: Callable[[str], ParquetTable]
    clock: Clock

    def rows(self, table: RawTable, scope: str, calendar: Calendar) -> ReadRows:
        """Return the rows of a scope, made from everything that the table's feeds have landed."""
        read = [self.rows_of_feed(table, feed, scope, calendar) for feed in table.feeds]
        rows = read[0].rows if len(read) == 1 else table.combine([one.rows for one in read])
        if table.keep is Keep.EVERY:
            rows = _once_a_key(table, rows)
        errors = [error for one in read for error in one.errors]
        return ReadRows(rows, errors, sum(one.answers for one in read), any(one.is_part for one in read))

    def rows_of_feed(self, table: RawTable, feed: Feed, scope: str, calendar: Calendar) -> ReadRows:
        """Return the rows of one feed, each with the columns that tell where it came from.

        Of a table that keeps the latest, the newest answer that can be read counts, and a page only if the answer
        before it still leads to it.
        """
        facts = self.facts(table, scope, calendar)
        by_slug = self._landed(feed, scope)
        read = ReadRows()
        if table.keep is Keep.EVERY:
            for slug, found in by_slug.items():
                for landed in found:
                    self._read_snapshot(read, table, feed, slug, landed, facts)
            return read
        slugs = [slug for slug, found in by_slug.items() if found[-1].meta.get("asked_first", True)]
        seen = set(slugs)
        while slugs:
            led_to = [
                request.slug
                for slug in slugs
                for request in self._read_newest(read, table, feed, slug, reversed(by_slug.get(slug, [])), facts)
            ]
            slugs = [slug for slug in dict.fromkeys(led_to) if slug not in seen]
            seen |= set(slugs)
            if not table.rows_per_final_game:
                # What is judged by game tells its gaps itself.
                for slug in slugs:
                    if slug not in by_slug:
                        read.lacks(LackingPageError(feed, scope, slug))
        return read

    def facts(self, table: RawTable, scope: str, calendar: Calendar) -> Facts:
        """Return what a reader may look at beside the answer."""
        return Facts({game["nba_game_id"]: game for game in calendar.on(scope)}, self.upstream(table, scope))

    def upstream(self, table: RawTable, scope: str) -> dict[str, list[Row]]:
        """Return the rows on the scope of the tables that a table looks at."""
        return {name: self.source_of(name).read([scope]).to_pylist() for name in table.upstream}

    def _landed(self, feed: Feed, scope: str) -> dict[str, list[Landed]]:
        by_slug: dict[str, list[Landed]] = {}
        for landed in self.landing.answers(feed.provider, feed.name, scope):
            if self.clock.fixed is None or landed.captured_at <= self.clock.fixed:
                by_slug.setdefault(landed.path.split("/")[-2], []).append(landed)
        return by_slug

    def _read_snapshot(
        self, read: ReadRows, table: RawTable, feed: Feed, slug: str, landed: Landed, facts: Facts
    ) -> None:
        """Add the rows of one answer of many, if all of them are valid: it must not spoil the others'."""
        one = ReadRows()
        self._read_newest(one, table, feed, slug, [landed], facts)
        read.errors += one.errors
        read.answers += one.answers
        try:
            to_table(table.record, one.rows, table=f"{table.name}, {landed.path}")
        except BadRowsError as error:
            read.errors.append(error)
        else:
            read.rows += one.rows

    def _read_newest(
        self, read: ReadRows, table: RawTable, feed: Feed, slug: str, newest_first: Iterable[Landed], facts: Facts
    ) -> list[Request]:
        """Add the rows of the first answer that can be read; return the requests that it leads to.

        Where files come late, an answer with nothing in it says "not yet": it takes back nothing that was there before.
        """
        for landed in newest_first:
            answer = _answer(feed, slug, landed, facts)
            try:
                rows, led_to = read_answer(feed, answer), followed(feed, answer)
            except (MissingFieldError, UnreadableAnswerError) as error:
                read.errors.append(error)
                continue
            read.answers += 1
            if table.late.again_after and landed.meta.get("asked_first", True) and not rows and not led_to:
                continue
            read.rows += [self._audited(row, answer) for row in rows]
            return led_to
        return []

    def _audited(self, row: Row, answer: Answer) -> Row:
        return row | {
            "source_file": answer.source_file,
            "captured_at": answer.captured_at,
            "processed_at": self.clock.now(),
        }


def _answer(feed: Feed, slug: str, landed: Landed, facts: Facts) -> Answer:
    meta, scope = landed.meta, landed.path.split("/")[2]
    form = Form(meta.get("form", Form.JSON))
    request = Request(feed.provider, feed.name, scope, slug, meta["path"], meta["params"], form)
    return Answer(request, decoded(landed.body, form), landed.captured_at, landed.path, facts.games, facts.upstream)


def _once_a_key(table: RawTable, rows: Iterable[Row]) -> list[Row]:
    """Keep the row of a key that was captured last: the snapshots of two answers overlap where nothing changed."""
    kept = {}
    for row in rows:
        kept[tuple(row[column] for column in table.key)] = row
    return list(kept.values())

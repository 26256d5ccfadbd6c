"""What `nba sources` and its relatives tell: how the providers answer, what is late, which names are unknown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rich.console import Console

from nba_assets.accepted_gaps import excuses
from nba_assets.assets.raw import SCHEDULE
from nba_assets.assets.switches import feed_off_reason, switched_off, switched_on
from nba_assets.assets.workshop import Workshop
from nba_assets.attempts import Attempt, Outcome
from nba_assets.automation.catch_up import LateGame
from nba_assets.automation.due import games_around, late_games_of
from nba_assets.checks.credits import metered
from nba_assets.eastern import EASTERN
from nba_assets.ingest.expected import due_games, missing_games, rows_by_game
from nba_assets.report import NothingThereError, say, table_of
from nba_assets.sources.bigdataball.play_by_play import BIGDATABALL_PLAY_BY_PLAY, TARGET_SHARE
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.circuit import circuit_after
from nba_assets.sources.nba_stats.schedule import FINAL
from nba_assets.sources.odds_api.cost import expected_cost
from nba_assets.sources.provider import Provider
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.table import RawTable, Row, Scope

DAYS_OF_ATTEMPTS = 7
DAYS_OF_LATENESS = 14
GOOD = frozenset({Outcome.PAYLOAD.value, Outcome.NOT_YET_AVAILABLE.value})


@dataclass(frozen=True)
class ProviderState:
    """How a provider has answered of late. ``success_rate`` is a fraction, None without an attempt."""

    provider: str
    host: str
    tables: tuple[str, ...]
    off: str | None
    requests: int
    success_rate: float | None
    last_success_at: datetime | None
    last_failure: str | None
    blocked_until: datetime | None
    credits_left: int | None


@dataclass(frozen=True)
class TableState:
    """How late a raw table is: the games of the last days that are due and lacking, and for how long."""

    table: str
    source: str
    off: str | None
    latest_game_date: str | None
    games_lacking: int
    hours_overdue: float
    answered_at: datetime | None


@dataclass(frozen=True)
class PbpGap:
    """A final game without a BigDataBall file."""

    game_id: str
    source_in_use: str | None
    hours_since_tipoff: float
    first_missed_at: datetime | None
    next_attempt_at: datetime | None


def provider_states(tools: Workshop) -> list[ProviderState]:
    """Return the state of every provider, by the attempts of the last week."""
    now = tools.clock.now()
    attempts = tools.attempts.read(now - timedelta(days=DAYS_OF_ATTEMPTS))
    states = []
    for provider in PROVIDERS.values():
        mine = [attempt for attempt in attempts if attempt.provider == provider.name]
        feeds = {feed: t.name for t in RAW_TABLES for feed in t.feeds if feed.provider == provider.name and feed.ask}
        reasons = [feed_off_reason(tools.settings, feed) for feed in feeds]
        off = None if None in reasons else next(iter(reasons), None)
        states.append(_provider_state(provider, tuple(dict.fromkeys(feeds.values())), off, mine, now))
    return states


def _provider_state(
    provider: Provider, tables: tuple[str, ...], off: str | None, mine: Sequence[Attempt], now: datetime
) -> ProviderState:
    good = [attempt for attempt in mine if attempt.outcome in GOOD]
    bad = [attempt for attempt in mine if attempt.outcome not in GOOD]
    credits_told = [attempt.credits_left for attempt in mine if attempt.credits_left is not None]
    until = circuit_after(mine, provider.circuit).open_until
    return ProviderState(
        provider=provider.name,
        host=provider.host,
        tables=tables,
        off=off,
        requests=len(mine),
        success_rate=len(good) / len(mine) if mine else None,
        last_success_at=max((attempt.at for attempt in good), default=None),
        last_failure=f"{bad[-1].outcome} {bad[-1].status or ''}".strip() if bad else None,
        blocked_until=until if until and until > now else None,
        credits_left=credits_told[-1] if credits_told else None,
    )


def table_states(tools: Workshop) -> list[TableState]:
    """Return how late every raw table is; before the schedule was asked none can be late."""
    off, on = switched_off(tools.settings), {table.name for table in switched_on(tools.settings)}
    games = games_around(tools, DAYS_OF_LATENESS, 0)
    return [_table_state(tools, table, off.get(table.name), games, on) for table in RAW_TABLES]


def _table_state(
    tools: Workshop, table: RawTable, off: str | None, games: Sequence[Row], on: Collection[str]
) -> TableState:
    stored, now = tools.tables[table.name], tools.clock.now()
    # A date that was asked for and had nothing is no date that the table has.
    latest = next((partition for partition in reversed(stored.partitions()) if stored.rows_of(partition)), None)
    newest = stored.read([latest] if latest else [], ["captured_at"])["captured_at"].to_pylist()
    lacking = []
    if table.name in on and table.scope is Scope.GAME_DATE and table.rows_per_final_game:
        due = due_games(table, games, tools.ingest.gaps, now)
        counts = rows_by_game(stored, sorted({game.game_date.isoformat() for game in due}))
        lacking = missing_games(table, due, counts)
    overdue = [(now - game.tipoff_at).total_seconds() / 3600 - (table.due_after_tipoff_hours or 0) for game in lacking]
    return TableState(
        table=table.name,
        source=table.provider,
        off=off,
        latest_game_date=latest,
        games_lacking=len(lacking),
        hours_overdue=round(max(overdue, default=0.0), 1),
        answered_at=max(newest, default=None),
    )


def pbp_gaps(tools: Workshop, day: date | None) -> tuple[list[PbpGap], int]:
    """Return the final games without a BigDataBall file, and how many final games there are.

    Without a date those of the last days. Raises NothingThereError before the schedule was asked.
    """
    _must_have_a_schedule(tools)
    table = BIGDATABALL_PLAY_BY_PLAY
    games = games_around(tools, DAYS_OF_LATENESS, 0) if day is None else tools.calendar(day, day).between(day, day)
    excused = excuses(tools.ingest.gaps, table.name)
    final = [
        game for game in games if game["game_status"] == FINAL and not excused(game["nba_game_id"], game["game_date"])
    ]
    late = late_games_of(tools, table, final)
    dates = sorted({one.game["game_date"].isoformat() for one in late})
    used = {
        row["game_id"]: row["data_source"]
        for row in tools.tables[table.name].read(dates, ["game_id", "data_source"]).to_pylist()
    }
    return [_gap(one, used, tools.clock.now()) for one in late], len(final)


def _gap(one: LateGame, used: dict[str, str], now: datetime) -> PbpGap:
    game = one.game
    return PbpGap(
        game_id=game["game_id"],
        source_in_use=used.get(game["game_id"]),
        hours_since_tipoff=round((now - game["tipoff_at"]).total_seconds() / 3600, 1),
        first_missed_at=one.first_missed_at,
        next_attempt_at=one.next_attempt_at,
    )


def credit_costs(tools: Workshop, first: date, last: date) -> tuple[dict[str, int], int | None]:
    """Return what a span of game dates costs at most, by table, and what is left (None: not told yet).

    Raises NothingThereError before the schedule was asked.
    """
    _must_have_a_schedule(tools)
    now, today = tools.clock.now(), tools.clock.today()
    calendar = tools.calendar(first, last)
    days = sorted({game["game_date"] for game in calendar.between(first, last)})
    costs = {
        table.name: sum(expected_cost(table, day, calendar.on(day.isoformat()), now, today) for day in days)
        for table in switched_on(tools.settings)
        if metered(table)
    }
    attempts = tools.attempts.read(now - timedelta(days=DAYS_OF_ATTEMPTS))
    told = [one.credits_left for one in attempts if one.credits_left is not None]
    return costs, told[-1] if told else None


def print_credits(out: Console, found: tuple[dict[str, int], int | None]) -> None:
    """Print what a span costs and what is left."""
    costs, left = found
    shown = table_of("table", "credits at most")
    for name, cost in costs.items():
        shown.add_row(name, f"{cost:,}")
    shown.add_row("all", f"{sum(costs.values()):,}")
    out.print(shown)
    say(out, "credits left: " + ("not told yet" if left is None else f"{left:,}"))


def print_sources(out: Console, providers: Sequence[ProviderState], tables: Sequence[TableState]) -> None:
    """Print providers, then tables."""
    shown = table_of(
        "provider", "state", "requests", "success", "last success", "last failure", "blocked until", "credits left"
    )
    for one in providers:
        rate = "-" if one.success_rate is None else f"{one.success_rate:.1%}"
        credits_left = "-" if one.credits_left is None else f"{one.credits_left:,}"
        shown.add_row(
            one.provider,
            "off" if one.off else "on",
            f"{one.requests:,}",
            rate,
            moment(one.last_success_at),
            one.last_failure or "-",
            moment(one.blocked_until),
            credits_left,
        )
    out.print(f"Providers, by the attempts of the last {DAYS_OF_ATTEMPTS} days")
    out.print(shown)
    for one in providers:
        if one.off:
            say(out, f"{one.provider} is off: {one.off}")
    late = table_of("table", "provider", "state", "latest date", "games lacking", "hours overdue", "answered at")
    for state in tables:
        late.add_row(
            state.table,
            state.source,
            "off" if state.off else "on",
            state.latest_game_date or "-",
            str(state.games_lacking),
            f"{state.hours_overdue:.1f}" if state.games_lacking else "-",
            moment(state.answered_at),
        )
    out.print(f"\nRaw tables, by the games of the last {DAYS_OF_LATENESS} days")
    out.print(late)
    for state in tables:
        if state.off:
            say(out, f"{state.table} is off: {state.off}")


def print_pbp_gaps(out: Console, gaps: Sequence[PbpGap], final: int) -> None:
    """Print the gaps and how the share of games with a file stands against the target."""
    shown = table_of("game", "source in use", "hours since tip-off", "first missed", "next attempt")
    for gap in gaps:
        shown.add_row(
            gap.game_id,
            gap.source_in_use or "none",
            f"{gap.hours_since_tipoff:.1f}",
            moment(gap.first_missed_at),
            moment(gap.next_attempt_at) if gap.next_attempt_at else "given up",
        )
    if gaps:
        out.print(shown)
    if not final:
        say(out, "no final game is expected to have a BigDataBall file")
        return
    share = 1 - len(gaps) / final
    verdict = "met" if share >= TARGET_SHARE else "MISSED"
    have = final - len(gaps)
    say(out, f"{have} of {final} final games have a file: {share:.1%}, target {TARGET_SHARE:.0%} {verdict}")


def moment(at: datetime | None) -> str:
    """Return a moment as an Eastern wall-clock text."""
    return f"{at.astimezone(EASTERN):%m-%d %H:%M}" if at else "-"


def _must_have_a_schedule(tools: Workshop) -> None:
    if not tools.tables[SCHEDULE].partitions():
        msg = "the schedule was not asked yet; run `nba run` first"
        raise NothingThereError(msg)

"""The two gates: blocking checks on the direct upstream of the next stage.

A gate judges every game date of the run's window. It blocks when the latest game date fails or more than 2 % of the
dates do; a few bad old dates are named in a warning and pass.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import dagster as dg
import pandas as pd

from nba_assets.assets.dbt import DUCKDB_POOL
from nba_assets.assets.keys import ANALYTICS, PREDICTIONS, key
from nba_assets.assets.workshop import WorkshopResource
from nba_assets.checks.verdict import Verdict, named
from nba_assets.checks.window import window

SHARE_OF_BAD_DATES_THAT_BLOCKS = 0.02
MINUTES_WARN, MINUTES_ERROR = 0.90, 0.80
GAMES_ERROR = 0.80
FILLED_ERROR = 0.80

# Shares are of the games that the schedule calls final, and of their players who took part: who sat out has no minutes.
RESULTS_SQL = """
    with final_games as (
        select game_date, game_id from nba_raw.nbac_schedule
        where game_status = 3 and game_date between ? and ?
    ),
    accepted as (
        select nba_game_id from nba_reference.accepted_gaps where table_name = 'nbac_player_boxscores'
    ),
    players as (
        select game_id, count(*) as player_rows, sum(case when minutes_played > 0 then 1 else 0 end) as with_minutes
        from nba_analytics.player_game_summary
        where game_date between ? and ? and is_active
        group by game_id
    )
    select
        cast(g.game_date as date) as game_date,
        count(p.game_id) / count(*) as games,
        coalesce(sum(p.with_minutes), 0) / nullif(coalesce(sum(p.player_rows), 0), 0) as minutes
    from final_games as g
    left join players as p on g.game_id = p.game_id
    where g.game_id not in (
        select s.game_id from nba_raw.nbac_schedule as s inner join accepted as a on s.nba_game_id = a.nba_game_id
    )
    group by g.game_date
    order by 1
"""
# Shares are of the players that the context says are to be predicted. A date on which a team plays that has played
# before must have such players: nobody at all is a share of nothing.
FILLED_SQL = """
    with playing as (
        select game_date, home_team_tricode as team_abbr from nba_raw.nbac_schedule where game_date between ? and ?
        union all
        select game_date, away_team_tricode as team_abbr from nba_raw.nbac_schedule where game_date between ? and ?
    ),
    first_games as (
        select team_abbr, min(game_date) as game_date from nba_analytics.player_game_summary group by team_abbr
    ),
    expected as (
        select distinct p.game_date
        from playing as p
        inner join first_games as g on p.team_abbr = g.team_abbr and g.game_date < p.game_date
    )
    select
        cast(e.game_date as date) as game_date,
        count(f.nba_player_id) / nullif(count(c.nba_player_id), 0) as feature_store,
        count(d.nba_player_id) / nullif(count(c.nba_player_id), 0) as daily_cache
    from expected as e
    left join nba_analytics.upcoming_player_game_context as c on e.game_date = c.game_date
    left join nba_predictions.ml_feature_store_v2 as f
        on c.game_date = f.game_date and c.nba_player_id = f.nba_player_id
    left join nba_precompute.player_daily_cache as d
        on c.game_date = d.game_date and c.nba_player_id = d.nba_player_id
    group by e.game_date
    order by 1
"""


@dataclass(frozen=True)
class Limit:
    """A share of a date below which the date is bad: WARN below ``warn``, ERROR below ``error``."""

    share: str
    error: float
    warn: float = 0.0


RESULTS_LIMITS = (Limit("minutes", error=MINUTES_ERROR, warn=MINUTES_WARN), Limit("games", error=GAMES_ERROR))
FILLED_LIMITS = (Limit("feature_store", error=FILLED_ERROR), Limit("daily_cache", error=FILLED_ERROR))


def gate_checks() -> list[dg.AssetChecksDefinition]:
    """Return both gates."""
    return [results_covered, features_filled]


@dg.asset_check(
    asset=key(ANALYTICS, "player_game_summary"),
    name="results_covered",
    blocking=True,
    pool=DUCKDB_POOL,
    description=(
        "Final games with player rows (ERROR under 80 %), player rows with minutes (WARN under 90 %, ERROR under 80 %)."
    ),
)
def results_covered(context: dg.AssetCheckExecutionContext, workshop: WorkshopResource) -> dg.AssetCheckResult:
    """Stop precompute and everything after it when results are too thin to build on."""
    tools = workshop.tools()
    first, last = window(context, tools.clock.today())
    return judge(tools.warehouse.query(RESULTS_SQL, [first, last, first, last]), RESULTS_LIMITS).result()


@dg.asset_check(
    asset=key(PREDICTIONS, "ml_feature_store_v2"),
    name="features_filled",
    blocking=True,
    pool=DUCKDB_POOL,
    description="Players to be predicted who have a feature row and a daily-cache row (ERROR under 80 %).",
)
def features_filled(context: dg.AssetCheckExecutionContext, workshop: WorkshopResource) -> dg.AssetCheckResult:
    """Stop predictions when the feature store or the daily cache is not filled."""
    tools = workshop.tools()
    first, last = window(context, tools.clock.today())
    return judge(tools.warehouse.query(FILLED_SQL, [first, last, first, last]), FILLED_LIMITS).result()


def judge(dates: pd.DataFrame, limits: Sequence[Limit]) -> Verdict:
    """Judge the shares of every date. ``dates`` has game_date and a column a limit; a NULL share counts as 0."""
    if dates.empty:
        return Verdict(passed=True, description="no game date of the window has anything to judge")
    shares = {_iso(row["game_date"]): row for row in dates.fillna(0.0).to_dict("records")}
    failing = [day for day, row in shares.items() if any(row[limit.share] < limit.error for limit in limits)]
    thin = [day for day, row in shares.items() if any(row[limit.share] < limit.warn for limit in limits)]
    latest = max(shares)
    blocks = latest in failing or len(failing) > SHARE_OF_BAD_DATES_THAT_BLOCKS * len(shares)
    bad = sorted(set(failing) | set(thin))
    facts: dict[str, object] = {
        "dates_judged": len(shares),
        "latest_game_date": latest,
        "failing_dates": failing,
        "warned_dates": thin,
    } | {f"latest_{limit.share}": float(shares[latest][limit.share]) for limit in limits}
    return Verdict(
        passed=not bad,
        severity=dg.AssetCheckSeverity.ERROR if blocks else dg.AssetCheckSeverity.WARN,
        description=_sentence(shares, bad, limits) if bad else f"all {len(shares)} game dates pass",
        metadata=facts,
    )


def _sentence(shares: Mapping[str, Mapping], bad: Sequence[str], limits: Sequence[Limit]) -> str:
    told = [f"{day} ({', '.join(f'{limit.share} {shares[day][limit.share]:.0%}' for limit in limits)})" for day in bad]
    return f"{len(bad)} of {len(shares)} game dates are below the limits: {named(told)}"


def _iso(day: object) -> str:
    return pd.Timestamp(day).date().isoformat() if not isinstance(day, date) else day.isoformat()[:10]

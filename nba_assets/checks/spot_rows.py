"""The rows that spot checks draw from, and those that belong to them."""

from collections.abc import Sequence

import pandas as pd

from nba_assets.assets.workshop import Workshop
from nba_assets.checks.spot_figures import Row

# Rows of the window to draw from, those of players who have played, in an order that is always the same.
PLAYED_SQL = """
    select game_date, game_id, nba_player_id, player_full_name as player,
        points, fg_makes, three_pt_makes, ft_makes, minutes_played, usage_rate
    from nba_analytics.player_game_summary
    where game_date between ? and ? and minutes_played > 0
    order by game_date, nba_player_id
"""
PREPARED_SQL = """
    with debuts as (
        select nba_player_id, min(game_date) as game_date
        from nba_analytics.player_game_summary
        where minutes_played > 0
        group by nba_player_id
    )
    select c.game_date, c.nba_player_id, c.player_lookup as player,
        c.points_avg_last_5, c.points_avg_last_10, c.minutes_avg_last_10
    from nba_precompute.player_daily_cache as c
    inner join debuts as d on c.nba_player_id = d.nba_player_id and d.game_date < c.game_date
    where c.game_date between ? and ?
    order by c.game_date, c.nba_player_id
"""
STORED_SQL = """
    select f.game_date, f.nba_player_id, f.player_lookup as player, f.points_avg_last_5, f.points_avg_last_10,
        c.points_avg_last_5 as from_points_avg_last_5, c.points_avg_last_10 as from_points_avg_last_10
    from nba_predictions.ml_feature_store_v2 as f
    left join nba_precompute.player_daily_cache as c
        on f.game_date = c.game_date and f.nba_player_id = c.nba_player_id
    where f.game_date between ? and ?
    order by f.game_date, f.nba_player_id
"""
GAMES_SQL = """
    select game_date, nba_player_id, points, minutes_played
    from nba_analytics.player_game_summary
    where minutes_played > 0 and list_contains(?, nba_player_id)
"""
# Minutes and seconds stand in the live box score and the game book, whole minutes in the game log.
BOXES_SQL = """
    select b.game_id, b.nba_player_id, coalesce(l.minutes, g.minutes) as minutes_text, b.minutes as whole_minutes,
        b.field_goals_attempted as fg_attempts, b.free_throws_attempted as ft_attempts, b.turnovers,
        t.minutes as team_minutes, t.fg_attempted as team_fg_attempts, t.ft_attempted as team_ft_attempts,
        t.turnovers as team_turnovers
    from nba_raw.nbac_player_boxscores as b
    left join nba_raw.nbac_team_boxscore as t on b.game_id = t.game_id and b.team_abbr = t.team_abbr
    left join nba_raw.nbac_live_boxscores as l on b.game_id = l.game_id and b.nba_player_id = l.nba_player_id
    left join nba_raw.nbac_gamebook_player_stats as g on b.game_id = g.game_id and b.player_lookup = g.player_lookup
    where list_contains(?, b.game_id)
"""


def with_boxes(tools: Workshop, rows: Sequence[Row]) -> list[Row]:
    """Return rows with their raw box scores; those that another source filled, whom the game log lacks, fall away."""
    boxes = records(tools.warehouse.query(BOXES_SQL, [[row["game_id"] for row in rows]]))
    found = {(box["game_id"], box["nba_player_id"]): box for box in boxes}
    return [{**row, **box} for row in rows if (box := found.get((row["game_id"], row["nba_player_id"])))]


def games_of(tools: Workshop, rows: Sequence[Row]) -> list[Row]:
    """Return all games that the players of the rows have played."""
    return records(tools.warehouse.query(GAMES_SQL, [[row["nba_player_id"] for row in rows]]))


def records(rows: pd.DataFrame) -> list[Row]:
    """Return the rows of a query, game dates as dates."""
    if "game_date" in rows:
        rows = rows.assign(game_date=[moment.date() for moment in rows["game_date"]])
    return rows.to_dict("records")

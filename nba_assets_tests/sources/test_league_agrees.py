"""One evening through all tables of the league: NYK 125, PHI 119 after an overtime, on 2025-01-15."""

from collections import Counter

import pytest

from nba_assets.sources.nba_cdn.live_boxscores import NBAC_LIVE_BOXSCORES
from nba_assets.sources.nba_cdn.play_by_play import NBAC_PLAY_BY_PLAY
from nba_assets.sources.nba_stats.game_logs import NBAC_TEAM_BOXSCORE
from nba_assets.sources.nba_stats.schedule import NBAC_SCHEDULE
from nba_assets.sources.nba_stats.scoreboard import NBAC_SCOREBOARD_V2
from nba_assets_tests.sources.nba_stats.league import NYK_PHI, recorded
from nba_assets_tests.sources.reading import answer, feed_of, rows

GAME, DATE = "0022400561", "2025-01-15"
SCORE = {"NYK": 125, "PHI": 119}


def read(table, feed_name, *parts, provider="nba_stats", scope=DATE):
    feed = feed_of(table, feed_name, provider)
    found = rows(table, feed, answer(feed, scope, recorded(*parts), [NYK_PHI]))
    return [row for row in found if row["nba_game_id"] == GAME]


@pytest.fixture(scope="module")
def teams():
    found = read(NBAC_TEAM_BOXSCORE, "box_score", "nbac_team_boxscore", "v2_0022400561.json")
    return {row["team_abbr"]: row for row in found}


@pytest.fixture(scope="module")
def players():
    return read(NBAC_LIVE_BOXSCORES, "box_score", "nbac_team_boxscore", "v2_0022400561.json")


@pytest.fixture(scope="module")
def events():
    return read(NBAC_PLAY_BY_PLAY, "play_by_play", "nbac_play_by_play", "0022400561.json.gz", provider="nba_cdn")


def test_the_final_score_is_one(teams, players, events):
    [game] = read(NBAC_SCHEDULE, "schedule", "nbac_schedule", "2024-25_eight_dates.json.gz", scope="2024-25")
    [board] = read(NBAC_SCOREBOARD_V2, "scoreboard", "nbac_scoreboard_v2", f"{DATE}.json")
    of_players = Counter()
    for row in players:
        of_players[row["team_abbr"]] += row["points"] or 0
    assert {"NYK": game["away_team_score"], "PHI": game["home_team_score"]} == SCORE
    assert {"NYK": board["away_score"], "PHI": board["home_score"]} == SCORE
    assert {team: row["points"] for team, row in teams.items()} == SCORE
    assert of_players == SCORE
    assert {"NYK": events[-1]["score_away"], "PHI": events[-1]["score_home"]} == SCORE
    assert {row["game_id"] for row in (game, board, *teams.values(), *players, *events)} == {"20250115_NYK_PHI"}


def test_the_events_give_every_player_the_counts_of_the_box_score(players, events):
    from_events = {kind: Counter() for kind in ("points", "assists", "blocks", "steals", "three_pointers_made")}
    for row in events:
        from_events["points"][row["player_1_id"]] += row["points_scored"] or 0
        from_events["three_pointers_made"][row["player_1_id"]] += row["shot_type"] == "3PT" and row["shot_made"]
        for role, count in (("assist", "assists"), ("block", "blocks"), ("steal", "steals")):
            from_events[count][row["player_2_id"]] += row["player_2_role"] == role
    for row in players:
        told = {count: row[count] or 0 for count in from_events}
        assert {count: found[row["nba_player_id"]] for count, found in from_events.items()} == told, row[
            "player_lookup"
        ]


def test_the_quarters_of_the_scoreboard_are_those_of_the_events(events):
    [board] = read(NBAC_SCOREBOARD_V2, "scoreboard", "nbac_scoreboard_v2", f"{DATE}.json")
    ends = {row["period"]: row["score_home"] for row in events if row["event_action_type"] == "end"}
    quarters = [board[f"home_points_q{number}"] for number in (1, 2, 3, 4)]
    assert [ends[1], ends[2] - ends[1], ends[3] - ends[2], ends[4] - ends[3]] == quarters
    assert ends[5] - ends[4] == board["home_points_overtime"]


def test_the_minutes_played_fill_the_game(teams, players):
    for team, row in teams.items():
        played = sum(player["minutes_decimal"] or 0 for player in players if player["team_abbr"] == team)
        assert played == pytest.approx(row["minutes"], abs=0.1)

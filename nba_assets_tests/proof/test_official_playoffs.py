"""The 84 play-off games of 2025 against the league's own figures, player by player and team by team.

The league's file holds 1,804 player-games. Its shares have three decimals and its ratings one, so half of the last one
is as close as ours can come. What it says of a team is drawn from its players: five of them share each possession, so a
fifth of the sum of POSS is the team's number of possessions.

What differs, and why it must:

* usage: the league counts what the team used while he was on court; ours takes the team's whole game by his share of
  the minutes, and these are whole ones. Besides, the league's shares of a team's players, weighted by minutes, have a
  mean of 0.193, where five players who use everything have 0.2: its total holds about 3.8 plays a game more than the
  box score, so ours are higher by a thirtieth.
* possessions: the league counts them, ours are estimated from the box score; ratings and pace follow.
"""

from datetime import date

import pytest

from nba_assets_tests.proof.lakes import warehouse_of
from nba_assets_tests.proof.official import distance, finished_lake, official

pytestmark = pytest.mark.slow

FIRST, LAST = date(2025, 4, 19), date(2025, 6, 22)
HALF_OF_THE_LAST_DECIMAL = 0.0005 + 1e-9
PLAYERS_SQL = """
    select nba_game_id, nba_player_id, team_abbr, minutes_played, points, efg_pct, ts_pct, usage_rate
    from nba_analytics.player_game_summary where minutes_played > 0 or points is not null
"""
TEAMS_SQL = """
    select
        own.nba_game_id, own.team_abbr, own.opponent_team_abbr, own.possessions, own.pace, own.offensive_rating,
        theirs.opp_possessions, theirs.defensive_rating
    from nba_analytics.team_offense_game_summary as own
    inner join nba_analytics.team_defense_game_summary as theirs
        on own.nba_game_id = theirs.nba_game_id and own.team_abbr = theirs.defending_team_abbr
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    return finished_lake(tmp_path_factory.mktemp("playoffs") / "lake", FIRST, LAST, "nbac_live_boxscores")


@pytest.fixture(scope="module")
def players(lake):
    """One row per player-game: our columns in small letters, the league's in capitals."""
    ours, theirs = warehouse_of(lake).query(PLAYERS_SQL), official("playoffs_2025.parquet")
    assert (len(ours), len(theirs)) == (1804, 1804)
    keys = {"left_on": ["nba_game_id", "nba_player_id"], "right_on": ["GAME_ID", "PLAYER_ID"]}
    return ours.merge(theirs, how="inner", validate="one_to_one", **keys)


@pytest.fixture(scope="module")
def teams(lake):
    """One row per team game, with the possessions, ratings and pace that the league counts."""
    theirs = official("playoffs_2025.parquet").groupby(["GAME_ID", "TEAM_ABBREVIATION"], as_index=False)
    theirs = theirs.agg(poss=("POSS", "sum"), minutes=("TEAM_MIN", "max"), scored=("TEAM_PTS", "max"))
    theirs["poss"] /= 5
    theirs = theirs.rename(columns={"GAME_ID": "nba_game_id", "TEAM_ABBREVIATION": "team_abbr"})
    against = theirs.drop(columns="minutes").rename(columns={"team_abbr": "opponent_team_abbr"})
    found = warehouse_of(lake).query(TEAMS_SQL).merge(theirs, on=["nba_game_id", "team_abbr"])
    found = found.merge(against, on=["nba_game_id", "opponent_team_abbr"], suffixes=("", "_against"))
    assert len(found) == 168
    return found


def test_every_player_game_of_the_league_is_ours(players):
    assert len(players) == 1804
    assert (players["team_abbr"] == players["TEAM_ABBREVIATION"]).all()
    assert (players["minutes_played"].round() == players["MIN"]).all()


@pytest.mark.parametrize(("ours", "theirs", "known"), [("ts_pct", "TS_PCT", 1664), ("efg_pct", "EFG_PCT", 1646)])
def test_shooting_equals_the_leagues_to_its_last_decimal(players, ours, theirs, known):
    """Without an attempt the league writes 0 and ours is unknown."""
    found = distance(players[ours], players[theirs])
    assert found.count == known
    assert found.largest <= HALF_OF_THE_LAST_DECIMAL
    assert players.loc[players[ours].isna(), theirs].eq(0).all()


@pytest.mark.parametrize(
    ("least", "most", "bias", "median", "p95", "largest"),
    [
        # Measured over 1,034 games of 20 minutes on: bias 0.0063, median 0.0067, 95th percentile 0.0223, most 0.049.
        (20, 70, 0.0095, 0.010, 0.033, 0.075),
        # 560 of 5 to 19 minutes, where half a minute is up to a tenth of his time: 0.0079, 0.0084, 0.0437 and 0.085.
        (5, 20, 0.0120, 0.0125, 0.065, 0.130),
        # 199 of 1 to 4 minutes, where whole minutes say little: 0.0216, 0.0139, 0.144 and 0.570.
        (0, 5, 0.0330, 0.021, 0.215, 0.860),
    ],
)
def test_usage_is_near_the_leagues_the_nearer_the_longer_he_played(players, least, most, bias, median, p95, largest):
    some = players[players["minutes_played"].between(least, most, inclusive="left")]
    found = distance(some["usage_rate"], some["USG_PCT"])
    assert abs(found.bias) < bias
    assert found.median < median
    assert found.p95 < p95
    assert found.largest < largest


def test_usage_of_a_team_adds_up_here_and_not_there(players):
    """Measured: 0.1999 and 0.1932 of 0.2."""
    weight = players["minutes_played"].where(players["usage_rate"].notna())
    ours = (players["usage_rate"] * weight).sum() / weight.sum()
    theirs = (players["USG_PCT"] * weight).sum() / weight.sum()
    assert ours == pytest.approx(0.2, abs=0.001)
    assert theirs == pytest.approx(0.193, abs=0.001)


def test_the_possessions_of_a_team_are_a_fifth_of_its_players(players):
    """Ratings of the players weighted by their possessions give the team's: measured within 0.03 points."""
    for _, team in players.groupby(["GAME_ID", "TEAM_ABBREVIATION"]):
        rating = (team["OFF_RATING"] * team["POSS"]).sum() / team["POSS"].sum()
        assert rating == pytest.approx(100 * team["TEAM_PTS"].max() / (team["POSS"].sum() / 5), abs=0.05)


def test_possessions_are_estimated_without_bias(teams):
    """Measured over 168 team games: bias -0.01, median 1.6, 95th percentile 4.2, largest 8.8 of 97 possessions."""
    found = distance(teams["possessions"], teams["poss"])
    assert abs(found.bias) < 0.3
    assert found.median < 2.4
    assert found.p95 < 6.4
    assert found.largest < 13


def test_ratings_follow_the_possessions(teams):
    """Measured for both ratings, which are the same games seen from two sides: bias 0.02, 95th percentile 5.0."""
    for ours, points, possessions in (
        ("offensive_rating", "scored", "poss"),
        ("defensive_rating", "scored_against", "poss_against"),
    ):
        found = distance(teams[ours], 100 * teams[points] / teams[possessions])
        assert abs(found.bias) < 0.35
        assert found.median < 2.6
        assert found.p95 < 7.5
        assert found.largest < 15


def test_pace_is_that_of_the_league_without_bias(teams):
    """The league's is the mean of both sides: ours, of one side, is 1.4 off in the median, the mean of both 1.1."""
    theirs = (teams["poss"] + teams["poss_against"]) / 2 * 48 / (teams["minutes"] / 5)
    one = distance(teams["pace"], theirs)
    assert abs(one.bias) < 0.3
    assert one.median < 2.2
    assert one.p95 < 7
    both = teams.merge(
        teams[["nba_game_id", "team_abbr", "pace"]],
        left_on=["nba_game_id", "opponent_team_abbr"], right_on=["nba_game_id", "team_abbr"],
        suffixes=("", "_against"),
    )  # fmt: skip
    of_both = distance((both["pace"] + both["pace_against"]) / 2, theirs)
    assert of_both.median < 1.65
    assert of_both.p95 < 4.4


def test_starters_are_the_leagues(lake, players):
    """The league names a position for the five who start."""
    named = players.groupby(["GAME_ID", "TEAM_ABBREVIATION"])["START_POSITION"].count()
    assert (len(named), named.unique().tolist()) == (168, [5])
    ours = warehouse_of(lake).query("select * from nba_analytics.player_game_summary where starter_flag")
    theirs = players[players["START_POSITION"].notna()]
    keys = [tuple(row) for row in theirs[["GAME_ID", "PLAYER_ID"]].to_numpy()]
    assert sorted(tuple(row) for row in ours[["nba_game_id", "nba_player_id"]].to_numpy()) == sorted(keys)

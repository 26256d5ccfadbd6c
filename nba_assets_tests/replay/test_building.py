"""The steps that make the bundled archive, on a few rows worked out by hand."""

from datetime import UTC, date, datetime, time

import pandas as pd
import pytest

from nba_assets.replay.building.gaps import REASONS, find_gaps
from nba_assets.replay.building.moved_games import MOVED_GAMES
from nba_assets.replay.building.odds import build_odds
from nba_assets.replay.building.plays import closing_times
from nba_assets.replay.building.schedule import build_games, final_text
from nba_assets.replay.building.shots import build_shots
from nba_assets.replay.gap_rows import GapRow

DAY = date(2024, 11, 1)
# All on 2024-11-01: BOS at CHA at 19:00 Eastern (23:00 UTC), LAL at TOR at 20:30, UTA at DEN at 22:00.
GAMES = pd.DataFrame(
    {
        "gameId": ["0022400135", "0022400137", "0022400140"],
        "tipoff_at": [
            datetime(2024, 11, 1, 23, 0, tzinfo=UTC),
            datetime(2024, 11, 2, 0, 30, tzinfo=UTC),
            datetime(2024, 11, 2, 2, 0, tzinfo=UTC),
        ],
        "final_at": [datetime(2024, 11, 2, 6, 0, tzinfo=UTC)] * 3,
        "first_tipoff_at": [None] * 3,
        "shown_from": [datetime(2024, 9, 1, 4, 0, tzinfo=UTC)] * 3,
        "awayTeam.teamTricode": ["BOS", "LAL", "UTA"],
        "homeTeam.teamTricode": ["CHA", "TOR", "DEN"],
    }
)
BOS_CHA = {"game_id": "e1", "home_team": "Charlotte Hornets", "away_team": "Boston Celtics"}
LAL_TOR = {"game_id": "e2", "home_team": "Toronto Raptors", "away_team": "Los Angeles Lakers"}
UTA_DEN = {"game_id": "e4", "home_team": "Denver Nuggets", "away_team": "Utah Jazz"}
START_1, START_2 = datetime(2024, 11, 1, 23, 10, tzinfo=UTC), datetime(2024, 11, 2, 0, 40, tzinfo=UTC)


def offer(event, commence, file_date, point=20.5, price=-137, side="Over"):
    book = {"player": "Jayson Tatum", "market": "player_points", "bookmaker": "Underdog"}
    return {
        **event,
        **book,
        "side": side,
        "line": point,
        "price": price,
        "commence_time": commence,
        "file_date": file_date,
    }


def closing(event, commence):
    return {
        "event_id": event["game_id"],
        "home_team": event["home_team"],
        "away_team": event["away_team"],
        "commence_time": commence,
        "spread_point": 9.5,
        "total_point": None,
    }


@pytest.fixture
def odds(tmp_path):
    """Build odds from offers and closing lines."""

    def build(offers, lines):
        (tmp_path / "odds").mkdir()
        points = "props_pts_reb_ast_dfs_2024-10-22_2025-01-13.parquet"
        consensus = "game_closing_lines_consensus_2023-24_2024-25.parquet"
        pd.DataFrame(offers).to_parquet(tmp_path / "odds" / points)
        pd.DataFrame(lines).to_parquet(tmp_path / "odds" / consensus)
        return build_odds(tmp_path, GAMES)

    return build


def test_a_snapshot_is_before_the_first_start_of_its_file_and_an_hour_before_its_own(odds):
    offers = [offer(BOS_CHA, START_1, DAY), offer(LAL_TOR, START_2, DAY)]
    _, lines, _ = odds(offers, [closing(BOS_CHA, START_1)])
    moments = dict(zip(lines["event_id"], lines["snapshot_at"], strict=True))
    # An hour before the scheduled 23:00, and at 23:10 when the first event of the file began.
    assert moments == {"e1": datetime(2024, 11, 1, 22, 0, tzinfo=UTC), "e2": START_1}


def test_a_file_is_not_later_than_the_end_of_its_utc_date(odds):
    late = datetime(2024, 11, 2, 2, 10, tzinfo=UTC)
    _, lines, _ = odds([offer(UTA_DEN, late, DAY)], [closing(UTA_DEN, late)])
    assert lines["snapshot_at"].tolist() == [datetime(2024, 11, 2, 0, 0, tzinfo=UTC)]


def test_the_earlier_of_two_files_that_prove_the_same_moment_is_five_minutes_earlier(odds):
    offers = [offer(BOS_CHA, START_1, DAY, 20.5), offer(BOS_CHA, START_1, date(2024, 11, 2), 21.5)]
    _, lines, _ = odds(offers, [closing(BOS_CHA, START_1)])
    assert dict(zip(lines["point"], lines["snapshot_at"], strict=True)) == {
        20.5: datetime(2024, 11, 1, 21, 55, tzinfo=UTC),
        21.5: datetime(2024, 11, 1, 22, 0, tzinfo=UTC),
    }


def test_placeholders_and_offers_without_a_price_are_dropped(odds):
    offers = [
        offer(BOS_CHA, START_1, DAY, 0.5),
        offer(BOS_CHA, START_1, DAY, 24.5, -10000, "Under"),
        offer(BOS_CHA, START_1, DAY, 24.5, -137, "Over"),
        offer(BOS_CHA, START_1, DAY, 26.5),
        offer(BOS_CHA, START_1, DAY, 26.5),
    ]
    _, lines, _ = odds(offers, [closing(BOS_CHA, START_1)])
    assert lines["point"].tolist() == [26.5]


def test_an_event_of_no_game_is_left_out_and_a_start_with_seconds_is_the_scheduled_one(odds):
    in_play = datetime(2024, 11, 1, 23, 12, 41, tzinfo=UTC)
    strangers = {"game_id": "e3", "home_team": "Miami Heat", "away_team": "Boston Celtics"}
    lines = [closing(BOS_CHA, in_play), closing(strangers, START_1)]
    events, _, game_lines = odds([offer(LAL_TOR, START_2, DAY)], lines)
    starts = dict(zip(events["event_id"], events["commence_time"], strict=True))
    assert starts == {"e1": GAMES["tipoff_at"][0], "e2": START_2}
    assert game_lines[["event_id", "home_spread"]].values.tolist() == [["e1", 9.5]]
    assert game_lines["snapshot_at"].tolist() == [datetime(2024, 11, 1, 22, 0, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("minutes", "text"), [(239, "Final"), (241, "Final"), (264, "Final/OT"), (267, "Final/OT"), (290, "Final/OT2")]
)
def test_overtimes_are_read_from_rounded_team_minutes(minutes, text):
    assert final_text(minutes) == text


def test_gaps_are_ranges_of_whole_dates_or_single_games():
    days = [date(2024, 11, day) for day in (1, 1, 2, 3, 3)]
    tips = [datetime(d.year, d.month, d.day, 23, tzinfo=UTC) for d in days]
    games = pd.DataFrame({"gameId": [f"002240000{n}" for n in range(1, 6)], "tipoff_at": tips})
    points = {"odds_api_player_points_props": frozenset({"0022400004"})}
    lines = {"odds_api_game_lines": frozenset(games["gameId"]) - {"0022400001"}}
    no_points, no_lines = "the source has no points lines of the game", "the source has no spread or total of the game"
    reasons = {table: REASONS[table] for table in points | lines}
    assert set(find_gaps(games, [points, lines], reasons)) == {
        GapRow("odds_api_player_points_props", "", days[0], days[2], no_points),
        GapRow("odds_api_player_points_props", "0022400005", days[4], days[4], no_points),
        GapRow("odds_api_game_lines", "0022400001", days[0], days[0], no_lines),
    }


def test_a_range_of_gaps_has_one_reason_and_one_season():
    days = [date(2024, 4, 13), date(2024, 4, 14), date(2024, 10, 22), date(2024, 12, 17), date(2024, 12, 18)]
    tips = [datetime(d.year, d.month, d.day, 23, tzinfo=UTC) for d in days]
    ids = ["0022300001", "0022300002", "0022400001", "0062400001", "0022400002"]
    games = pd.DataFrame({"gameId": ids, "tipoff_at": tips})
    reasons = {"t": lambda game: "the Cup final" if game.startswith("006") else "no source"}
    assert find_gaps(games, [], reasons) == [
        GapRow("t", "", days[0], days[1], "no source"),
        GapRow("t", "0022400001", days[2], days[2], "no source"),
        GapRow("t", "0062400001", days[3], days[3], "the Cup final"),
        GapRow("t", "0022400002", days[4], days[4], "no source"),
    ]


def test_every_moved_game_follows_a_game_that_was_itself_called_off():
    called_off = {move.nba_game_id for move in MOVED_GAMES if move.postponed == move.nba_game_id}
    assert {move.postponed for move in MOVED_GAMES} == called_off
    assert len({move.nba_game_id for move in MOVED_GAMES}) == len(MOVED_GAMES)


@pytest.mark.parametrize("build", [build_shots, lambda data: build_games(data, pd.DataFrame(), {})])
def test_a_data_folder_without_a_file_is_refused_by_the_files_name(tmp_path, build):
    with pytest.raises(FileNotFoundError, match=r"\.parquet"):
        build(tmp_path)


def plays(*descriptions):
    numbers = range(1, len(descriptions) + 1)
    return pd.DataFrame({"gameId": "0022300010", "actionId": numbers, "description": descriptions})


@pytest.mark.parametrize(
    ("said", "closed"),
    [
        ("End of 4th Period (9:55 PM EST)", time(21, 55)),
        ("End of 1st OT (10:51 PM EST)", time(22, 51)),
        ("End of 4th Period (12:35 AM EST)", time(0, 35)),
        ("End of 4th Period (12:05 PM EST)", time(12, 5)),
    ],
)
def test_the_last_play_tells_when_a_game_ended(said, closed):
    assert closing_times(plays("Start of 1st Period (7:44 PM EST)", said)) == {"0022300010": closed}


def test_plays_that_end_otherwise_are_refused():
    with pytest.raises(ValueError, match="no end of a period with its time: 'Tatum REBOUND"):
        closing_times(plays("Tatum REBOUND (Off:0 Def:1)"))


def test_a_game_with_plays_is_final_after_the_minute_of_its_end(archive):
    # BOS at POR: tip-off 2024-03-11 22:30 Eastern, "End of 4th Period (12:35 AM EST)", in summer time.
    assert archive.game["0022300938"].final_at == datetime(2024, 3, 12, 4, 36, tzinfo=UTC)
    # DAL at ATL has no plays: tip-off 2024-01-26 19:00 Eastern and two and a half hours.
    assert archive.game["0022300634"].final_at == datetime(2024, 1, 27, 2, 30, tzinfo=UTC)

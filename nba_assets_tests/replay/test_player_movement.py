"""Transactions: the recorded rows in the recorded order, each from the midnight after its date."""

import pytest

from nba_assets.replay.emptied import emptied
from nba_assets.replay.feeds.player_movement import player_movement
from nba_assets_tests.replay.asking import at


def rows(archive, now):
    return player_movement(archive, at(now), {})["NBA_Player_Movement"]["rows"]


def test_a_trade_is_shown_from_the_midnight_after_its_date(archive):
    before, after = rows(archive, "2025-02-02T23:59"), rows(archive, "2025-02-03T00:00")
    assert after[-len(before) :] == before
    added = after[: -len(before)]
    # Ten legs of 2025-02-02: nine of the trade of Luka Doncic, and Mo Bamba waived by the Jazz.
    assert [row["GroupSort"] for row in added] == ["Trade 2024022"] * 9 + ["Waive 1128510"]
    assert added[3] == {
        "Transaction_Type": "Trade",
        "TRANSACTION_DATE": "2025-02-02T00:00:00",
        "TRANSACTION_DESCRIPTION": "Los Angeles Lakers received forward Luka Doncic from Dallas Mavericks.",
        "TEAM_ID": 1610612747.0,
        "TEAM_SLUG": "lakers",
        "PLAYER_ID": 1629029.0,
        "PLAYER_SLUG": "luka-doncic",
        "Additional_Sort": 1610612742.0,
        "GroupSort": "Trade 2024022",
    }


def test_the_newest_transaction_comes_first(archive):
    dates = [row["TRANSACTION_DATE"] for row in rows(archive, "2025-01-12T12:00")]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == "2025-01-10T00:00:00"
    assert dates[-1] == "2015-07-01T00:00:00"


def test_all_recorded_rows_are_there_in_the_end(archive):
    everything = rows(archive, "2025-07-17T00:00")
    assert len(everything) == 8730
    assert everything[0]["TRANSACTION_DESCRIPTION"] == "Milwaukee Bucks signed guard Cole Anthony to a Contract."
    assert everything[1]["GroupSort"] == "Signing 1135891"


def test_the_columns_are_those_recorded(archive):
    columns = player_movement(archive, at("2025-01-12T12:00"), {})["NBA_Player_Movement"]["columns"]
    assert columns[:4] == [
        {"Name": "Transaction_Type", "DataType": "String"},
        {"Name": "TRANSACTION_DATE", "DataType": "DateTime"},
        {"Name": "TRANSACTION_DESCRIPTION", "DataType": "String"},
        {"Name": "TEAM_ID", "DataType": "Decimal"},
    ]
    assert [column["Name"] for column in columns[4:]] == [
        "TEAM_SLUG",
        "PLAYER_ID",
        "PLAYER_SLUG",
        "Additional_Sort",
        "GroupSort",
    ]


@pytest.mark.parametrize("now", ["2015-07-01T12:00", "2014-01-01T00:00"])
def test_before_the_first_date_there_is_none(archive, now):
    assert rows(archive, now) == []


def test_an_empty_slate_keeps_the_columns(archive):
    full = player_movement(archive, at("2025-01-12T12:00"), {})
    empty = emptied(full)["NBA_Player_Movement"]
    assert empty == {"rows": [], "columns": full["NBA_Player_Movement"]["columns"]}

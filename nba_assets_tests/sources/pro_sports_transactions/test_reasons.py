"""What the notes of moves say. Unless marked, they are real ones of July 2022 to June 2025."""

import pytest

from nba_assets.sources.pro_sports_transactions.reasons import category, reason


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        ("placed on IL with sprained left ankle", "sprained left ankle"),
        ("bruised left knee (DTD)", "bruised left knee"),
        ("placed on IL recovering from torn ACL in left knee", "recovering from torn ACL in left knee"),
        ("placed on IL with sore/sprained right foot", "sore/sprained right foot"),
        ("placed on IL with various injuries (out for season)", "various injuries"),
        ("heel injury (out indefinitely)", "heel injury"),
        ("placed on IL", None),
        ("activated from IL", None),
        ("returned to lineup (date approximate)", None),
        ("", None),
    ],
)
def test_the_bare_reason(notes, why):
    assert reason(notes) == why


@pytest.mark.parametrize(
    ("why", "kind"),
    [
        ("strained left hamstring", "injury"),
        ("concussion protocol", "injury"),
        ("general soreness", "injury"),
        ("right hip pointer", "injury"),
        ("hyperextended left hnee / various injuries", "injury"),
        ("collapsed right lung", "injury"),
        ("stinger", "injury"),
        ("illness", "illness"),
        ("illness, various injuries", "illness"),
        ("NBA health and safety protocols", "illness"),
        ("COVID-19", "illness"),
        ("migraine headache", "illness"),
        ("flu", "illness"),
        ("gastroenteritis", "illness"),
        ("rest", "rest"),
        # Made up: these years' injured list has none of them.
        ("personal reasons", "personal"),
        ("birth of child", "personal"),
        ("suspended by team", "suspension"),
        ("restoration of the front office", "other"),
    ],
)
def test_the_kind_of_a_reason(why, kind):
    assert category(why) == kind


def test_no_reason_has_no_kind():
    assert category(None) is None

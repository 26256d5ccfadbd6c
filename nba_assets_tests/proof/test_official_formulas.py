"""The league's ratios of one game, put through the product's own formulas.

The recorded advanced and four-factors answers are of a WNBA game of 2025, Seattle at Connecticut: 40 minutes long, by
the same provider and definitions. No box score of it is recorded, but the ratios leave one set of counts:

                                                     Connecticut             Seattle
    possessions, as stated                           85                      86
    points: rating * possessions / 100               100.0: 85               117.4: 101
    turnovers: ratio * possessions / 100             15.3: 13                19.8: 17
    attempts: points / (2 * true shooting)           85 / 1.084 / 1.171: 67  101 / 1.376 / 1.064: 69
        / (1 + 0.44 * free throw rate), with the rate .388                   .145
    free throws attempted: rate * attempts           26                      10
    offensive rebounds                               .186: 8 of 43           .179: 5 of 28
"""

import gzip
import json
from pathlib import Path

import duckdb
import jinja2
import pytest

from nba_assets.assets.dbt import PROJECT_FOLDER
from nba_assets_tests.proof.official import OFFICIAL

MACROS = ("portable.sql", "formulas.sql")
COUNTS = {
    "CON": {"points": 85, "fga": 67, "fta": 26, "turnovers": 13, "offensive_rebounds": 8, "misses_offered": 43},
    "SEA": {"points": 101, "fga": 69, "fta": 10, "turnovers": 17, "offensive_rebounds": 5, "misses_offered": 28},
}


@pytest.fixture(scope="module")
def stated():
    """The league's statistics of both teams, from both answers."""
    teams = {}
    for name, key in (("boxscoreadvancedv3", "boxScoreAdvanced"), ("boxscorefourfactorsv3", "boxScoreFourFactors")):
        box = json.loads(gzip.decompress((OFFICIAL / f"{name}_1022500165.json.gz").read_bytes()))[key]
        for side in ("homeTeam", "awayTeam"):
            teams.setdefault(box[side]["teamTricode"], {}).update(box[side]["statistics"])
    return teams


def formula(call: str) -> float:
    """Evaluate a call of one of the dbt project's macros."""
    text = "".join((Path(PROJECT_FOLDER) / "macros" / name).read_text() for name in MACROS)
    environment = jinja2.Environment(autoescape=False)
    sql = environment.from_string(text + "{{ " + call + " }}").render(target={"type": "duckdb"}, dbt=_Dbt)
    return duckdb.sql(f"select {sql}").fetchall()[0][0]


class _Dbt:
    type_bigint = staticmethod(lambda: "bigint")


@pytest.mark.parametrize("team", COUNTS)
def test_the_counts_are_those_of_the_stated_ratios(stated, team):
    counts, ratios = COUNTS[team], stated[team]
    assert 100 * counts["points"] / ratios["possessions"] == pytest.approx(ratios["offensiveRating"], abs=0.05)
    assert 100 * counts["turnovers"] / ratios["possessions"] == pytest.approx(ratios["turnoverRatio"], abs=0.05)
    assert counts["fta"] / counts["fga"] == pytest.approx(ratios["freeThrowAttemptRate"], abs=0.0005)
    rebounds = counts["offensive_rebounds"] / counts["misses_offered"]
    assert rebounds == pytest.approx(ratios["offensiveReboundPercentage"], abs=0.0005)


@pytest.mark.parametrize("team", COUNTS)
def test_true_shooting_is_the_leagues(stated, team):
    counts = COUNTS[team]
    found = formula(f"true_shooting('{counts['points']}', '{counts['fga']}', '{counts['fta']}')")
    assert found == pytest.approx(stated[team]["trueShootingPercentage"], abs=0.0005)


@pytest.mark.parametrize(("team", "estimate"), [("CON", 83.44), ("SEA", 85.4)])
def test_possessions_are_estimated_within_two(stated, team, estimate):
    """67 + 0.44 * 26 + 13 - 8 of 85, and 69 + 0.44 * 10 + 17 - 5 of 86: the league counts them."""
    counts = COUNTS[team]
    arguments = ", ".join(f"'{counts[name]}'" for name in ("fga", "fta", "turnovers", "offensive_rebounds"))
    found = formula(f"possessions({arguments})")
    assert found == pytest.approx(estimate)
    assert found == pytest.approx(stated[team]["possessions"], abs=2)


def test_pace_is_the_leagues_when_its_possessions_are_counted(stated):
    """(85 + 86) / 2 * 48 / (200 / 5), whatever the length of the game."""
    mean = (stated["CON"]["possessions"] + stated["SEA"]["possessions"]) / 2
    assert formula(f"pace('{mean}', '200')") == pytest.approx(stated["CON"]["pace"])

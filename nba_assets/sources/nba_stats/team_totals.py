"""The team's rows of a game's box score, checked against each other."""

from nba_assets.sources.answers import unusable
from nba_assets.sources.minutes import seconds_from_clock
from nba_assets.sources.nba_stats.box_scores import BoxScore, final_box_score
from nba_assets.sources.nba_stats.game_record import game_columns
from nba_assets.sources.table import Answer, Row

COUNTS = {
    "points": "points",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "personal_fouls": "foulsPersonal",
    "offensive_rebounds": "reboundsOffensive",
    "defensive_rebounds": "reboundsDefensive",
    "total_rebounds": "reboundsTotal",
}
SHOOTING = {
    "fg_made": "fieldGoalsMade",
    "fg_attempted": "fieldGoalsAttempted",
    "three_pt_made": "threePointersMade",
    "three_pt_attempted": "threePointersAttempted",
    "ft_made": "freeThrowsMade",
    "ft_attempted": "freeThrowsAttempted",
}


def read_team_totals(answer: Answer) -> list[Row]:
    """Read two rows of one game's box score; none before the game is over.

    Raises MissingFieldError for a lacking field, ValueError when the totals contradict each other or the schedule.
    """
    box = final_box_score(answer)
    if box is None:
        return []
    _check(box, answer)
    game = game_columns(answer, box.nba_game_id, [side.team["teamTricode"] for side, _ in box.sides])
    return [
        game
        | {
            "team_id": side.team["teamId"],
            "team_abbr": side.team["teamTricode"],
            "is_home": side.team["teamTricode"] == game["home_team_abbr"],
            "win_loss": "W" if side.statistics["points"] > other.statistics["points"] else "L",
            "data_source": box.version,
            "team_name": f"{side.team['teamCity']} {side.team['teamName']}",
            "minutes": round(seconds_from_clock(side.statistics["minutes"]) / 60),
            "plus_minus": side.statistics.get("plusMinusPoints"),
        }
        | {column: side.statistics[name] for column, name in COUNTS.items()}
        | with_percentages({column: side.statistics[name] for column, name in SHOOTING.items()})
        for side, other in box.sides
    ]


def with_percentages(shooting: Row) -> Row:
    """Return made and attempted shots with their shares, 0 to 1, rounded to three places as the league does."""
    made_of = {column.removesuffix("_made"): made for column, made in shooting.items() if column.endswith("_made")}
    return shooting | {
        f"{kind}_percentage": round(made / shooting[f"{kind}_attempted"], 3) if shooting[f"{kind}_attempted"] else None
        for kind, made in made_of.items()
    }


def _check(box: BoxScore, answer: Answer) -> None:
    for side, _ in box.sides:
        faults = [name for name, holds in _rules(side.statistics).items() if not holds]
        if faults:
            raise unusable(answer, f"the totals of {side.team['teamTricode']} break the rule {'; '.join(faults)}")
    margins = [side.statistics.get("plusMinusPoints") for side, _ in box.sides]
    if None not in margins and sum(margins) != 0:
        raise unusable(answer, f"the margins of the two teams are {margins} and not each other's opposite")


def _rules(team: Row) -> dict[str, bool]:
    made, threes, free = (team[f"{kind}Made"] for kind in ("fieldGoals", "threePointers", "freeThrows"))
    kinds = ("fieldGoals", "threePointers", "freeThrows")
    return {
        "made <= attempted": all(team[f"{kind}Made"] <= team[f"{kind}Attempted"] for kind in kinds),
        "threes <= field goals": threes <= made,
        "offensive + defensive = rebounds": team["reboundsOffensive"] + team["reboundsDefensive"]
        == team["reboundsTotal"],
        "2 x twos + 3 x threes + free throws = points": 2 * (made - threes) + 3 * threes + free == team["points"],
    }

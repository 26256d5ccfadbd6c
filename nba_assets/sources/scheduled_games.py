"""Finding the schedule's game for a provider that names only the two teams."""

from nba_assets.sources.table import Answer, Row


def game_of_teams(answer: Answer, one: str, other: str) -> Row | None:
    """Return the schedule's game of two teams (tricodes) on the answer's date, whoever the provider calls home.

    Two teams meet once a date at most. On neutral ground providers disagree on who is at home; the schedule decides.
    """
    teams = {one, other}
    games = answer.games.values()
    return next((game for game in games if {game["away_team_tricode"], game["home_team_tricode"]} == teams), None)

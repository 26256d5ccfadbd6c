"""Another course of the season: results that were not, different in every figure and yet in keeping with each other.

Every field goal attempt is taken twice and goes in once, the second time from another spot; there are more free throws,
and minutes and the other counts change as well. The player of each team who played least did not play. A team's figures
are the sums of its players'.
"""

from dataclasses import dataclass

import pandas as pd

OTHER_SPOT = {
    "Restricted Area": "Mid-Range",
    "In The Paint (Non-RA)": "Restricted Area",
    "Mid-Range": "In The Paint (Non-RA)",
    "Left Corner 3": "Above the Break 3",
    "Right Corner 3": "Above the Break 3",
    "Above the Break 3": "Left Corner 3",
    "Backcourt": "Above the Break 3",
}


@dataclass(frozen=True)
class BoxNames:
    """What a file calls its columns. ``counts`` are those that have no rule of their own."""

    game: str
    team: str
    player: str
    minutes: str
    points: str
    attempts: str
    makes: str
    three_attempts: str
    three_makes: str
    free_attempts: str
    free_makes: str
    offensive_rebounds: str
    defensive_rebounds: str
    rebounds: str
    counts: tuple[str, ...]

    @property
    def summed(self) -> list[str]:
        """The columns of a team that are sums over its players."""
        return [
            self.minutes, self.points, self.attempts, self.makes, self.three_attempts, self.three_makes,
            self.free_attempts, self.free_makes, self.offensive_rebounds, self.defensive_rebounds, self.rebounds,
            *self.counts,
        ]  # fmt: skip


def other_players(players: pd.DataFrame, names: BoxNames) -> pd.DataFrame:
    """Player rows of the other course; the one of each team with the fewest minutes is gone."""
    of_team = [names.game, names.team]
    least = players.sort_values([*of_team, names.minutes, names.player]).drop_duplicates(of_team)
    told = players.drop(index=least.index)
    made, threes, free = told[names.attempts], told[names.three_attempts], told[names.free_attempts] + 1
    offensive, defensive = 2 * told[names.offensive_rebounds] + 1, 3 * told[names.defensive_rebounds] + 1
    return told.assign(
        **{
            names.minutes: told[names.minutes] + 3,
            names.points: 2 * made + threes + free,
            names.attempts: 2 * made,
            names.makes: made,
            names.three_attempts: 2 * threes,
            names.three_makes: threes,
            names.free_attempts: 2 * free,
            names.free_makes: free,
            names.offensive_rebounds: offensive,
            names.defensive_rebounds: defensive,
            names.rebounds: offensive + defensive,
        },
        **{count: 2 * told[count] + 1 for count in names.counts},
    )


def other_teams(teams: pd.DataFrame, names: BoxNames, players: pd.DataFrame, player_names: BoxNames) -> pd.DataFrame:
    """Team rows of the other course, from its player rows."""
    sums = players.groupby([player_names.game, player_names.team])[player_names.summed].sum()
    found = sums.loc[list(zip(teams[names.game], teams[names.team], strict=True))]
    return teams.assign(
        **{own: found[theirs].to_numpy() for own, theirs in zip(names.summed, player_names.summed, strict=True)}
    )


def other_shots(shots: pd.DataFrame, players: pd.DataFrame, names: BoxNames, *, zone: str, made: str) -> pd.DataFrame:
    """Shots of the other course: those of its players, first as they were, then each from elsewhere and reversed."""
    shot_by = [names.game, names.player]
    took_part = pd.MultiIndex.from_frame(shots[shot_by]).isin(pd.MultiIndex.from_frame(players[shot_by]))
    first = shots[took_part]
    second = first.assign(**{zone: first[zone].map(OTHER_SPOT), made: (first[made] == 0).astype(first[made].dtype)})
    return pd.concat([first, second])

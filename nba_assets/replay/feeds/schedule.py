"""The league schedule as it stood at a moment: ``/stats/scheduleleaguev2int``.

Scores, records after a game and the state of a series are results: before the final buzzer a game shows 0 points, the
records and the series of the games before it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nba_assets.eastern import EASTERN, eastern_date, eastern_moment
from nba_assets.replay.archive import Archive, Game
from nba_assets.replay.feeds.parameters import Params, one_of, required

SCHEDULED, IN_PLAY, FINAL = 1, 2, 3
_PLAYOFF, _PLAY_IN = "004", "005"
_LAST_OF_SERIES = 9
Record = tuple[int, int]


def schedule(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the whole season's schedule, its games grouped by the date they then stood on."""
    league = one_of(params, "LeagueID", ("00",))
    season = required(params, "Season")
    games = archive.games.get(season, ())
    weeks = {
        eastern_date(game.tipoff_at): (game.fields["weekNumber"], game.fields["weekName"])
        for game in games
        if game.game_id.startswith("002")
    }
    by_date: dict[date, list[tuple[datetime, str, dict[str, Any]]]] = defaultdict(list)
    known = _KnownSoFar()
    for game in games:
        if game.is_shown(as_of):
            tipoff = game.tipoff_known(as_of)
            answer = _game(game, tipoff, as_of, known, weeks)
            by_date[eastern_date(tipoff)].append((tipoff, game.game_id, answer))
    return {
        "leagueSchedule": {
            "seasonYear": season,
            "leagueId": league,
            "gameDates": [
                {"gameDate": f"{day:%m/%d/%Y} 00:00:00", "games": [answer for *_, answer in sorted(by_date[day])]}
                for day in sorted(by_date)
            ],
        }
    }


@dataclass(frozen=True)
class _KnownSoFar:
    """Records by competition and team, and states of series, as the final games passed so far left them.

    Games are passed in the order of play.
    """

    records: dict[tuple[str, int], Record] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)


def status_of(game: Game, as_of: datetime) -> int:
    """Return the status of a game at a moment: SCHEDULED, IN_PLAY or FINAL."""
    if game.is_final(as_of):
        return FINAL
    return IN_PLAY if as_of >= game.tipoff_known(as_of) else SCHEDULED


def _game(
    game: Game, tipoff: datetime, as_of: datetime, known: _KnownSoFar, weeks: dict[date, tuple[int, str]]
) -> dict[str, Any]:
    status = status_of(game, as_of)
    fields = game.fields
    day = eastern_date(tipoff)
    moved_by = tipoff.astimezone(EASTERN).replace(tzinfo=None) - game.tipoff_at.astimezone(EASTERN).replace(tzinfo=None)
    own_week = (fields["weekNumber"], fields["weekName"])
    week_number, week_name = weeks.get(day, own_week) if moved_by else own_week
    teams = f"{fields['awayTeam.teamTricode']}{fields['homeTeam.teamTricode']}"
    answer = {
        "gameId": game.game_id,
        "gameCode": f"{day:%Y%m%d}/{teams}",
        "gameStatus": status,
        "gameStatusText": game.final_text if status == FINAL else clock_text(tipoff),
        "gameSequence": fields.get("gameSequence"),
        **_times(tipoff),
        "awayTeamTime": _moved(fields.get("awayTeamTime"), moved_by),
        "homeTeamTime": _moved(fields.get("homeTeamTime"), moved_by),
        "day": f"{day:%a}",
        "monthNum": day.month,
        "weekNumber": week_number,
        "weekName": week_name,
        "ifNecessary": fields["ifNecessary"],
        "seriesGameNumber": fields["seriesGameNumber"],
        "gameLabel": fields.get("gameLabel"),
        "gameSubLabel": fields.get("gameSubLabel"),
        "seriesText": _series_text(game, status, known),
        "arenaName": fields["arenaName"],
        "arenaState": fields.get("arenaState"),
        "arenaCity": fields["arenaCity"],
        "postponedStatus": fields["postponedStatus"],
        "branchLink": fields["branchLink"],
        "gameSubtype": fields.get("gameSubtype"),
        "isNeutral": fields.get("isNeutral"),
        "broadcasters": _broadcasters(fields.get("nationalBroadcasters")),
        "homeTeam": _team(game, "homeTeam", status, known),
        "awayTeam": _team(game, "awayTeam", status, known),
    }
    return {key: value for key, value in answer.items() if value is not None}


def _times(tipoff: datetime) -> dict[str, str]:
    """Return the provider's six time fields: Eastern ones are wall-clock times that falsely end in Z."""
    eastern, utc = tipoff.astimezone(EASTERN), tipoff.astimezone(UTC)
    midnight = eastern_moment(eastern.date(), time(0)).astimezone(UTC)
    return {
        "gameDateEst": f"{eastern:%Y-%m-%d}T00:00:00Z",
        "gameTimeEst": f"1900-01-01T{eastern:%H:%M:%S}Z",
        "gameDateTimeEst": f"{eastern:%Y-%m-%dT%H:%M:%S}Z",
        "gameDateUTC": f"{midnight:%Y-%m-%dT%H:%M:%S}Z",
        "gameTimeUTC": f"1900-01-01T{utc:%H:%M:%S}Z",
        "gameDateTimeUTC": f"{utc:%Y-%m-%dT%H:%M:%S}Z",
    }


def clock_text(tipoff: datetime) -> str:
    """Return the status text of a game to come: ``7:00 pm ET``."""
    eastern = tipoff.astimezone(EASTERN)
    return f"{eastern.hour % 12 or 12}:{eastern:%M} {'am' if eastern.hour < 12 else 'pm'} ET"


def _moved(local_time: str | None, by: timedelta) -> str | None:
    """Move a team's local time (which falsely ends in Z) by the difference of two Eastern wall-clock times."""
    return f"{datetime.fromisoformat(local_time) + by:%Y-%m-%dT%H:%M:%S}Z" if local_time else None


def _broadcasters(display: str | None) -> dict[str, Any] | None:
    if display is None:
        return None
    return {"nationalTvBroadcasters": [{"broadcasterDisplay": display}] if display else []}


def _series_text(game: Game, status: int, known: _KnownSoFar) -> str:
    text = game.fields["seriesText"]
    if game.game_id.startswith(_PLAY_IN):
        return text if status == FINAL else ""
    if not game.game_id.startswith(_PLAYOFF):
        return text
    series = game.game_id[:_LAST_OF_SERIES]
    if status == FINAL:
        known.series[series] = text
    return known.series.get(series, "")


def _team(game: Game, side: str, status: int, known: _KnownSoFar) -> dict[str, Any]:
    fields = game.fields
    team_id = fields[f"{side}.teamId"]
    team = {key: fields.get(f"{side}.{key}") for key in ("teamId", "teamName", "teamCity", "teamTricode", "teamSlug")}
    if f"{side}.wins" in fields:
        competition = game.game_id[:_LAST_OF_SERIES] if game.game_id.startswith(_PLAYOFF) else game.game_id[:3]
        if status == FINAL:
            known.records[competition, team_id] = (fields[f"{side}.wins"], fields[f"{side}.losses"])
        team["wins"], team["losses"] = known.records.get((competition, team_id), (0, 0))
    team["score"] = fields[f"{side}.score"] if status == FINAL else 0
    team["seed"] = fields.get(f"{side}.seed")
    return {key: value for key, value in team.items() if value is not None}

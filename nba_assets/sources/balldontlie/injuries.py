"""bdl_injuries: whom the vendor lists as hurt, as of a date."""

import re
from datetime import date

from pydantic import Field

from nba_assets.names import player_lookup
from nba_assets.seasons import season_year
from nba_assets.sources.answers import required, required_rows
from nba_assets.sources.audit import RawRecord
from nba_assets.sources.balldontlie.return_dates import return_date
from nba_assets.sources.balldontlie.vendor import (
    PROVIDER,
    full_name,
    next_page,
    snapshot,
    team_abbr,
    text_or_none,
)
from nba_assets.sources.retries import MORNING_CATCH_UP
from nba_assets.sources.table import Answer, Asking, Feed, Keep, RawTable, Request, Row, Scope

FEED = "injuries"
UNKNOWN = "unknown"
# The vendor's news name the reason in brackets behind the player, "Toppin (hip)", or in words. "Rest" alone is no
# reason: most often it is the rest of a season. The first that fits counts.
REASONS = (
    ("other", r"\(not injury"),
    ("g_league", r"g[ -]league|two-way"),
    ("rest", r"\(rest\b|due to rest|\bfor rest\b"),
    ("personal", r"\(personal|personal (?:reasons|matter)"),
    ("suspension", r"\bsuspen(?:ded|sion)\b"),
    (
        "injury",
        r"^[^(]*\([a-z/ ]+\)|injur|surger|illness|\bill\b|\btorn\b|\btear\b|strain|sprain|sore|fractur"
        r"|concussion|procedure|tendin|inflamm|rehab",
    ),
)


class BdlInjury(RawRecord):
    """One player on the vendor's injury list of one date."""

    game_date: date = Field(description="The date whose afternoon the list is for.")
    season_year: int = Field(description="Year in which the season of the date began.")
    bdl_player_id: int = Field(description="The vendor's player id.")
    player_full_name: str = Field(description="First and last name as the vendor writes them.")
    player_lookup: str = Field(description="Standard form of the name, suffix kept.")
    bdl_team_id: int | None = Field(description="The vendor's team id; absent for a player without a team.")
    team_abbr: str | None = Field(description="Tricode of the team; absent for a player without a team.")
    injury_status: str | None = Field(description="The vendor's status, such as Day-To-Day or Out.")
    injury_status_normalized: str = Field(
        description="The status in lower case with underscores: out, day_to_day, questionable, ...; unknown if absent."
    )
    return_date: date | None = Field(
        description="The day of return_date_original in the year that puts it ahead of the list (two weeks of grace)."
    )
    return_date_original: str | None = Field(description="Expected return as the vendor writes it, Oct 1: no year.")
    return_date_parsed: bool = Field(description="return_date could be told from the vendor's text.")
    injury_description: str | None = Field(description="The latest news of the player, with the date of its day.")
    reason_category: str = Field(
        description="g_league, rest, personal, suspension, injury or other, by words of the description."
    )


def ask(asking: Asking) -> list[Request]:
    """Ask for the whole list, page by page."""
    return snapshot(asking, FEED, "/v1/player_injuries", {})


def read(answer: Answer) -> list[Row]:
    """Read one row a player. Raises MissingFieldError, and ValueError for an unknown team id."""
    return [_row(answer, injury) for injury in required_rows(answer, "data")]


def normalized_status(status: str | None) -> str:
    """Return ``day_to_day`` for ``Day-To-Day``; unknown when there is none."""
    return re.sub(r"[^a-z0-9]+", "_", (status or "").casefold()).strip("_") or UNKNOWN


def reason_category(description: str | None) -> str:
    """Return why the news says that a player is out."""
    news = (description or "").casefold()
    return next((reason for reason, words in REASONS if re.search(words, news)), "other")


def _row(answer: Answer, injury: Row) -> Row:
    day = date.fromisoformat(answer.request.scope)
    player = required(answer, "player", within=injury)
    name = full_name({key: required(answer, key, within=player) for key in ("first_name", "last_name")})
    told, status = required(answer, "return_date", within=injury), required(answer, "status", within=injury)
    news, team_id = required(answer, "description", within=injury), required(answer, "team_id", within=player)
    back = return_date(told, day)
    return {
        "game_date": day,
        "season_year": season_year(day),
        "bdl_player_id": required(answer, "id", within=player),
        "player_full_name": name,
        "player_lookup": player_lookup(name),
        "bdl_team_id": team_id,
        "team_abbr": None if team_id is None else team_abbr(answer, team_id),
        "injury_status": text_or_none(status),
        "injury_status_normalized": normalized_status(status),
        "return_date": back,
        "return_date_original": text_or_none(told),
        "return_date_parsed": back is not None,
        "injury_description": text_or_none(news),
        "reason_category": reason_category(news),
    }


BDL_INJURIES = RawTable(
    name="bdl_injuries",
    record=BdlInjury,
    key=("game_date", "bdl_player_id"),
    description="One row per player on Ball Don't Lie's injury list, a snapshot a date.",
    feeds=(
        Feed(
            PROVIDER,
            FEED,
            ask=ask,
            read=read,
            follow=next_page,
            needs=frozenset(
                {
                    *("data", "data[].player", "data[].return_date", "data[].status", "data[].description"),
                    *(f"data[].player.{field}" for field in ("id", "first_name", "last_name", "team_id")),
                }
            ),
        ),
    ),
    scope=Scope.GAME_DATE,
    keep=Keep.LATEST,
    catch_up=MORNING_CATCH_UP,
    fresh_within_hours=12.0,
)

"""BettingPros' events of a date, and the pages of points offers that each of them leads to."""

from dataclasses import replace
from datetime import UTC, datetime

from nba_assets.eastern import eastern_date
from nba_assets.seasons import game_id
from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.scheduled_games import game_of_teams
from nba_assets.sources.table import Answer, Asking, Request, Row
from nba_assets.teams import abbr_from_full_name

PROVIDER = "bettingpros"
FEED = "events_and_offers"
EVENTS_PATH = "/v3/events"
OFFERS_PATH = "/v3/offers"
SPORT = "NBA"
POINTS_MARKET = 156
OFFERS_PER_PAGE = 10
MOST_PAGES = 50
EVENTS_SLUG = "events"


def ask(asking: Asking) -> list[Request]:
    """Ask for the events of a date that has games; the offers of each follow."""
    if not asking.games:
        return []
    return [Request(PROVIDER, FEED, asking.scope, EVENTS_SLUG, EVENTS_PATH, {"sport": SPORT, "date": asking.scope})]


def follow(answer: Answer) -> list[Request]:
    """Return the first page of offers of every event of the date, or the page after one of them.

    Raises MissingFieldError, and ValueError for an unknown team or an event with more pages than any game could fill.
    """
    if answer.request.slug == EVENTS_SLUG:
        return [
            _page(answer.request, game_id_of(event, answer), required(answer, "id", within=event), 1)
            for event in required_rows(answer, "events")
            if _starts_on(event, answer) == answer.request.scope
        ]
    page, pages = (required(answer, "_pagination", key) for key in ("page", "total_pages"))
    if pages > MOST_PAGES:
        raise unusable(answer, f"{pages} pages of points offers of one game, more than {MOST_PAGES}")
    if page >= pages:
        return []
    of_game, event_id, _ = answer.request.slug.split("-")
    return [_page(answer.request, of_game, int(event_id), page + 1)]


def game_id_of(event: Row, answer: Answer) -> str:
    """Return the canonical id of an event's game: the schedule's, else by the event's own date and teams.

    A game that was moved after its lines were offered is no longer in the schedule of the date. The vendor's own codes
    differ from the league's (PHO, NOR), so teams are told by city and nickname.
    """
    teams = {
        required(answer, "id", within=team): f"{required(answer, 'team', 'city', within=team)} {team['name']}"
        for team in required_rows(answer, "participants", within=event)
    }
    away, home = (
        abbr_from_full_name(required(answer, required(answer, side, within=event), within=teams))
        for side in ("visitor", "home")
    )
    scheduled = game_of_teams(answer, away, home)
    if scheduled is not None:
        return scheduled["game_id"]
    return game_id(datetime.fromisoformat(answer.request.scope).date(), away, home)


def moment(text: str) -> datetime:
    """Return a moment that the vendor writes as ``2021-10-21 23:30:00``, in UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)


def _starts_on(event: Row, answer: Answer) -> str:
    return eastern_date(moment(required(answer, "scheduled", within=event))).isoformat()


def _page(asked: Request, of_game: str, event_id: int, number: int) -> Request:
    """The slug carries the game: a page of offers names its event only by the vendor's number."""
    params = {
        "sport": SPORT,
        "market_id": str(POINTS_MARKET),
        "event_id": str(event_id),
        "book_id": "null",
        "limit": str(OFFERS_PER_PAGE),
        "page": str(number),
    }
    return replace(asked, slug=f"{of_game}-{event_id}-{number}", path=OFFERS_PATH, params=params)

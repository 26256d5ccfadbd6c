"""BigDataBall's files in Google Drive: one CSV a game, found by its game id, read by its file id."""

import re
from dataclasses import replace

from nba_assets.sources.answers import required, required_rows, unusable
from nba_assets.sources.fields import csv_fields, json_fields
from nba_assets.sources.table import Answer, Asking, Form, Request, Row

PROVIDER = "bigdataball"
FEED = "play_by_play"
DRIVE_PATH = "/drive/v3/files"
# Shared drives are left out unless both are said.
SHARED_DRIVES = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}
LISTING_FIELDS = "incompleteSearch,files(id,name,mimeType,createdTime,modifiedTime,size)"
_GAME_FILE = re.compile(r"\[\d{4}-\d{2}-\d{2}\]-(?P<game>\d{10})-[A-Z]{3}@[A-Z]{3}\.csv", re.ASCII)


def ask(asking: Asking) -> list[Request]:
    """Ask for the files of every game that has begun; what does not have one yet has an empty listing."""
    return [_listing(asking, game["nba_game_id"]) for game in asking.started_games]


def follow(answer: Answer) -> list[Request]:
    """Return the request of the game's file, the one changed last if there are several; none while there is none.

    Raises MissingFieldError, and ValueError for files of which none is named as the vendor names a game's file.
    """
    if is_file(answer):
        return []
    listed = required_rows(answer, "files")
    if not listed:
        return []
    game = answer.request.slug.removesuffix("-listing")
    files = [file for file in listed if _is_of(game, required(answer, "name", within=file))]
    if not files:
        names = ", ".join(file["name"] for file in listed)
        raise unusable(answer, f"none of the files {names} is named [date]-{game}-AWY@HOM.csv")
    newest = max(files, key=lambda file: file.get("modifiedTime", ""))
    return [
        replace(
            answer.request,
            slug=f"{game}-file",
            path=f"{DRIVE_PATH}/{required(answer, 'id', within=newest)}",
            params={"alt": "media", "supportsAllDrives": "true"},
            form=Form.CSV,
        )
    ]


def is_file(answer: Answer) -> bool:
    """Tell a game's file from the listing that led to it."""
    return isinstance(answer.body, str)


def _listing(asking: Asking, nba_game_id: str) -> Request:
    wanted = f"name contains '{nba_game_id}' and not name contains 'combined-stats'"
    params = {"q": wanted, **SHARED_DRIVES, "pageSize": "10", "fields": LISTING_FIELDS}
    return Request(PROVIDER, FEED, asking.scope, f"{nba_game_id}-listing", DRIVE_PATH, params)


def _is_of(game: str, name: str) -> bool:
    found = _GAME_FILE.fullmatch(name)
    return found is not None and found["game"] == game


def listing_or_file_fields(body: Row | str) -> frozenset[str]:
    """Return the names of the fields of a listing, or of a file: its columns behind ``csv.``."""
    if isinstance(body, str):
        return frozenset(f"csv.{column}" for column in csv_fields(body))
    return json_fields(body)

"""BigDataBall's folder in Google Drive: the list of files and a file, ``/drive/v3/files``."""

import re
from datetime import datetime
from typing import Any

from nba_assets.replay.archive import Archive
from nba_assets.replay.archive_format import DRIVE_FILES, PLAYS
from nba_assets.replay.feeds.bigdataball_csv import game_csv
from nba_assets.replay.feeds.content import Content
from nba_assets.replay.feeds.parameters import FeedError, Params
from nba_assets.replay.late import NOT_FOUND

CSV = "text/csv"
_CONTAINS = re.compile(r"(?P<no>not )?name contains '(?P<text>[^']*)'")


def list_files(archive: Archive, as_of: datetime, params: Params) -> dict[str, Any]:
    """Return the files that are there as of the moment and whose names fit the query ``q``.

    Raises FeedError (400) for a query without ``name contains '...'``.
    """
    terms = list(_CONTAINS.finditer(params.get("q", "")))
    if not terms:
        raise FeedError(400, {"error": {"code": 400, "message": "Invalid Value", "errors": [{"location": "q"}]}})
    there = [file for file in archive.tables[DRIVE_FILES.name].to_pylist() if file["available_from"] <= as_of]
    found = [file for file in there if all((term["text"] in file["name"]) is (not term["no"]) for term in terms)]
    return {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [
            {"kind": "drive#file", "mimeType": CSV, "id": file["fileId"], "name": file["name"]} for file in found
        ],
    }


def get_file(archive: Archive, as_of: datetime, params: Params, file_id: str) -> Content:
    """Return the content of a file that is there as of the moment (``alt=media``).

    Raises FeedError: 404 for a file that is not there, 400 for a question that is not about its content.
    """
    file = next((row for row in archive.tables[DRIVE_FILES.name].to_pylist() if row["fileId"] == file_id), None)
    if file is None or file["available_from"] > as_of:
        raise FeedError(NOT_FOUND, {"error": {"code": NOT_FOUND, "message": f"File not found: {file_id}."}})
    if params.get("alt") != "media":
        raise FeedError(400, {"error": {"code": 400, "message": "The replay archive serves alt=media only."}})
    plays = archive.rows(PLAYS).of(file["gameId"])
    return Content(game_csv(archive.game[file["gameId"]], plays, archive.persons).encode(), CSV)

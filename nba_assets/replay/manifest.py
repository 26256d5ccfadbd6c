"""The manifest of an archive: what it holds, what is missing, what is assumed. Reading it needs no Parquet."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nba_assets.eastern import parse_eastern

FORMAT_VERSION = 2
MANIFEST_FILE = "manifest.json"

# The regions of The Odds API.
Region = Literal["us", "us2", "us_dfs", "us_ex", "uk", "eu", "au"]


class ArchiveError(ValueError):
    """A folder that is not a usable archive; the message names file, column and what is wrong."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Season(_Part):
    """A season of the archive: first and last Eastern date of its counted games."""

    season: str = Field(description="season as the league writes it: 2024-25")
    first_date: date
    last_date: date


class Feed(_Part):
    """What a feed can answer: the Eastern dates it has rows for (null without any) and the provider's keys it lacks.

    ``absent_keys`` are never served; ``absent_by_season`` adds the keys that one season lacks.
    """

    absent_keys: list[str] = []
    absent_by_season: dict[str, list[str]] = {}
    first_date: date | None
    last_date: date | None


class Bookmaker(_Part):
    """A bookmaker whose lines the archive holds: its title, and the region of The Odds API that it is served for."""

    title: str
    region: Region


class Gap(_Part):
    """Games between two dates that a table will never have, and why.

    ``games`` counts them, ``nba_game_id`` names a lone one. The exact games stand in
    accepted_gaps.csv beside the manifest.
    """

    table: str
    nba_game_id: str | None = None
    first_date: date
    last_date: date
    games: int
    reason: str


class Move(_Part):
    """A game that was moved from its first date, with the evidence for that date."""

    nba_game_id: str
    first_date: date
    played_date: date
    shown_as_moved_from: str = Field(description="Eastern moment from which the later date is served")
    evidence: str


class Manifest(_Part):
    """What an archive says of itself.

    ``game_dates`` are the dates of counted games in the final schedule. ``feeds`` are those that are served, by
    ``<provider>/<feed>``; no other is.
    """

    format_version: int
    name: str
    default_now: str = Field(description="Eastern moment that is the virtual now unless another is asked for")
    seasons: list[Season] = Field(min_length=1)
    game_dates: list[date] = Field(min_length=1)
    feeds: dict[str, Feed] = Field(min_length=1)
    bookmakers: dict[str, Bookmaker]
    assumptions: list[str]
    moved_games: list[Move] = []
    gaps: list[Gap] = []

    @field_validator("format_version")
    @classmethod
    def _known_version(cls, version: int) -> int:
        if version != FORMAT_VERSION:
            msg = f"the archive has format version {version}, this program reads version {FORMAT_VERSION}"
            raise ValueError(msg)
        return version

    @field_validator("default_now")
    @classmethod
    def _a_moment(cls, text: str) -> str:
        parse_eastern(text)
        return text


def bundled_archive() -> Path:
    """Return the folder of the archive that comes with the package."""
    return Path(__file__).parent / "archive"


def read_manifest(path: Path) -> Manifest:
    """Read an archive's manifest.

    Raises ArchiveError naming the file and the field when the folder or the manifest is missing or wrong.
    """
    if not path.is_dir():
        msg = f"archive {path}: there is no such folder; NBA_REPLAY_ARCHIVE must name the folder of an archive"
        raise ArchiveError(msg)
    where = path / MANIFEST_FILE
    if not where.is_file():
        msg = f"archive {path}: {MANIFEST_FILE} is missing, so the folder is not an archive"
        raise ArchiveError(msg)
    try:
        return Manifest.model_validate_json(where.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "(file)"
        msg = f"archive {path}: {MANIFEST_FILE}, field {field}: {first['msg']}"
        raise ArchiveError(msg) from error

"""Writes the README of the bundled archive from the format, the manifest and the origins named here."""

from nba_assets.replay.archive_format import FILES
from nba_assets.replay.building.parts import PARTS
from nba_assets.replay.format.base import ArchiveFile
from nba_assets.replay.manifest import Manifest


def readme(manifest: Manifest) -> str:
    """Return the README as Markdown."""
    parts = [
        f"# Archive: {manifest.name}",
        "Real games, recorded by public repositories from NBA.com and The Odds API, in the format that the replay "
        "server reads. Made by `python -m nba_assets.replay.build_archive DATA_FOLDER OUT_FOLDER`, this page "
        "included. Most sources state no licence; they are named for credit.",
        "Columns that are keys of a provider carry its names, and a null means that the key is absent. "
        "Timestamps are UTC, dates are Eastern.",
        *(_file(file) for file in FILES),
        "## Assumptions\n\n" + "\n".join(f"- {text}" for text in manifest.assumptions),
        "## Gaps\n\nEvery missing game stands in `accepted_gaps.csv`; in short:\n\n"
        + "\n".join(f"- {g.table}, {g.first_date} to {g.last_date}, {g.games} games: {g.reason}" for g in manifest.gaps)
        + "\n\nLeft out:\n\n"
        + "\n".join(f"- {text}" for part in PARTS for text in part.left_out),
        "## Games that were moved\n\n"
        "| Game | First date | Played | Shown as moved from | Evidence |\n|---|---|---|---|---|\n"
        + "\n".join(
            f"| {m.nba_game_id} | {m.first_date} | {m.played_date} | {m.shown_as_moved_from} | {m.evidence} |"
            for m in manifest.moved_games
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _file(file: ArchiveFile) -> str:
    origins = {name: origin for part in PARTS for name, origin in part.origins.items()}
    columns = "\n".join(
        f"| {c.name} | {c.kind}{', may be null' if c.nullable else ''} | {c.description} |" for c in file.columns
    )
    return (
        f"## {file.name}\n\n{file.description} Sorted by {', '.join(file.sorted_by)}.\n\n"
        f"Origin: {origins[file.name]}\n\n| Column | Type | Meaning |\n|---|---|---|\n{columns}"
    )

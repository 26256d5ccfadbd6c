"""Writes the README of the bundled archive from the format, the manifest and the origins named here."""

from nba_assets.replay.archive_format import FILES, ArchiveFile
from nba_assets.replay.manifest import Manifest

ORIGINS = {
    "games.parquet": "2024-25: najicham/nba-stats-scraper (recorded scheduleleaguev2 answer). 2023-24: "
    "mxufc29/nba-injuries core-datasets/nbaschedule_2324.csv (Apache-2.0), taken in February 2024; "
    "later scores from the team game logs.",
    "player_games.parquet": "donjuanpond/493g-project data/raw/player_gamelogs_*.csv",
    "team_games.parquet": "donjuanpond/493g-project data/raw/games_*.csv",
    "shots.parquet": "2023-24: DomSamangy/NBA_Shots_04_24 NBA_2024_Shots.csv.zip, in the league's coordinates. "
    "2024-25: matthewdsha/nba-shot-model data/raw/shots_2024-25.parquet.",
    "odds_events.parquet": "the two sources of the lines below",
    "points_lines.parquet": "spon7ge/NBA-Prop-Predictor CSV_FILES/HISTORICAL_ODDS (MIT), The Odds API region us_dfs",
    "game_lines.parquet": "mostgood1/NBA-Betting data/processed/closing_lines.parquet, The Odds API, mean over books",
}
LEFT_OUT = (
    "The four All-Star games of 2023-24: their teams and results are not in the source.",
    "The play-offs of 2023-24: the schedule was taken before them; 34 odds events of them are left out as well.",
    "The box scores of the 2024-25 play-offs: the source has other columns than the league's game log.",
    "One odds event, OKC at BKN, that bears the date 2025-02-25 while the game was played a day later.",
)


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
        + "\n".join(f"- {text}" for text in LEFT_OUT),
        "## Games that were moved\n\n"
        "| Game | First date | Played | Shown as moved from | Evidence |\n|---|---|---|---|---|\n"
        + "\n".join(
            f"| {m.nba_game_id} | {m.first_date} | {m.played_date} | {m.shown_as_moved_from} | {m.evidence} |"
            for m in manifest.moved_games
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _file(file: ArchiveFile) -> str:
    columns = "\n".join(
        f"| {c.name} | {c.kind}{', may be null' if c.nullable else ''} | {c.description} |" for c in file.columns
    )
    return (
        f"## {file.name}\n\n{file.description} Sorted by {', '.join(file.sorted_by)}.\n\n"
        f"Origin: {ORIGINS[file.name]}\n\n| Column | Type | Meaning |\n|---|---|---|\n{columns}"
    )

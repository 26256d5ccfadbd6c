"""What `nba names` tells: names that nothing explains, each with the nearest known ones for a person to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from rich.console import Console

from nba_assets.candidates import Candidate, KnownPlayer, candidates
from nba_assets.lake.warehouse import DuckDbWarehouse
from nba_assets.report import NothingThereError, say, table_of

UNRESOLVED_SQL = """
    select source, player_lookup, place, original_name, team_abbr, home_team_abbr, away_team_abbr, reason,
        min(first_seen_date) as first_seen_date, max(game_date) as last_seen_date, count(*) as dates
    from nba_reference.unresolved_player_names
    group by all
    order by dates desc, source, player_lookup, place
"""
KNOWN_SQL = """
    select distinct universal_player_id, player_name, player_lookup, team_abbr from nba_reference.nba_players_registry
"""


@dataclass(frozen=True)
class UnknownName:
    """A name of a source that means no known player, on how many game dates, and whom it might mean."""

    source: str
    original_name: str
    player_lookup: str
    teams: tuple[str, ...]
    reason: str
    first_seen_date: date
    last_seen_date: date
    dates: int
    candidates: tuple[Candidate, ...]


def unknown_names(warehouse: DuckDbWarehouse) -> list[UnknownName]:
    """Return the unresolved names, the most frequent first. Raises NothingThereError before the tables were built."""
    if not any(extent.table == "nba_reference.unresolved_player_names" for extent in warehouse.extents()):
        msg = "names were not resolved yet; run `nba run` first"
        raise NothingThereError(msg)
    players = [KnownPlayer(**row) for row in warehouse.query(KNOWN_SQL, []).to_dict("records")]
    return [_unknown(row, players) for row in warehouse.query(UNRESOLVED_SQL, []).to_dict("records")]


def print_names(out: Console, names: Sequence[UnknownName]) -> None:
    """Print one line a name; an alias is added by hand to the seed player_aliases."""
    shown = table_of("name", "source", "teams", "dates", "last seen", "might be")
    for name in names:
        might_be = ", ".join(f"{one.player.player_name} {one.score:.0f}" for one in name.candidates)
        shown.add_row(
            name.original_name, name.source, "/".join(name.teams), str(name.dates), f"{name.last_seen_date}", might_be
        )
    if names:
        out.print(shown)
    say(out, f"{len(names)} names are unresolved; none is accepted by itself: add an alias to the seed player_aliases")


def _unknown(row: dict, players: Sequence[KnownPlayer]) -> UnknownName:
    teams = tuple(row[side] for side in ("team_abbr", "home_team_abbr", "away_team_abbr") if pd.notna(row[side]))
    return UnknownName(
        source=row["source"],
        original_name=row["original_name"],
        player_lookup=row["player_lookup"],
        teams=tuple(dict.fromkeys(teams)),
        reason=row["reason"],
        first_seen_date=pd.Timestamp(row["first_seen_date"]).date(),
        last_seen_date=pd.Timestamp(row["last_seen_date"]).date(),
        dates=int(row["dates"]),
        candidates=tuple(candidates(row["player_lookup"], frozenset(teams), players)),
    )

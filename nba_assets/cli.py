"""The command line ``nba``: run the graph, look at what it made, serve and check archives."""

import json
import os
import signal
import socket
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from nba_assets import names_report, report, source_report
from nba_assets.assets.raw import rebuild_dates
from nba_assets.assets.workshop import Workshop
from nba_assets.eastern import EASTERN, parse_eastern
from nba_assets.game_dates import game_dates
from nba_assets.home import PROJECT, prepare_home
from nba_assets.ingest.fill import IngestError
from nba_assets.lake.store import LakeError
from nba_assets.repair import RepairError
from nba_assets.replay.check import check_archive
from nba_assets.replay.manifest import ArchiveError
from nba_assets.replay.serve import PortInUseError, serve
from nba_assets.run import chosen_dates, run_everything
from nba_assets.settings import Settings, SettingsError, World
from nba_assets.sources.catalogue import RAW_TABLES
from nba_assets.sources.table import RawTable

app = typer.Typer(
    help="A lakehouse for NBA player-points props.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
replay_app = typer.Typer(
    help="The replay world: real recorded seasons behind a local server.", no_args_is_help=True, rich_markup_mode=None
)
rebuild_app = typer.Typer(help="Make tables again from what is kept.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(replay_app, name="replay")
app.add_typer(rebuild_app, name="rebuild")

LOOPBACK = "127.0.0.1"
# Errors that a person can mend; their messages say how, so no traceback is shown.
MENDABLE = (
    SettingsError,
    LakeError,
    ArchiveError,
    PortInUseError,
    IngestError,
    RepairError,
    report.NothingThereError,
    duckdb.IOException,
)
EXIT_MENDABLE = 2

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"'{text}' is not a date; write it as YYYY-MM-DD"
        raise typer.BadParameter(msg) from error


def _moment(text: str) -> datetime:
    try:
        return parse_eastern(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _raw_table(name: str) -> RawTable:
    found = next((one for one in RAW_TABLES if one.name == name), None)
    if found is None:
        raise typer.BadParameter(f"'{name}' is no raw table; there are {', '.join(one.name for one in RAW_TABLES)}")
    return found


@app.command()
def run(
    first: Annotated[date | None, typer.Option("--from", parser=_date, help="First game date.")] = None,
    last: Annotated[date | None, typer.Option("--to", parser=_date, help="Last game date; by default today.")] = None,
    now: Annotated[datetime | None, typer.Option(parser=_moment, help="The virtual now, Eastern time.")] = None,
) -> None:
    """Ingest, build, train, predict and grade a span of game dates, then tell what came of it."""
    if now is not None:
        os.environ["NBA_NOW"] = now.isoformat()
    settings = Settings.load()
    if now is not None and settings.world is World.LIVE:
        raise SettingsError("--now is for the replay world; the live world has the present only")
    dates = chosen_dates(settings, first, last)
    # Bound to this stream now: while the graph runs, what others print goes to a file.
    console = report.console()
    tools = Workshop(settings)
    now_there = tools.clock.now().astimezone(EASTERN)
    report.say(console, f"{settings.world} world as of {now_there:%Y-%m-%d %H:%M} Eastern, lake {tools.store.root}")
    outcome = run_everything(settings, *dates, tell=lambda line: report.say(console, line))
    report.print_run(console, tools.warehouse, tools.clock.today(), outcome)
    if not outcome.success:
        raise typer.Exit(1)


@app.command()
def tables(as_json: AsJson = False) -> None:
    """Every table with its rows and its latest game date."""
    found = Workshop(Settings.load()).warehouse.extents()
    if as_json:
        print(json.dumps([vars(extent) for extent in found], default=str, indent=1))
        return
    report.print_tables(report.console(), found)


@app.command()
def tonight(
    day: Annotated[date | None, typer.Option("--date", parser=_date, help="Game date; by default today.")] = None,
) -> None:
    """The predictions for a game date, those furthest from the line first."""
    tools = Workshop(Settings.load())
    report.print_tonight(report.console(), tools.warehouse, day or tools.clock.today())


@app.command()
def scorecard(as_json: AsJson = False) -> None:
    """How good the predictions were, beside the line and the plain averages on the same rows."""
    rows = report.scorecard_rows(Workshop(Settings.load()).warehouse)
    if as_json:
        print(json.dumps(rows, default=str, indent=1))
        return
    report.print_scorecard(report.console(), rows)


@app.command()
def sources(as_json: AsJson = False) -> None:
    """How every provider has answered of late, which are off and why, and how late every raw table is."""
    with Workshop(Settings.load()) as tools:
        providers, late = source_report.provider_states(tools), source_report.table_states(tools)
    if as_json:
        found = {"providers": [vars(one) for one in providers], "tables": [vars(one) for one in late]}
        print(json.dumps(found, default=str, indent=1))
        return
    source_report.print_sources(report.console(), providers, late)


@app.command("pbp-gaps")
def pbp_gaps(
    day: Annotated[
        date | None, typer.Option("--date", parser=_date, help="Game date; by default the last two weeks.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Final games without a BigDataBall file: the source in use, their age, the next attempt, the target."""
    with Workshop(Settings.load()) as tools:
        gaps, final = source_report.pbp_gaps(tools, day)
    if as_json:
        print(json.dumps({"final_games": final, "gaps": [vars(gap) for gap in gaps]}, default=str, indent=1))
        return
    source_report.print_pbp_gaps(report.console(), gaps, final)


@app.command()
def credits(
    first: Annotated[date, typer.Option("--from", parser=_date, help="First game date.")],
    last: Annotated[date, typer.Option("--to", parser=_date, help="Last game date.")],
) -> None:
    """What asking the metered providers for a span of game dates costs, and what is left; nothing is asked."""
    with Workshop(Settings.load()) as tools:
        source_report.print_credits(report.console(), source_report.credit_costs(tools, first, last))


@app.command()
def names() -> None:
    """Names that no registry row or alias explains, each with the nearest known names; none is accepted by itself."""
    names_report.print_names(report.console(), names_report.unknown_names(Workshop(Settings.load()).warehouse))


@rebuild_app.command("raw")
def rebuild_raw(
    table: Annotated[str, typer.Option(help="Raw table, e.g. nbac_player_boxscores.")],
    first: Annotated[date, typer.Option("--from", parser=_date, help="First game date.")],
    last: Annotated[date, typer.Option("--to", parser=_date, help="Last game date.")],
) -> None:
    """Make game dates of a raw table again from the landed answers alone; no provider is asked."""
    settings = Settings.load()
    dates = [day for day in game_dates(settings).get_partition_keys() if f"{first}" <= day <= f"{last}"]
    found = _raw_table(table)
    if not dates:
        raise SettingsError(f"{first} to {last} holds no game date")
    with Workshop(settings) as tools:
        rebuilt = rebuild_dates(tools.ingest, found, dates)
    report.say(report.console(), f"{table}: {sum(one.rows for one in rebuilt.values()):,} rows in {len(rebuilt)} parts")


@app.command()
def repair(
    day: Annotated[date, typer.Option("--date", parser=_date, help="The past game date whose source changed.")],
    ask: Annotated[bool, typer.Option("--ask", help="Ask the providers for the date again first.")] = False,
    tables: Annotated[
        str, typer.Option(help="Raw tables that changed, comma-separated; by default results and schedule.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Make again what a changed past game date touches, and tell per table which dates really changed."""
    from nba_assets import repair_report  # noqa: PLC0415 - loading dbt takes seconds
    from nba_assets.repair.repairing import repair as repair_date  # noqa: PLC0415

    settings = Settings.load()
    names = [name.strip() for name in tables.split(",") if name.strip()]
    for name in names:
        _raw_table(name)
    console = report.console()
    tell = (lambda _: None) if as_json else (lambda line: report.say(console, line))
    outcome = repair_date(settings, day, names, ask=ask, tell=tell)
    if as_json:
        print(json.dumps(repair_report.as_json(outcome), indent=1))
    else:
        repair_report.print_repair(console, outcome)
    if not outcome.success:
        raise typer.Exit(1)


@app.command()
def dev(port: Annotated[int, typer.Option(help="Port of the UI on 127.0.0.1.")] = 3000) -> None:
    """The Dagster UI over the lake, with daemon and sensors; Ctrl-C stops it."""
    with socket.socket() as probe:
        if probe.connect_ex((LOOPBACK, port)) == 0:
            msg = f"port {port} on {LOOPBACK} is in use; stop what listens there or choose another with --port"
            raise PortInUseError(msg)
    prepare_home()
    os.environ["NBA_LAKE"] = Workshop(Settings.load()).store.url()
    program = str(Path(sys.executable).with_name("dagster"))
    os.chdir(PROJECT)
    # A shell that starts this in the background has it ignore Ctrl-C, and so would everything it starts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execv(program, [program, "dev", "-h", LOOPBACK, "-p", str(port), "-w", "workspace.yaml"])  # noqa: S606


@replay_app.command("serve")
def replay_serve(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 8765,
    now: Annotated[datetime | None, typer.Option(parser=_moment, help="The virtual now, Eastern time.")] = None,
) -> None:
    """Serve the archive as the providers would; Ctrl-C stops it."""
    settings = Settings.load()
    serve(settings.archive, now or settings.clock().now(), LOOPBACK, port)


@replay_app.command("check")
def replay_check(path: Annotated[Path, typer.Argument(help="Folder of the archive.")]) -> None:
    """Validate an archive and tell what it holds."""
    report.print_archive(report.console(), check_archive(path))


def main() -> None:
    """Run the command line; an error that a person can mend is one line and exit code 2."""
    try:
        app()
    except MENDABLE as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(EXIT_MENDABLE)

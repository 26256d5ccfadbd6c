"""dbt's tables as assets: one op a stage, one dbt process an op."""

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets

from nba_assets.assets.keys import OWNERS, key
from nba_assets.assets.progress import step
from nba_assets.assets.workshop import WorkshopResource
from nba_assets.home import home
from nba_assets.settings import Warehouse

PROJECT_FOLDER = Path(__file__).parents[2] / "nba_dbt"
DUCKDB_POOL = "duckdb"
# What is prepared for a date reads the results of a year of earlier dates, but only those that arrive within four game
# dates flow on by themselves: a mapping of a year would make a year again with every late file. For what comes later
# `nba repair` computes from the models' declared windows which dates to make again.
EARLIER_DATES = dg.TimeWindowPartitionMapping(
    start_offset=-4, end_offset=-1, allow_nonexistent_upstream_partitions=True
)
# Moves show the day after their date, and those of days without games stand on the next game date.
EARLIER_DATES_AND_THE_DATE = dg.TimeWindowPartitionMapping(
    start_offset=-4, end_offset=0, allow_nonexistent_upstream_partitions=True
)
MOVES = "injured_list_moves"
RESULTS = frozenset(
    {
        "nbac_player_boxscores",
        "nbac_team_boxscore",
        "nbac_shot_chart",
        "nbac_live_boxscores",
        "nbac_gamebook_player_stats",
        "nbac_play_by_play",
        "bigdataball_play_by_play",
        "player_game_summary",
        "team_offense_game_summary",
        "team_defense_game_summary",
    }
)


@dataclass(frozen=True)
class Stage:
    """A part of the graph that one dbt build makes. ``tag`` is that of its nodes in the dbt project."""

    name: str
    tag: str


STAGES = (Stage("analytics", "analytics"), Stage("features", "features"), Stage("grading", "grading"))


class Translator(DagsterDbtTranslator):
    """Names dbt nodes as the warehouse does and looks through views: an asset depends on tables only.

    ``off`` are the raw tables that are switched off: nothing waits for what will never come.
    """

    def __init__(self, off: Collection[str] = ()) -> None:
        self._off = frozenset(off)
        super().__init__()

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Return dataset and table."""
        return key(dbt_resource_props["schema"], dbt_resource_props["name"])

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        """Return the spec with its owner, group and kinds, and its dependencies on tables."""
        props = self.get_resource_props(manifest, unique_id)
        spec = super().get_asset_spec(manifest, unique_id, project)
        if props["resource_type"] != "model":
            return spec
        deps = [
            dg.AssetDep(self.get_asset_key(up), partition_mapping=date_mapping(props["name"], up["name"]))
            for up in tables_upstream(manifest, unique_id)
            if up["name"] not in self._off
        ]
        dataset = props["schema"]
        return spec.replace_attributes(
            description=props["description"],
            deps=deps,
            owners=OWNERS,
            group_name=dataset.removeprefix("nba_"),
            kinds={"dbt", "sql"},
        )


def tables_upstream(manifest: Mapping[str, Any], unique_id: str) -> list[Mapping[str, Any]]:
    """Return the tables and sources that a node reads, directly or through views; seeds are left out."""
    found: dict[str, Mapping[str, Any]] = {}
    for parent in manifest["parent_map"][unique_id]:
        node = manifest["nodes"].get(parent) or manifest["sources"].get(parent)
        if node is None or node["resource_type"] == "seed":
            continue
        if node["resource_type"] == "model" and not is_table(node):
            found |= {up["unique_id"]: up for up in tables_upstream(manifest, parent)}
        else:
            found[parent] = node
    return list(found.values())


def is_table(node: Mapping[str, Any]) -> bool:
    """Tell the tables by game date from views and from tables without dates, which are built in passing."""
    return node["resource_type"] == "model" and node["config"]["materialized"] == "incremental"


def date_mapping(table: str, upstream: str) -> dg.PartitionMapping | None:
    """Return which dates of an upstream table a date of a table reads.

    What is prepared for a date reads results of earlier dates only, and the moves of its own date's list besides;
    everything else reads its own date.
    """
    if upstream == MOVES:
        return EARLIER_DATES_AND_THE_DATE
    if upstream in RESULTS and table not in RESULTS and table != "prediction_accuracy":
        return EARLIER_DATES
    return None


def dbt_arguments(tables: Sequence[str], stage: Stage, dates: Sequence[str], processed_at: datetime) -> list[str]:
    """Return the arguments of the dbt build of one stage: its tables, what they need besides, the window as vars."""
    window = {"min_date": min(dates), "max_date": max(dates), "processed_at": processed_at.isoformat()}
    in_passing = ("config.schema:nba_staging", "config.materialized:table", "resource_type:seed")
    views = [f"tag:{stage.tag},{what}" for what in in_passing]
    return [
        "build",
        "--select",
        " ".join([*sorted(tables), *views]),
        "--exclude-resource-type",
        "unit_test",
        "--vars",
        json.dumps(window, sort_keys=True),
    ]


def dbt_stage_assets(
    project: DbtProject,
    partitions: dg.PartitionsDefinition,
    condition: dg.AutomationCondition,
    off: Collection[str],
) -> list[dg.AssetsDefinition]:
    """Return the assets of every stage; ``off`` are the raw tables that are switched off.

    Raises FileNotFoundError before ``make setup`` has parsed the project.
    """
    return [_stage_assets(stage, project, partitions, condition, off) for stage in STAGES]


def _stage_assets(
    stage: Stage,
    project: DbtProject,
    partitions: dg.PartitionsDefinition,
    condition: dg.AutomationCondition,
    off: Collection[str],
) -> dg.AssetsDefinition:
    translator = Translator(off)

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        name=f"dbt_{stage.name}",
        select=f"tag:{stage.tag},config.materialized:incremental",
        dagster_dbt_translator=translator,
        partitions_def=partitions,
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=DUCKDB_POOL,
    )
    def dbt_stage(context: dg.AssetExecutionContext, dbt: DbtCliResource, workshop: WorkshopResource) -> Iterator[Any]:
        dates = sorted(context.partition_keys)
        tables = [asset.path[-1] for asset in context.selected_asset_keys]
        tools = workshop.tools()
        arguments = dbt_arguments(tables, stage, dates, tools.clock.now())
        # dbt runs in another folder, where a relative path would be another lake.
        os.environ["NBA_LAKE"] = tools.store.url()
        with step("dbt", stage.name, dates):
            run = dbt.cli(
                arguments,
                manifest=project.manifest_path,
                dagster_dbt_translator=translator,
                target_path=home() / "dbt" / stage.name,
            )
            for event in run.stream_raw_events():
                if _concerns_a_table(event.raw_event, run.manifest):
                    yield from event.to_default_asset_events(
                        manifest=run.manifest,
                        dagster_dbt_translator=translator,
                        context=context,
                        target_path=run.target_path,
                        project=project,
                    )

    return dbt_stage.map_asset_specs(lambda spec: spec.replace_attributes(automation_condition=condition))


def _concerns_a_table(event: Mapping[str, Any], manifest: Mapping[str, Any]) -> bool:
    """Views and seeds are built in passing; only tables and their tests become events."""
    unique_id = event["data"].get("node_info", {}).get("unique_id")
    node = manifest["nodes"].get(unique_id)
    if node is None:
        return False
    if node["resource_type"] == "test":
        attached = manifest["nodes"].get(node.get("attached_node") or "")
        return attached is not None and is_table(attached)
    return is_table(node)


def dbt_resource(project: DbtProject, dbt_executable: str) -> DbtCliResource:
    """Return the resource that runs dbt on the project's target."""
    return DbtCliResource(project_dir=project, dbt_executable=dbt_executable)


def dbt_project(warehouse: Warehouse) -> DbtProject:
    """Return the dbt project aimed at a warehouse; each target has a target path of its own."""
    return DbtProject(
        PROJECT_FOLDER,
        profiles_dir=PROJECT_FOLDER,
        target=warehouse.value,
        target_path=Path(f"target_{warehouse.value}"),
    )

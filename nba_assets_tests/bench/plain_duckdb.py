"""``python -m nba_assets_tests.bench.plain_duckdb``: what dbt built, built again by DuckDB alone in one process.

It executes the statements that dbt compiled, in the order of dbt's graph, on another warehouse file: views and tables
are replaced, and of tables that dbt adds to the window is deleted and written anew.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb


def main(warehouse: str, target: str, first: str, last: str) -> None:
    """Build into ``warehouse`` what a dbt run left in its target folder."""
    manifest = json.loads((Path(target) / "manifest.json").read_text())
    results = json.loads((Path(target) / "run_results.json").read_text())["results"]
    with duckdb.connect(warehouse) as connection:
        connection.execute("set timezone = 'UTC'")
        for node in in_order(manifest["nodes"], {result["unique_id"] for result in results}):
            for statement, values in statements(node, Path(target), first, last):
                connection.execute(statement, values)


def in_order(nodes: Mapping[str, Any], built: set[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes that were built, each after those that it reads."""
    graph = {name: [parent for parent in nodes[name]["depends_on"]["nodes"] if parent in built] for name in built}
    yield from (nodes[name] for name in TopologicalSorter(graph).static_order())


def statements(node: Mapping[str, Any], target: Path, first: str, last: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what replaces a model, or its window, by its compiled query: statements, each with its values."""
    name = f'"{node["schema"]}"."{node["name"]}"'
    query = (target / "compiled" / node["package_name"] / node["original_file_path"]).read_text()
    match node["config"]["materialized"]:
        case "view":
            yield f"create or replace view {name} as {query}", []
        case "table":
            yield f"create or replace table {name} as {query}", []
        case "incremental":
            yield f"delete from {name} where game_date between ? and ?", [first, last]
            yield f"insert into {name} by name {query}", []


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Asset keys: dataset and table, as the warehouse names them."""

import dagster as dg

RAW = "nba_raw"
ANALYTICS = "nba_analytics"
PRECOMPUTE = "nba_precompute"
PREDICTIONS = "nba_predictions"
REFERENCE = "nba_reference"

OWNERS = ["team:nba-data"]


def key(dataset: str, table: str) -> dg.AssetKey:
    """Return the asset key of a table."""
    return dg.AssetKey([dataset, table])


def raw_key(table: str) -> dg.AssetKey:
    """Return the asset key of a raw table."""
    return key(RAW, table)

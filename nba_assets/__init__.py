"""A lakehouse for NBA player-points props on Dagster software-defined assets and dbt."""

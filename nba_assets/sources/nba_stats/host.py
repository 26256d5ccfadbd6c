"""The name of the league's statistics host among the providers."""

PROVIDER = "nba_stats"

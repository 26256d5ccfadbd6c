"""The name of the league's content network among the providers."""

PROVIDER = "nba_cdn"

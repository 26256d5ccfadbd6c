"""How each provider is asked: headers, patience, the codes by which it says that a file is late."""

from pydantic import SecretStr

from nba_assets.sources.http import Provider

# stats.nba.com answers browsers only; the old x-nba-stats-* headers must not be sent.
STATS_HEADERS = {
    "User-Agent": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Safari/537.36"
    ),
    "Accept": "application/json, text/plain, */*",
    "Origin": "https://www.nba.com",
    "Referer": "https://www.nba.com/",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Site": "same-site",
    "Sec-Fetch-Dest": "empty",
}


def nba_stats(base_url: str) -> Provider:
    """The league's statistics host: slow, and it blocks cloud addresses."""
    return Provider(name="nba_stats", base_url=base_url, headers=STATS_HEADERS, timeout_seconds=30.0)


def odds_api(base_url: str, key: SecretStr) -> Provider:
    """The Odds API: paid by the request. It answers 404 when an event is gone and 204 when history holds nothing."""
    return Provider(name="odds_api", base_url=base_url, secret_params={"apiKey": key.get_secret_value()})

"""The providers: host, headers, patience and manners of each, and the codes by which it says that a file is late."""

from nba_assets.settings import Settings, SettingsError
from nba_assets.sources.provider import CircuitRule, Key, KeyPlace, Provider, Rate
from nba_assets.sources.retries import Backoff

# No "br": httpx decodes Brotli only with a library that we do not carry.
_COMPRESSION = {"Accept-Encoding": "gzip, deflate"}
_HONEST = {"User-Agent": "nba-assets", **_COMPRESSION}
_BROWSER = {
    "User-Agent": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Safari/537.36"
    ),
    "Sec-Ch-Ua": '"Chromium";v="140", "Google Chrome";v="140", "Not=A?Brand";v="24"',
    "Accept-Language": "en-US,en;q=0.9",
    **_COMPRESSION,
}
_NBA_PAGE = {"Origin": "https://www.nba.com", "Referer": "https://www.nba.com/"}
# stats.nba.com answers browsers only; the old x-nba-stats-* headers must not be sent.
STATS_HEADERS = {
    **_BROWSER,
    **_NBA_PAGE,
    "Accept": "application/json, text/plain, */*",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Site": "same-site",
    "Sec-Fetch-Dest": "empty",
}
DATA_HEADERS = {**_BROWSER, **_NBA_PAGE, "Accept": "*/*"}
BETTINGPROS_HEADERS = {
    **_BROWSER,
    "Accept": "application/json, text/plain, */*",
    "Origin": "https://www.bettingpros.com",
    "Referer": "https://www.bettingpros.com/",
}

_ALL = (
    Provider(
        name="nba_stats",
        host="stats.nba.com",
        headers=STATS_HEADERS,
        # Nothing is published; what is asked faster than this is soon not answered at all.
        rate=Rate(per_second=1 / 0.6, burst=2),
        requests_at_once=2,
        timeout_seconds=30.0,
        may_use_proxy=True,
    ),
    Provider(
        name="nba_cdn",
        host="cdn.nba.com",
        headers=DATA_HEADERS,
        # Its store refuses (403) the name of a file that is not there.
        late_statuses=frozenset({204, 403, 404}),
        rate=Rate(per_second=4.0, burst=8),
        requests_at_once=4,
        may_use_proxy=True,
    ),
    Provider(
        name="nba_statsdmz",
        host="statsdmz.nba.com",
        headers=DATA_HEADERS,
        rate=Rate(per_second=1.0, burst=2),
        requests_at_once=2,
        timeout_seconds=60.0,
        may_use_proxy=True,
    ),
    Provider(
        name="nba_injury",
        host="ak-static.cms.nba.com",
        headers=DATA_HEADERS,
        # An edition that is not published is refused (403).
        late_statuses=frozenset({204, 403, 404}),
        rate=Rate(per_second=2.0, burst=4),
        requests_at_once=2,
        backoff=Backoff(attempts=2, first_seconds=2.0, longest_seconds=10.0),
        may_use_proxy=True,
    ),
    Provider(
        name="nba_official",
        host="official.nba.com",
        headers=DATA_HEADERS,
        rate=Rate(per_second=1.0, burst=2),
        requests_at_once=2,
        may_use_proxy=True,
    ),
    Provider(
        # Paid by the request. 404: the event is gone; 204: history holds nothing.
        name="odds_api",
        host="api.the-odds-api.com",
        headers=_HONEST,
        # The vendor allows 30 a second and asks to stay well below.
        rate=Rate(per_second=10.0, burst=10),
        requests_at_once=8,
        key=Key("NBA_ODDS_API_KEY", KeyPlace.QUERY, "apiKey"),
        has_quota=True,
    ),
    Provider(
        name="balldontlie",
        host="api.balldontlie.io",
        headers=_HONEST,
        rate=Rate(per_second=1.0, burst=5),
        requests_at_once=2,
        backoff=Backoff(attempts=6, first_seconds=2.0, longest_seconds=120.0, jitter_seconds=2.0),
        circuit=CircuitRule(failures=10),
        key=Key("NBA_BDL_API_KEY", KeyPlace.HEADER, "Authorization", "Bearer "),
    ),
    Provider(
        # Its files lie in a Google Drive that is shared with the account of the subscriber.
        name="bigdataball",
        host="www.googleapis.com",
        headers=_HONEST,
        rate=Rate(per_second=5.0, burst=5),
        requests_at_once=4,
        timeout_seconds=60.0,
        key=Key("NBA_BIGDATABALL_SERVICE_ACCOUNT", KeyPlace.SERVICE_ACCOUNT, "Authorization", "Bearer "),
    ),
    Provider(
        name="bettingpros",
        host="api.bettingpros.com",
        headers=BETTINGPROS_HEADERS,
        # 2.5 s between two pages.
        rate=Rate(per_second=1 / 2.5, burst=1),
        requests_at_once=1,
        timeout_seconds=45.0,
        backoff=Backoff(attempts=3, first_seconds=15.0, longest_seconds=60.0, jitter_seconds=5.0),
        key=Key("NBA_BETTINGPROS_API_KEY", KeyPlace.HEADER, "X-Api-Key"),
        may_use_proxy=True,
    ),
    Provider(
        name="espn",
        host="site.api.espn.com",
        headers=_HONEST,
        rate=Rate(per_second=2.0, burst=4),
        requests_at_once=2,
    ),
    Provider(
        name="espn_web",
        host="www.espn.com",
        headers={**_BROWSER, "Accept": "text/html"},
        rate=Rate(per_second=1.0, burst=2),
        requests_at_once=1,
    ),
    Provider(
        name="basketball_reference",
        host="www.basketball-reference.com",
        headers=_HONEST,
        # Its rules for crawlers: 3.5 s before each request.
        rate=Rate(per_second=1 / 3.5, burst=1),
        requests_at_once=1,
        may_use_proxy=True,
    ),
    Provider(
        name="pro_sports_transactions",
        host="www.prosportstransactions.com",
        headers=_HONEST,
        # Nothing is published; the manners of the other small site.
        rate=Rate(per_second=1 / 3.5, burst=1),
        requests_at_once=1,
    ),
)
PROVIDERS = {provider.name: provider for provider in _ALL}
METERED = frozenset(provider.name for provider in _ALL if provider.has_quota)


def off_reason(name: str, settings: Settings) -> str | None:
    """Return why a provider is not asked, or None: it is off by wish, or its key is not set.

    Raises SettingsError when NBA_SOURCES_OFF names something that is no provider.
    """
    unknown = settings.sources_off - PROVIDERS.keys()
    if unknown:
        msg = f"NBA_SOURCES_OFF: no provider is named {', '.join(sorted(unknown))} (there are {', '.join(PROVIDERS)})"
        raise SettingsError(msg)
    if name in settings.sources_off:
        return "NBA_SOURCES_OFF names it"
    key = PROVIDERS[name].key
    if key is None or settings.key(key.variable) is not None:
        return None
    return f"{key.variable} is not set"

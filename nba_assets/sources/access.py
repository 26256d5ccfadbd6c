"""The way to a provider: itself in the live world, a replay server in the other. All that differs is here."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from pydantic import SecretStr

from nba_assets.eastern import EASTERN
from nba_assets.settings import REPLAY_KEY
from nba_assets.sources.credentials import Authorise, authorise_by, fixed_key, no_key
from nba_assets.sources.provider import Provider
from nba_assets.sources.redaction import Secrets


@dataclass(frozen=True)
class Access:
    """How a provider is reached.

    ``base_url`` gives the address to ask as of a moment (None: now). ``now`` is the one clock; ``monotonic`` and
    ``sleep`` measure and wait in seconds. ``is_limited``: the provider's limits hold, and its circuit remembers what
    former processes found. ``trusts_environment``: the machine's own proxies and certificates apply.
    """

    base_url: Callable[[datetime | None], str]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    monotonic: Callable[[], float] = time.monotonic
    authorise: Authorise = field(default=no_key, repr=False)
    secrets: Secrets = field(default_factory=Secrets, repr=False)
    proxy: SecretStr | None = None
    is_limited: bool = True
    trusts_environment: bool = True


def live_access(
    provider: Provider, key: SecretStr | None, proxy: SecretStr | None, now: Callable[[], datetime]
) -> Access:
    """Return the way to the provider itself; through the proxy if there is one and the provider may need it."""
    proxy = proxy if provider.may_use_proxy else None
    return Access(
        base_url=lambda as_of: f"https://{provider.host}",
        now=now,
        sleep=time.sleep,
        authorise=authorise_by(provider.key, key),
        secrets=Secrets(key, proxy, *_user_and_password(proxy)),
        proxy=proxy,
    )


def replay_access(provider: Provider, server: str, now: datetime) -> Access:
    """Return the way to a replay server at ``server`` that stands for the provider at the virtual moment ``now``.

    That moment stands still, so nothing waits and no limit holds. A request as of a later moment is asked as of now.
    """

    def base_url(as_of: datetime | None) -> str:
        moment = min(as_of or now, now)
        return f"{server}/as-of/{moment.astimezone(EASTERN):%Y-%m-%dT%H:%M}/{provider.host}"

    return Access(
        base_url=base_url,
        now=lambda: now,
        sleep=lambda seconds: None,
        authorise=fixed_key(provider.key, REPLAY_KEY) if provider.key else no_key,
        is_limited=False,
        trusts_environment=False,
    )


def proxy_of(access: Access) -> httpx.Proxy | None:
    """Return the proxy as the HTTP library takes it."""
    return httpx.Proxy(access.proxy.get_secret_value()) if access.proxy else None


def _user_and_password(proxy: SecretStr | None) -> list[SecretStr]:
    if proxy is None:
        return []
    url = httpx.URL(proxy.get_secret_value())
    return [SecretStr(url.username), SecretStr(url.password)]

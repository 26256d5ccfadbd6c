"""How a request carries the key of its provider."""

import threading
from collections.abc import Callable
from pathlib import Path

import httpx
from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import Request as TokenTransport
from google.oauth2.service_account import Credentials
from pydantic import SecretStr

from nba_assets.sources.provider import Key, KeyPlace

DRIVE_READ_ONLY = "https://www.googleapis.com/auth/drive.readonly"

Authorise = Callable[[httpx.Request], httpx.Request]


class TokenRefusedError(Exception):
    """The service account's file cannot be used, or Google gives no token for it."""


class TokenUnreachableError(Exception):
    """Google's token server cannot be reached now."""


def no_key(request: httpx.Request) -> httpx.Request:
    """Send the request as it is."""
    return request


def fixed_key(key: Key, secret: SecretStr) -> Authorise:
    """Return what puts one and the same key into its place in every request."""

    def authorise(request: httpx.Request) -> httpx.Request:
        if key.place is KeyPlace.QUERY:
            request.url = request.url.copy_set_param(key.name, secret.get_secret_value())
        else:
            request.headers[key.name] = f"{key.prefix}{secret.get_secret_value()}"
        return request

    return authorise


class ServiceAccount:
    """Puts Google's bearer token into every request: got when first needed, renewed before it runs out."""

    def __init__(self, key: Key, file: Path) -> None:
        """Keep where the account's file lies; it is read when it is first needed."""
        self._key = key
        self._file = file
        self._credentials: Credentials | None = None
        self._lock = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Request:
        """Set the header. Raises TokenRefusedError or TokenUnreachableError."""
        request.headers[self._key.name] = f"{self._key.prefix}{self._token()}"
        return request

    def _token(self) -> str:
        with self._lock:
            try:
                if self._credentials is None:
                    self._credentials = Credentials.from_service_account_file(self._file, scopes=[DRIVE_READ_ONLY])
                if not self._credentials.valid:
                    self._credentials.refresh(TokenTransport())
            except TransportError as error:
                raise TokenUnreachableError("the token server cannot be reached") from error
            except GoogleAuthError as error:
                if error.retryable:
                    raise TokenUnreachableError("the token server fails") from error
                raise TokenRefusedError(f"no token for the service account ({type(error).__name__})") from error
            except (OSError, ValueError) as error:
                what = f"the service account file cannot be used ({type(error).__name__})"
                raise TokenRefusedError(what) from error
            return self._credentials.token


def authorise_by(key: Key | None, secret: SecretStr | None) -> Authorise:
    """Return what puts a live key into its place; for a service account the secret is the path of its file."""
    if key is None or secret is None:
        return no_key
    if key.place is KeyPlace.SERVICE_ACCOUNT:
        return ServiceAccount(key, Path(secret.get_secret_value()))
    return fixed_key(key, secret)

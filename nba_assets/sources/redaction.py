"""Keeps keys and passwords out of everything that a person or a file gets to see."""

import logging
from urllib.parse import quote, quote_plus

from pydantic import SecretStr

HIDDEN = "***"


class Secrets:
    """Values that must not be told. It never shows them itself."""

    def __init__(self, *secrets: SecretStr | None) -> None:
        """Take the secrets that there are, in plain form and as a url writes them."""
        plain = {secret.get_secret_value() for secret in secrets if secret} - {""}
        forms = {form for value in plain for form in (value, quote(value, safe=""), quote_plus(value))}
        # The longest first: a secret may be part of another.
        self._forms = sorted(forms, key=len, reverse=True)

    def hide(self, text: str) -> str:
        """Return the text with every secret blanked."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text


class HidingFilter(logging.Filter):
    """Blanks secrets in the records of a logger that is not ours: httpx tells every url."""

    def __init__(self, secrets: Secrets) -> None:
        """Take the secrets to blank."""
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, with its secrets blanked."""
        told = record.getMessage()
        hidden = self._secrets.hide(told)
        if hidden != told:
            record.msg, record.args = hidden, ()
        return True

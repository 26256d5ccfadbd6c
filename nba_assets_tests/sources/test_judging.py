"""Whatever a provider answers, it ends in one of the named outcomes, and no bytes are lost."""

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from nba_assets.attempts import Outcome
from nba_assets.sources.forms import decoded
from nba_assets.sources.judging import BLOCKED_STATUSES, TRANSIENT_STATUSES, TransientError, judge
from nba_assets.sources.outcomes import Payload, ProviderError
from nba_assets.sources.providers import PROVIDERS
from nba_assets.sources.table import Form
from nba_assets_tests.sources.answering import STARTED, a_request

PIECES = (
    b'{"game": {"actions": [1, 2]}}',
    b"<!DOCTYPE html><html><head><title>Access Denied</title></head></html>",
    b"<html><body>roster</body></html>",
    b"%PDF-1.4",
    b"game_id,a1\n22400561,Tatum\n",
    b"OUT_OF_USAGE_CREDITS",
    b"\xef\xbb\xbf",
    b"\x00\xff",
    b"",
)
BODIES = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=3).map(b"".join),
    st.tuples(st.sampled_from(PIECES), st.integers(0, 40)).map(lambda cut: cut[0][: cut[1]]),
)
HEADERS = st.dictionaries(
    st.sampled_from(["content-type", "date", "retry-after", "x-requests-remaining", "x-requests-used"]),
    st.one_of(
        st.sampled_from(["text/html", "application/json", "0", "nan", "Sun, 12 Jan 2025 17:00:00 GMT", "²"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=12),
    ).map(lambda text: text.encode("latin-1", "replace").decode("latin-1")),
)


@settings(max_examples=2000, deadline=None)
@given(
    provider=st.sampled_from(list(PROVIDERS.values())),
    form=st.sampled_from(list(Form)),
    status=st.one_of(st.integers(200, 599), st.sampled_from([200, 200, 403, 404, 401, 429])),
    body=BODIES,
    headers=HEADERS,
)
def test_every_answer_ends_in_a_named_outcome_and_keeps_its_bytes(provider, form, status, body, headers):
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    response = httpx.Response(status, headers=raw, content=body)
    request = a_request(form=form)
    try:
        outcome = judge(provider, request, "https://host/path", response, STARTED)
    except (TransientError, ProviderError) as error:
        outcome = error
    if isinstance(outcome, TransientError):
        assert status in TRANSIENT_STATUSES
        assert outcome.retry_after is None or outcome.retry_after >= 0
    elif isinstance(outcome, ProviderError):
        assert outcome.outcome in {Outcome.BLOCKED, Outcome.BROKEN, Outcome.QUOTA_EXHAUSTED}
        assert (outcome.status, outcome.body) == (status, body)
    elif isinstance(outcome, Payload):
        assert 200 <= status < 300
        assert outcome.body == body
        assert outcome.captured_at.tzinfo is not None
        decoded(outcome.body, form)
    else:
        assert status in provider.late_statuses
        assert outcome.captured_at.tzinfo is not None


def test_no_status_is_both_a_refusal_and_worth_a_retry():
    assert not BLOCKED_STATUSES & TRANSIENT_STATUSES
    assert not any(provider.late_statuses & TRANSIENT_STATUSES for provider in PROVIDERS.values())

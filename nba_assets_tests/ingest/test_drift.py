"""A field that a provider takes away is an ERROR that names it, one that it adds a WARN; the archive's answers pass."""

import json
from types import SimpleNamespace

import dagster as dg
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from nba_assets.assets.switches import switched_on
from nba_assets.checks.drift import judge_drift
from nba_assets.lake.landing import Landing
from nba_assets.lake.store import Store
from nba_assets.sources.fields import known_fields
from nba_assets.sources.table import Form, Scope
from nba_assets_tests.ingest.conftest import DATES, NOON
from nba_assets_tests.proof.raw_lakes import as_of
from nba_assets_tests.sources.reading import CAPTURED
from nba_assets_tests.sources.samples import samples

# The second version of a box score stands for the third's fields, whatever it has.
JSON_SAMPLES = [
    sample
    for sample in samples()
    if sample.request.form is Form.JSON and not ("v2" in sample.name or b"TeamStarterBenchStats" in sample.body)
]


@pytest.fixture
def landing():
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    return Landing(Store(MemoryFileSystem(), "/lake"))


def verdict(landing, sample, body):
    request = sample.request
    facts = {"path": request.path, "params": dict(request.params), "form": request.form.value}
    address = (request.provider, request.feed, request.scope, request.slug)
    landing.keep(address, body, CAPTURED, facts)
    tools = SimpleNamespace(ingest=SimpleNamespace(landing=landing))
    return judge_drift(tools, sample.table, [request.scope])


def without(value, path):
    """The document without the key at a path; ``[]`` stands for every element, a result set's header is renamed."""
    if isinstance(value, list):
        return [without(one, path) for one in value]
    if not isinstance(value, dict):
        return value
    if "headers" in value and "rowSet" in value:
        name, header = path
        headers = [f"{one}_V2" if one == header else one for one in value["headers"]]
        return value | {"headers": headers} if value["name"] == name else value
    key, *below = path
    if not below:
        return {name: one for name, one in value.items() if name != key}
    return {name: without(one, below) if name == key else one for name, one in value.items()}


def taken(sample):
    """A needed field that the sample has, the last by name, and the document without it."""
    there = sample.feed.fields(json.loads(sample.body))
    field = max(name for name in sample.feed.needs & there if "." in name)
    document = json.loads(sample.body)
    steps = [step for part in field.split(".") for step in [part.removesuffix("[]")] if step]
    if isinstance(document, dict) and "timestamp" in document:
        return field, document | {"data": without(document["data"], steps)}
    return field, without(document, steps)


@pytest.mark.parametrize("sample", JSON_SAMPLES, ids=[sample.name for sample in JSON_SAMPLES])
def test_a_field_that_is_gone_is_an_error_that_names_it_and_the_file(landing, sample):
    if sample.feed.name == "schedule_scoreboard":
        pytest.skip("its one needed field is the list of events, without which nothing is read")
    field, document = taken(sample)
    found = verdict(landing, sample, json.dumps(document).encode())
    assert (found.passed, found.severity) == (False, dg.AssetCheckSeverity.ERROR)
    [named] = found.metadata["missing_fields"]
    feed = f"{sample.feed.provider}/{sample.feed.name}"
    assert named.startswith(f"{feed} {field} ({feed}/{sample.request.scope}/")
    assert field in found.description


@pytest.mark.parametrize("sample", JSON_SAMPLES, ids=[sample.name for sample in JSON_SAMPLES])
def test_a_field_that_is_new_is_a_warning_that_names_it(landing, sample):
    document = json.loads(sample.body)
    there = document[0] if isinstance(document, list) else document
    there["brand_new"] = {"inside": 1}
    found = verdict(landing, sample, json.dumps(document).encode())
    assert (found.passed, found.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert all("brand_new" in name for name in found.metadata["new_fields"])
    assert found.metadata["missing_fields"] == []


def test_a_column_that_is_gone_from_a_file_is_an_error(landing):
    [sample] = [one for one in samples() if one.request.form is Form.CSV]
    found = verdict(landing, sample, sample.body.replace(b"shot_distance", b"shot_feet", 1))
    assert found.severity == dg.AssetCheckSeverity.ERROR
    assert "csv.shot_distance" in found.metadata["missing_fields"][0]
    assert found.metadata["new_fields"] == ["bigdataball/play_by_play csv.shot_feet"]


@pytest.mark.parametrize("sample", JSON_SAMPLES, ids=[sample.name for sample in JSON_SAMPLES])
def test_an_answer_that_cannot_be_read_is_an_error(landing, sample):
    unreadable = verdict(landing, sample, b"\x00\xffnothing of the kind")
    assert (unreadable.passed, unreadable.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert "(unreadable)" in unreadable.metadata["missing_fields"][0]
    assert unreadable.metadata["new_fields"] == []


@pytest.mark.parametrize("sample", JSON_SAMPLES, ids=[sample.name for sample in JSON_SAMPLES])
def test_an_answer_of_another_shape_is_an_error(landing, sample):
    other = verdict(landing, sample, b'{"message": "we moved"}')
    assert any("message" in name for name in other.metadata["new_fields"])
    # A bare list has no beginning that could be missed.
    is_list = all(name.startswith("[]") for name in sample.feed.needs)
    assert other.severity == (dg.AssetCheckSeverity.WARN if is_list else dg.AssetCheckSeverity.ERROR)


def test_the_archives_answers_have_every_needed_field_and_none_that_is_unknown(every_source):
    with as_of(every_source, None, NOON) as tools:
        for table in switched_on(tools.settings):
            days = ["2023-24", "2024-25"] if table.scope is Scope.SEASON else DATES
            found = judge_drift(tools, table, days)
            assert found.metadata["missing_fields"] == [], table.name
            assert found.metadata["new_fields"] == [], table.name
            assert found.passed


def test_every_sample_has_known_fields_only():
    for sample in JSON_SAMPLES:
        fields = sample.feed.fields(json.loads(sample.body))
        assert fields <= known_fields(sample.feed.provider, sample.feed.name), sample.name

"""The GraphQL API that the UI itself uses: what is there, launching a run or a backfill, waiting for its end."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

RUN_SECONDS = 180
ENDED = {"SUCCESS", "FAILURE", "CANCELED"}

NODES = """
    { assetNodes {
        assetKey { path } isPartitioned isMaterializable groupName description
        owners { ... on TeamAssetOwner { team } } kinds jobNames
        repository { name location { name } } assetChecksOrError { ... on AssetChecks { checks { name } } }
        metadataEntries { label ... on TableSchemaMetadataEntry { schema { columns { name description } } } }
        backfillPolicy { policyType }
    } }
"""
LAUNCH_RUN = """
    mutation Launch($params: ExecutionParams!) {
        launchPipelineExecution(executionParams: $params) {
            __typename
            ... on LaunchRunSuccess { run { runId } }
            ... on PythonError { message }
            ... on RunConfigValidationInvalid { errors { message } }
        }
    }
"""
LAUNCH_BACKFILL = """
    mutation Backfill($params: LaunchBackfillParams!) {
        launchPartitionBackfill(backfillParams: $params) {
            __typename
            ... on LaunchBackfillSuccess { backfillId }
            ... on PythonError { message }
        }
    }
"""
RUN = "query Run($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
BACKFILL = """
    query Backfill($id: String!) {
        partitionBackfillOrError(backfillId: $id) {
            ... on PartitionBackfill { status runs { runId status tags { key value } } error { message } }
        }
    }
"""
MATERIALIZATIONS = """
    query Made($asset: AssetKeyInput!, $partitions: [String!]) {
        assetNodeOrError(assetKey: $asset) { ... on AssetNode {
            assetMaterializations(partitions: $partitions) {
                partition runId metadataEntries { label ... on IntMetadataEntry { intValue } }
            }
        } }
    }
"""


@dataclass(frozen=True)
class Graph:
    """A running UI at an address."""

    url: str

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the data that a query answers. Raises httpx.TransportError while nobody listens."""
        answer = httpx.post(f"{self.url}/graphql", json={"query": query, "variables": variables}, timeout=60)
        answer.raise_for_status()
        body = answer.json()
        assert "errors" not in body, body["errors"]
        return body["data"]

    def nodes(self) -> dict[str, dict[str, Any]]:
        """Return every asset by its key written as dataset/table."""
        return {"/".join(node["assetKey"]["path"]): node for node in self.ask(NODES)["assetNodes"]}

    def materialize(self, asset: str, partition: str) -> str:
        """Launch a run that makes one partition of one asset, as the button of the UI does, and return its id."""
        job = next(name for name in self.nodes()[asset]["jobNames"] if name.startswith("__ASSET_JOB"))
        selection = {"assetSelection": [{"path": asset.split("/")}]}
        return self._launch(job, selection, [{"key": "dagster/partition", "value": partition}])

    def run_job(self, job: str) -> str:
        """Launch a job that needs no partition and return the run's id."""
        return self._launch(job, {}, [])

    def backfill(self, asset: str, partitions: Sequence[str]) -> str:
        """Launch a backfill of some partitions of one asset and return its id."""
        launched = self.ask(
            LAUNCH_BACKFILL,
            params={"assetSelection": [{"path": asset.split("/")}], "partitionNames": list(partitions)},
        )["launchPartitionBackfill"]
        assert launched["__typename"] == "LaunchBackfillSuccess", launched
        return launched["backfillId"]

    def run_status(self, run_id: str) -> str:
        """Wait for a run's end and return its status, or the one it had when the time was up."""
        return self.wait(lambda: self.ask(RUN, id=run_id)["runOrError"]["status"], lambda status: status in ENDED)

    def backfill_end(self, backfill_id: str) -> dict[str, Any]:
        """Wait for a backfill's end and return its status and its runs."""
        return self.wait(
            lambda: self.ask(BACKFILL, id=backfill_id)["partitionBackfillOrError"],
            lambda backfill: backfill["status"] not in ("REQUESTED", "COMPLETING"),
        )

    def materializations(self, asset: str, partitions: Sequence[str]) -> list[dict[str, Any]]:
        """Return what was made of some partitions of an asset, the latest first."""
        asked = {"asset": {"path": asset.split("/")}, "partitions": list(partitions)}
        return self.ask(MATERIALIZATIONS, **asked)["assetNodeOrError"]["assetMaterializations"]

    def _launch(self, job: str, selection: dict[str, Any], tags: list[dict[str, str]]) -> str:
        repository = next(iter(self.nodes().values()))["repository"]
        where = {"repositoryLocationName": repository["location"]["name"], "repositoryName": repository["name"]}
        launched = self.ask(
            LAUNCH_RUN,
            params={
                "selector": where | {"jobName": job} | selection,
                "mode": "default",
                "executionMetadata": {"tags": tags},
            },
        )["launchPipelineExecution"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        return launched["run"]["runId"]

    @staticmethod
    def wait(look: Callable[[], Any], ended: Callable[[Any], bool]) -> Any:
        """Look every second until what is seen is the end, or the time is up, and return what was seen last."""
        deadline = time.monotonic() + RUN_SECONDS
        while not ended(seen := look()) and time.monotonic() < deadline:
            time.sleep(1)
        return seen

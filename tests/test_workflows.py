"""What the workflows may do: nothing for strangers, and each job no more than it needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent.parent / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.iterdir())
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def read(name: str) -> dict[str, Any]:
    # In YAML 1.2 the key `on` is a text, as it is here.
    loaded: dict[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def list_steps(name: str) -> list[dict[str, Any]]:
    return [step for job in read(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_hash(name: str) -> None:
    assert [step["uses"] for step in list_steps(name) if "uses" in step and not PINNED.fullmatch(step["uses"])] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_an_event_is_pasted_into_a_script(name: str) -> None:
    assert [step["run"] for step in list_steps(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_given_job_by_job_and_every_job_ends(name: str) -> None:
    workflow = read(name)
    assert workflow["permissions"] == {"contents": "read"}
    assert all(int(job["timeout-minutes"]) <= 60 for job in workflow["jobs"].values())


@pytest.mark.parametrize("name", NAMES)
def test_a_pull_request_gets_no_secret_and_no_right_to_write(name: str) -> None:
    workflow = read(name)
    assert "pull_request_target" not in workflow["on"]
    if "pull_request" in workflow["on"]:
        rights = [job.get("permissions", {}) for job in workflow["jobs"].values()]
        assert "write" not in str(rights)
        assert "secrets." not in (FOLDER / name).read_text(encoding="utf-8")


def test_addresses_are_asked_on_a_schedule_or_by_hand_and_never_for_a_pull_request() -> None:
    workflow = read("links.yml")
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert workflow["jobs"]["ask"]["if"] == "github.ref == 'refs/heads/main'"


def test_the_job_that_writes_the_issue_runs_nothing_of_the_repository() -> None:
    jobs = read("links.yml")["jobs"]
    assert jobs["tell"]["permissions"] == {"actions": "read", "issues": "write"}
    assert [step for step in jobs["tell"]["steps"] if "uses" in step or "dossier" in step["run"]] == []
    assert "write" not in str(jobs["ask"]["permissions"])
    with_token = [step for step in jobs["ask"]["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert [step["name"] for step in with_token] == ["Fetch what was asked last time"]

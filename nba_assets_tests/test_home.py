"""Dagster's home: made where it is not, its configuration put in place and kept up, and nothing of others touched."""

import os

import pytest

from nba_assets.home import CONFIGURATION, EVENT_BATCH_SIZE, EVENT_BATCH_VARIABLE, PROJECT, VARIABLE, prepare_home
from nba_assets.settings import SettingsError

OURS = (PROJECT / CONFIGURATION).read_text()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home that is not there yet, and neither variable as this machine has it."""
    folder = tmp_path / "home"
    monkeypatch.setenv(VARIABLE, str(folder))
    # Set first: what was absent before a test is taken away after it only if it was set by the test.
    monkeypatch.setenv(EVENT_BATCH_VARIABLE, "1")
    monkeypatch.delenv(EVENT_BATCH_VARIABLE)
    return folder


def test_a_new_home_has_our_configuration_alone(home):
    assert prepare_home() == home
    assert {file.name: file.read_text() for file in home.iterdir()} == {CONFIGURATION: OURS}


def test_events_are_handed_over_in_batches_unless_a_person_chose_otherwise(monkeypatch):
    prepare_home()
    assert os.environ[EVENT_BATCH_VARIABLE] == EVENT_BATCH_SIZE
    monkeypatch.setenv(EVENT_BATCH_VARIABLE, "7")
    prepare_home()
    assert os.environ[EVENT_BATCH_VARIABLE] == "7"


def test_our_configuration_is_not_written_again_when_it_is_there(home):
    prepare_home()
    first = (home / CONFIGURATION).stat()
    prepare_home()
    second = (home / CONFIGURATION).stat()
    assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_our_configuration_of_another_version_is_replaced(home):
    home.mkdir()
    (home / CONFIGURATION).write_text(OURS.splitlines()[0] + "\ntelemetry:\n  enabled: true\n")
    prepare_home()
    assert {file.name: file.read_text() for file in home.iterdir()} == {CONFIGURATION: OURS}


@pytest.mark.parametrize("theirs", ["run_launcher:\n  module: mine\n", ""])
def test_the_configuration_of_another_installation_stays_and_the_way_out_is_told(home, theirs):
    home.mkdir()
    (home / CONFIGURATION).write_text(theirs)
    with pytest.raises(SettingsError) as told:
        prepare_home()
    assert str(home / CONFIGURATION) in str(told.value)
    assert f"set {VARIABLE} to a folder of your own" in str(told.value)
    assert (home / CONFIGURATION).read_text() == theirs


def test_a_home_that_cannot_be_made_is_told_with_its_reason(home):
    home.write_text("a file")
    with pytest.raises(SettingsError, match=r"DAGSTER_HOME=\S+ cannot be written \(.*File exists.*\); set it to"):
        prepare_home()


def test_an_error_of_the_system_without_a_reason_of_its_own_is_told_in_words(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr("nba_assets.home.Path.mkdir", refuse)
    with pytest.raises(SettingsError, match="the disk went away"):
        prepare_home()

"""The time-stamps of a case as readers are told of them: what they show, and how to check that oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.standings import describe_day

if TYPE_CHECKING:
    from datetime import datetime

    from generator.views.words import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class StampRecord:
    """A time-stamp that was verified: its folder's name, the time, who signed, and whether the case is still as it was then.

    `manifest` and `response` are the names of the files in that folder.
    """

    name: str
    time: datetime
    authority: str
    is_current: bool
    manifest: str
    response: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StampView:
    """One time-stamp: in a sentence, with its files beside the page and the two commands that check it."""

    sentence: str
    changed: str
    manifest: str
    response: str
    commands: tuple[str, ...]


def view_stamp(speaker: Speaker, stamp: StampRecord) -> StampView:
    """A time-stamp for readers."""
    day = describe_day(speaker, stamp.time.date())
    time = speaker.say("%(day)s at %(time)s UTC") % {"day": day, "time": f"{stamp.time:%H:%M:%S}"}
    sentence = speaker.say(
        "The facts of this case, as the manifest lists them, existed by %(time)s: stamped by %(authority)s."
    )
    changed = speaker.say("They have changed since then; what has changed is not covered.")
    folder = f"dossiers/{speaker.case.id}/timestamps/{stamp.name}"
    return StampView(
        sentence=sentence % {"time": time, "authority": stamp.authority},
        changed="" if stamp.is_current else changed,
        manifest=f"timestamps/{stamp.name}/{stamp.manifest}",
        response=f"timestamps/{stamp.name}/{stamp.response}",
        commands=(
            f"sha256sum -c {folder}/{stamp.manifest}",
            f"openssl ts -verify -data {folder}/{stamp.manifest} -in {folder}/{stamp.response} -CAfile authority.pem",
        ),
    )

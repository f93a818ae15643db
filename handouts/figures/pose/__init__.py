"""The pose spec: what a person writes to have an exercise drawn ([pose] in ID.toml).

Lengths are body heights, angles degrees, vectors [x, y, z]. Names of limbs, bones and places
take a side: `near_`, `far_` (as the viewer sees it), `left_` or `right_` (the person's own).
docs/exercises.md explains every key with pictures. Every mistake comes back as a `Problem`
that names the key and, where one is close, the name that was meant.
"""

from handouts.figures.pose.flat import FlatSpec
from handouts.figures.pose.naming import pose_digest
from handouts.figures.pose.reading import read_flat, read_pose
from handouts.figures.pose.spec import (
    Arrow,
    Claim,
    Closeup,
    Letter,
    PoseSpec,
    Position,
    PositionName,
    Stop,
    Trace,
)

__all__ = [
    "Arrow",
    "Claim",
    "Closeup",
    "FlatSpec",
    "Letter",
    "PoseSpec",
    "Position",
    "PositionName",
    "Stop",
    "Trace",
    "pose_digest",
    "read_flat",
    "read_pose",
]

"""Naming a pose, to tell whether a picture was drawn from it."""

import hashlib
import json

from handouts.figures.pose.spec import PoseSpec


def pose_digest(spec: PoseSpec) -> str:
    """Return a name for what a spec says: the same name, the same pose."""
    said = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]

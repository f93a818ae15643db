"""The whole way: a pose spec and a figure become a picture."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np

from handouts.figures.author.arrows import arrow_marks, arrow_path
from handouts.figures.author.artist import Drawn, Job, draw
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.closeups import find_room
from handouts.figures.author.field import viewer
from handouts.figures.author.frame import framed, millimetre
from handouts.figures.author.memory import FORGETFUL, Memory, said
from handouts.figures.author.overlay import draw_flat, in_panel, letter_at, trace_marks
from handouts.figures.author.sight import closeups_in, keep_view
from handouts.figures.author.skeleton import Skeleton
from handouts.figures.author.solver import (
    Solved,
    drawn_positions,
    near_side,
    position_names,
    solve,
)
from handouts.figures.author.vectors import Array
from handouts.figures.drawing import Letter as LetterMark
from handouts.figures.drawing import Mark, Panel, Picture, SoreSide
from handouts.figures.pose import FlatSpec, PoseSpec, PositionName

# Raise this when the renderer draws differently: every picture is then baked anew.
RENDERER: Final = 6

# Pixels in body heights. A figure standing 40 mm tall has a pixel of 0.1 mm at FINE; lines are
# placed finer than that. ROUGH shows a pose in about a second.
FINE: Final = 0.0026
ROUGH: Final = 0.0060

# What of a pose says how a position is drawn over or beside the person, or where the limbs are.
_BESIDE: Final = frozenset(
    ("start", "middle", "end", "rest", "anchor", "arrows", "claims", "lines", "letters", "settings")
)

Range = tuple[float, float]


def digest(spec: PoseSpec | FlatSpec, figure: str) -> str:
    """Return what names a baked picture's origin: the spec, the figure and the renderer."""
    data = json.dumps(
        spec.model_dump(mode="json", by_alias=True, exclude_defaults=True), sort_keys=True
    )
    sha = hashlib.sha256(f"{RENDERER}\n{figure}\n{BUILDS[figure]}\n{data}".encode())
    return sha.hexdigest()[:16]


def bake(
    exercise: str,
    spec: PoseSpec | FlatSpec,
    figure: str,
    pitch: float = FINE,
    solved: Sequence[Solved] = (),
    memory: Memory = FORGETFUL,
) -> Picture:
    """Return the picture of an exercise with a figure (`builds.BUILDS`). Takes some seconds.

    `solved`: the positions, where they are solved already; `memory`: what was drawn of them.
    """
    if isinstance(spec, FlatSpec):
        return draw_flat(exercise, figure, digest(spec, figure), spec)
    studio = _Studio(spec, figure, pitch, solved or solve(spec, figure), memory)
    return studio.picture(exercise, digest(spec, figure))


class _Studio:
    """One exercise with one figure: what is drawn, seen from where, how finely."""

    def __init__(
        self,
        spec: PoseSpec,
        figure: str,
        pitch: float,
        solved: Sequence[Solved],
        memory: Memory,
    ) -> None:
        self.spec, self.pitch, self.solved, self.memory = spec, pitch, solved, memory
        self.build = BUILDS[figure]
        self.near = near_side(spec)
        self.axes = viewer(spec.view.yaw, spec.view.pitch)
        self.panels = len(drawn_positions(spec))

    def picture(self, exercise: str, name: str) -> Picture:
        figure = next(k for k, v in BUILDS.items() if v is self.build)
        every = dict(zip(position_names(self.spec), self.solved, strict=True))
        drawn = {name: every[name] for name in drawn_positions(self.spec)}
        ghosted = self.spec.show == "ghost" and len(self.solved) > 1
        span = _span(self.solved if ghosted else tuple(drawn.values()))
        bodies = {name: position.body for name, position in every.items()}
        ghost = self.solved[0] if ghosted else None
        # What is felt is felt at the end of the movement, not before it.
        last = {id(position) for position in self.solved[1:] or self.solved}
        jobs = {
            label: Job(
                self.spec, figure, self.pitch, position, ghost, span,
                id(position) in last, closeups_in(self.spec, label),
            )
            for label, position in drawn.items()
        }  # fmt: skip
        seen = dict(zip(jobs, self._drawn(list(jobs.values())), strict=True))
        panels = []
        for label, position in drawn.items():
            arrows = [
                (arrow_path(arrow, bodies, self.near, self.axes), arrow.both)
                for arrow in self.spec.arrows
                if len(drawn) == 1 or arrow.panel == label
            ]
            panels.append(self._panel(position.body, seen[label], arrows, label))
        return Picture(exercise, figure, name, tuple(panels), sore=self._sore())

    def _sore(self) -> SoreSide:
        """Return which side of the person is drawn as the sore one, "" where none is."""
        if self.spec.sore is None:
            return ""
        return "left" if (self.spec.sore == "near") == (self.near == "L") else "right"

    def _drawn(self, jobs: Sequence[Job]) -> Iterator[Drawn]:
        """Yield each position drawn, the later ones by a helper while the first is drawn here."""
        said_of_it = said(self.spec, _BESIDE)
        keys = [("drawn", *job.named, said_of_it) for job in jobs]
        for key, job in zip(keys[1:], jobs[1:], strict=True):
            self.memory.begin(key, draw, job)
        for key, job in zip(keys, jobs, strict=True):
            made = partial(self.memory.made, key, draw, job)
            drawn = self.memory.kept(key, made, job)
            keep_view(self.memory, job.spec, job.position, job.span, drawn.view)
            yield drawn

    def _panel(
        self,
        body: Skeleton,
        seen: Drawn,
        arrows: list[tuple[Array, bool]],
        label: PositionName,
    ) -> Panel:
        traces, letters = self._over(body, label)
        paths = [path for path, _ in arrows]
        box = framed(seen.boxes, traces, letters, paths, self.panels)
        wanted = [(one.place, one.r, one.radius) for one in seen.cutouts]
        insets = find_room(wanted, seen.view, paths, box) if wanted else []
        if insets:
            rooms = [*seen.boxes, *(inset.box for inset in insets)]
            box = framed(rooms, traces, letters, paths, self.panels)
        beside = zip(insets, seen.cutouts, strict=True)
        cut = [mark for inset, cutout in beside for mark in inset.marks(cutout.marks)]
        mm = millimetre(box, self.panels)
        inked = [arrow_marks(path, mm, both=both) for path, both in arrows]
        rims = [mark for rim, _ in inked for mark in rim]
        heads = [mark for _, fill in inked for mark in fill]
        return Panel(box, (*seen.behind, *rims, *seen.figure, *traces, *heads, *cut), letters)

    def _over(
        self, body: Skeleton, label: PositionName
    ) -> tuple[list[Mark], tuple[LetterMark, ...]]:
        """Return the lines and letters over a body in one panel."""
        lines, letters = self.spec.lines, self.spec.letters
        marks = [
            mark
            for line in lines
            if in_panel(line, label)
            for mark in trace_marks(line, body, self.near, self.axes)
        ]
        placed = [
            letter_at(one, body, self.near, self.axes) for one in letters if in_panel(one, label)
        ]
        return marks, tuple(placed)


def _span(solved: Sequence[Solved]) -> Range:
    """Return the least and the greatest x of everybody drawn."""
    xs = np.concatenate(
        [s.surface()[:, 0] for one in solved for part in one.parts for s in part.solids]
    )
    return float(xs.min()), float(xs.max())

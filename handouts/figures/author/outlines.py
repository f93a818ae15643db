"""Lines: where depth jumps, where a fold is, where cloth ends.

A line runs between two pixels that differ. Each is moved to the exact place by halving the way
between the two pixel centres with rays of its own, so lines are much finer than the pixels.
Inner lines fade out where limbs merge, as an illustrator draws them: a weak edge stays only
where it hangs together with a strong one.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from handouts.figures.author.contours import components, joined, resampled, smoothed
from handouts.figures.author.curves import fit_closed, fit_open
from handouts.figures.author.hands import digits, digits_seen, parted
from handouts.figures.author.pen import Pen, Stroke
from handouts.figures.author.regions import TOLERANCE, VARIANTS, Dressed, Regions, Roles
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array, Flags, Ints
from handouts.figures.drawing import Mark

OUTER, INNER, DETAIL, PROP, PROP_INNER, MOVED, DIGIT = range(7)
_BY_HIT, _BY_DEPTH, _BY_ROLE, _BY_PART, _BY_DIGIT = range(5)

_FOLD: Final = 0.80  # cosine between normals below which two groups show a fold
_SLIGHT_FOLD: Final = 0.95
_JUMP: Final = 0.006  # body heights of depth that may be an edge
_CLEAR_JUMP: Final = 0.013  # ... and that surely is one
_PROP_JUMP: Final = 0.010
_STEEP: Final = 2.2  # a slope explains a jump up to this many times its own
_HALVINGS: Final = 2  # each halves the error of a line, half a pixel at first
_ROUGHEST: Final = 0.0085  # body heights: with coarser pixels lines are rough and soon there
# Body heights: inner lines shorter than this are left out; those that touch no other line must
# be longer, for a loose short stroke reads as dirt.
_SHORTEST: Final = 0.026
_SHORTEST_LOOSE: Final = 0.055
_SHORTEST_BETWEEN: Final = 0.0105  # ... between the fingers of a hand


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How lines of one kind are drawn: mm on paper, smoothing, least pixels, corners."""

    kind: int
    width: float
    smoothing: float
    least: int
    corner: float


STYLES: Final = (
    LineStyle(PROP_INNER, 0.10, 1.0, 5, 30),
    LineStyle(PROP, 0.13, 0.8, 4, 30),
    LineStyle(DETAIL, 0.10, 2.0, 8, 70),
    LineStyle(DIGIT, 0.11, 1.4, 3, 70),
    LineStyle(INNER, 0.17, 1.8, 6, 70),
    LineStyle(OUTER, 0.24, 1.6, 6, 62),
    LineStyle(MOVED, 0.42, 1.6, 6, 62),
)


_STYLE: Final = {style.kind: style for style in STYLES}
_WORN: Final = ("skin", "top", "bottom", "shoe", "sole", "sock")
OUTLINE: Final = max(style.width for style in STYLES)
"""Millimetres on paper of the widest line."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges between two neighbouring pixels: row and column of the first, 0 below / 1 right."""

    row: Ints
    column: Ints
    axis: Ints
    kind: Ints
    strong: Flags
    how: Ints

    def chosen(self, keep: Flags | Ints) -> "Edges":
        """Return some of the edges."""
        return Edges(
            self.row[keep],
            self.column[keep],
            self.axis[keep],
            self.kind[keep],
            self.strong[keep],
            self.how[keep],
        )

    def ends(self, i: int) -> tuple[Hashable, Hashable]:
        """Return the pixel corners that an edge joins."""
        r, c = int(self.row[i]), int(self.column[i])
        other = (r + 1, c) if self.axis[i] == 0 else (r, c + 1)
        return other, (r + 1, c + 1)


def in_outline(marks: list[Mark]) -> list[Mark]:
    """Return a person as an outline on paper: without clothes, shade and small lines."""
    kept = [mark for mark in marks if mark.kind == "fill" or mark.width >= _STYLE[INNER].width]
    return [
        replace(mark, paint="paper")
        if mark.kind == "fill" and mark.paint.partition(".")[0] in _WORN
        else mark
        for mark in kept
    ]


def line_marks(
    view: View,
    seen: Regions,
    who: Dressed,
    roles: Roles,
    pen: Pen,
    *,
    ghost: Flags | None = None,
) -> list[Mark]:
    """Return the lines of a picture; of a ghost, only those beside its visible pixels."""
    edges = _find(view, seen, who)
    edges = edges.chosen(lasting(edges, view.pitch))
    if ghost is None:
        edges = _bold(edges, view, seen)
    if ghost is not None:
        edges = edges.chosen(_beside(edges, ghost))
    places = _exact(edges, view, seen, roles)
    marks = []
    for style in STYLES:
        strokes = _strokes(edges, places, style)
        if strokes:
            paint, width = ("line", style.width) if ghost is None else ("ghost.line", 0.13)
            marks.append(pen.mark("line", paint, width, strokes))
    return marks


def _bold(edges: Edges, view: View, seen: Regions) -> Edges:
    """Return the edges, those round what moves as such: its rim, and where it crosses the rest."""
    other = edges.row + (edges.axis == 0), edges.column + (edges.axis == 1)
    first = edges.row, edges.column
    moves = seen.variant == VARIANTS.index(".move")
    nearer = view.depth[first] >= view.depth[other]
    nearer = np.where(view.part[other] < 0, True, np.where(view.part[first] < 0, False, nearer))  # noqa: FBT003
    owner = np.where(nearer, moves[first], moves[other])
    alone = moves[first] != moves[other]
    rim = np.isin(edges.kind, (OUTER, INNER)) & owner & alone
    return replace(edges, kind=np.where(rim, MOVED, edges.kind))


def _beside(edges: Edges, mask: Flags) -> Flags:
    below, right = edges.axis == 0, edges.axis == 1
    own = mask[edges.row, edges.column]
    return np.asarray(own | mask[edges.row + below, edges.column + right], dtype=bool)


def _strokes(edges: Edges, places: Array, style: LineStyle) -> list[Stroke]:
    own = np.nonzero(edges.kind == style.kind)[0].tolist()
    out: list[Stroke] = []
    joins = [(*edges.ends(i), i) for i in own]
    meeting = Counter(corner for a, b, _ in joins for corner in (a, b))
    for labels, nodes, closed in joined(joins):
        # A short piece between two meeting places is part of a line; with a free end it is a spur.
        free = min(meeting[nodes[0]], meeting[nodes[-1]]) == 1
        if len(labels) < style.least and (free or closed or len(labels) < 2):  # noqa: PLR2004
            continue
        p = places[labels]
        if not closed:  # run on to the corner where lines meet
            ends = np.array([nodes[0], nodes[-1]], dtype=np.float64)[:, ::-1]
            p = np.concatenate([ends[:1], p, ends[1:]])
        p = resampled(smoothed(p, style.smoothing, closed=closed), 1.5, closed=closed)
        fit = fit_closed if closed else fit_open
        out.append((fit(p, TOLERANCE, style.corner), closed))
    return out


def _find(view: View, seen: Regions, who: Dressed) -> Edges:
    groups = sorted({part.group for part in who.parts})
    group = np.array([groups.index(part.group) for part in who.parts] + [-1])
    prop = np.array([part.is_prop for part in who.parts] + [False])
    ear = np.array([part.name == "ears" for part in who.parts] + [False])
    digit = digits_seen(view, who.parts)
    found = []
    for axis in (0, 1):
        a = (slice(0, -1), slice(None)) if axis == 0 else (slice(None), slice(0, -1))
        b = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        kind, strong, how = _classify(view, seen, (a, b), (group, prop, ear))
        between = parted(digit[a], digit[b]) & (view.part[a] == view.part[b])
        kind[between], how[between] = DIGIT, _BY_DIGIT
        r, c = np.nonzero(kind >= 0)
        found.append((r, c, np.full(len(r), axis), kind[r, c], strong[r, c], how[r, c]))
    return Edges(*(np.concatenate(column) for column in zip(*found, strict=True)))


Window = tuple[slice, slice]


def _classify(
    view: View, seen: Regions, windows: tuple[Window, Window], kinds: tuple[Ints, Flags, Flags]
) -> tuple[Ints, Flags, Ints]:
    """Return for each pair of neighbours the kind of line (-1 none), if strong, how to place."""
    (a, b), (group, prop, ear), part = windows, kinds, view.part
    hit_a, hit_b = part[a] >= 0, part[b] >= 0
    prop_a, prop_b = prop[part[a]], prop[part[b]]
    body_a, body_b = hit_a & ~prop_a, hit_b & ~prop_b
    za, zb = view.depth[a], view.depth[b]
    jump = np.where(hit_a & hit_b, np.abs(za - zb), 0)
    facing = np.clip(view.normal[..., 2], 0.05, 1)
    slope = np.sqrt(np.clip(1 - facing * facing, 0, 1)) / facing
    explained = _STEEP * view.pitch * np.where(za > zb, slope[b], slope[a])
    alike = (view.normal[a] * view.normal[b]).sum(-1)
    other_role = seen.role[a] != seen.role[b]
    other_group = group[part[a]] != group[part[b]]

    kind = np.full(hit_a.shape, -1, dtype=np.int64)
    strong = np.zeros(hit_a.shape, dtype=bool)
    how = np.zeros(hit_a.shape, dtype=np.int64)

    def draw(where: Flags, what: int, by: int, sure: Flags) -> None:
        kind[where], how[where] = what, by
        strong[where] |= sure[where]

    both = body_a & body_b
    everywhere = np.ones_like(both)
    draw(both & other_role, DETAIL, _BY_ROLE, everywhere)
    ear_a, ear_b = ear[part[a]], ear[part[b]]
    draw(both & (ear_a != ear_b), DETAIL, _BY_PART, everywhere)
    # Where cloth meets cloth of one colour, a slighter fold tells the arm from the trunk.
    fold = np.where(other_role, _FOLD, _SLIGHT_FOLD)
    draw(both & other_group & (alike < fold), INNER, _BY_PART, everywhere)
    occluded = both & (jump > _JUMP) & (jump > explained)
    draw(occluded, INNER, _BY_DEPTH, (jump > _CLEAR_JUMP) | other_group)
    things = prop_a & prop_b
    stepped = (jump > _PROP_JUMP) & (jump > explained)
    draw(things & (part[a] != part[b]), PROP_INNER, _BY_PART, everywhere)
    draw(things & other_role, PROP_INNER, _BY_ROLE, everywhere)
    draw(things & stepped, PROP_INNER, _BY_DEPTH, everywhere)
    mixed = (body_a & prop_b) | (prop_a & body_b)
    in_front = (body_a & (za >= zb)) | (body_b & (zb >= za))
    draw(mixed & in_front, OUTER, _BY_PART, everywhere)
    draw(mixed & ~in_front, PROP, _BY_PART, everywhere)
    rim = hit_a != hit_b
    draw(rim & (body_a | body_b), OUTER, _BY_HIT, everywhere)
    draw(rim & (prop_a | prop_b), PROP, _BY_HIT, everywhere)
    return kind, strong, how


def lasting(edges: Edges, pitch: float) -> Flags:
    """Return which edges stay: inner lines need length and enough strong edges among them."""
    keep = np.ones(len(edges.row), dtype=bool)
    between = np.nonzero(edges.kind == DIGIT)[0].tolist()
    names = components([(*edges.ends(i), i) for i in between])
    size = Counter(names)
    for name, i in zip(names, between, strict=True):
        keep[i] = size[name] >= _SHORTEST_BETWEEN / pitch
    inner = np.nonzero(edges.kind == INNER)[0].tolist()
    others = np.nonzero(edges.kind != INNER)[0].tolist()
    corners = {corner for i in others for corner in edges.ends(i)}
    names = components([(*edges.ends(i), i) for i in inner])
    size = Counter(names)
    strength: Counter[Hashable] = Counter()
    held: set[Hashable] = set()
    for name, i in zip(names, inner, strict=True):
        strength[name] += int(edges.strong[i])
        if not corners.isdisjoint(edges.ends(i)):
            held.add(name)
    for name, i in zip(names, inner, strict=True):
        least = _SHORTEST if name in held else _SHORTEST_LOOSE
        keep[i] = size[name] >= least / pitch and strength[name] >= max(3, 0.15 * size[name])
    return keep


def _exact(edges: Edges, view: View, seen: Regions, roles: Roles) -> Array:
    """Return where each edge really runs, in pixels (x right, y down)."""
    ra, ca = edges.row, edges.column
    right, below = edges.axis == 1, edges.axis == 0
    rb, cb = ra + below, ca + right
    za, zb = view.depth[ra, ca], view.depth[rb, cb]
    both = (view.part[ra, ca] >= 0) & (view.part[rb, cb] >= 0)
    near = np.maximum(za, zb) + 0.025
    far = np.where(both, np.minimum(za, zb), np.maximum(za, zb)) - 0.06
    like_first = _comparison(edges, view, seen, roles)
    low, high = np.zeros(len(ra)), np.ones(len(ra))
    for _ in range(_HALVINGS if view.pitch <= _ROUGHEST else 0):
        t = (low + high) / 2
        u, v = ca + 0.5 + right * t, ra + 0.5 + below * t
        first = like_first(*view.tracer.cast(u, v, near, far))
        low, high = np.where(first, t, low), np.where(first, high, t)
    t = (low + high) / 2
    return np.stack([ca + 0.5 + right * t, ra + 0.5 + below * t], axis=1)


def _comparison(
    edges: Edges, view: View, seen: Regions, roles: Roles
) -> Callable[[Array, Ints, Array], Flags]:
    """Return a test: did these rays see what the first pixel of each edge shows."""
    ra, ca = edges.row, edges.column
    rb, cb = ra + (edges.axis == 0), ca + (edges.axis == 1)
    za, zb = view.depth[ra, ca], view.depth[rb, cb]
    pa, pb = view.part[ra, ca], view.part[rb, cb]
    by_role, by_digit = edges.how == _BY_ROLE, edges.how == _BY_DIGIT
    parts, axes = view.tracer.field.parts, view.tracer.field.view
    fingers = digits(parts, axes, view.points(ra[by_digit], ca[by_digit]), pa[by_digit])

    def like_first(depth: Array, part: Ints, points: Array) -> Flags:
        nearer = np.abs(depth - za) < np.abs(depth - zb)
        by_part = np.where(part == pa, True, np.where(part == pb, False, nearer))  # noqa: FBT003
        out = np.where(edges.how == _BY_PART, by_part, nearer)
        out = np.where(edges.how == _BY_HIT, (part >= 0) == (pa >= 0), out)
        if by_role.any():
            role = roles.of(points[by_role], part[by_role])
            out[by_role] = role == seen.role[ra, ca][by_role]
        if by_digit.any():
            out[by_digit] = digits(parts, axes, points[by_digit], part[by_digit]) == fingers
        return np.asarray(out, dtype=bool)

    return like_first

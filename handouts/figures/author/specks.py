"""Specks: visible pieces too small to mean anything, taken over by what surrounds them.

Where a far arm just shows between trunk and leg, or a collar grazes a shoulder, a few pixels
remain that a reader takes for dirt. A piece smaller than `SPECK` becomes part of what it
borders on most.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Flags, Ints

# Body heights squared: on a figure 40 mm tall, half a millimetre each way.
SPECK: Final = 0.00016


def patches(labels: Ints) -> Ints:
    """Return for each pixel the number of its patch: pixels of one label joined side by side."""
    starts = np.ones(labels.shape, dtype=bool)
    starts[:, 1:] = labels[:, 1:] != labels[:, :-1]
    run = (np.cumsum(starts) - 1).reshape(labels.shape)
    same = labels[1:] == labels[:-1]
    parent = list(range(int(run[-1, -1]) + 1))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    pairs = np.unique(np.stack([run[:-1][same], run[1:][same]], axis=1), axis=0)
    for a, b in pairs.tolist():
        parent[root(a)] = root(b)
    names = np.array([root(i) for i in range(len(parent))])
    return np.asarray(np.unique(names, return_inverse=True)[1].reshape(-1)[run], dtype=np.int64)


def takeovers(labels: Ints, least: float, fixed: Flags | None = None) -> list[tuple[Ints, Ints]]:
    """Return each patch smaller than `least` pixels and what shall fill it, smallest first.

    Both are flat pixel indices: the patch's own, and for each of them the pixel to copy from,
    the nearest of the label that borders on the patch most. Patches of `fixed` pixels stay.
    """
    patch = patches(labels)
    size = np.bincount(patch.ravel())
    small = np.flatnonzero(size < least)
    wide = labels.shape[1]
    flat, numbers = labels.ravel(), patch.ravel()
    order = np.argsort(numbers, kind="stable")
    starts = np.concatenate([[0], np.cumsum(size)])
    out = []
    for number in small[np.argsort(size[small], kind="stable")].tolist():
        own = order[starts[number] : starts[number + 1]]
        if fixed is not None and fixed.ravel()[own[0]]:
            continue
        row, column = own // wide, own % wide
        inside = (row > 0) & (row < labels.shape[0] - 1) & (column > 0) & (column < wide - 1)
        at = own[inside]
        beside = np.concatenate([at - 1, at + 1, at - wide, at + wide])
        beside = beside[(numbers[beside] != number) & (size[numbers[beside]] >= least)]
        if not len(beside):
            continue
        kinds, counts = np.unique(flat[beside], return_counts=True)
        source = np.unique(beside[flat[beside] == kinds[np.argmax(counts)]])
        away = np.abs(own[:, None] // wide - source // wide) + np.abs(
            own[:, None] % wide - source % wide
        )
        out.append((own, np.asarray(source[np.argmin(away, axis=1)], dtype=np.int64)))
    return out


def without_specks(view: View) -> View:
    """Return the view with specks of limbs, head, trunk or things taken over by neighbours."""
    parts = view.tracer.field.parts
    groups = sorted({part.group for part in parts})
    group = np.array([groups.index(part.group) for part in parts] + [-1])
    depth, part, normal = view.depth.copy(), view.part.copy(), view.normal.copy()
    for own, source in takeovers(group[part], SPECK / view.pitch**2):
        depth.ravel()[own] = depth.ravel()[source]
        part.ravel()[own] = part.ravel()[source]
        normal.reshape(-1, 3)[own] = normal.reshape(-1, 3)[source]
    return replace(view, depth=depth, part=part, normal=normal)

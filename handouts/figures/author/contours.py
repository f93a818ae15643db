"""From pixels to polylines: blurring, iso-contours, edges between pixels, smoothing."""

from collections.abc import Hashable, Sequence

import numpy as np

from handouts.figures.author.vectors import Array, Flags

Edge = tuple[Hashable, Hashable, int]
Path = tuple[list[int], list[Hashable], bool]


def _kernel(sigma: float) -> Array:
    r = max(1, int(np.ceil(3 * sigma)))
    k = np.exp(-0.5 * (np.arange(-r, r + 1) / sigma) ** 2)
    return np.asarray(k / k.sum(), dtype=np.float64)


def blurred(image: Array, sigma: float) -> Array:
    """Return a Gaussian blur; sigma in pixels; the border repeats."""
    kernel = _kernel(sigma)
    r = len(kernel) // 2
    padded = np.pad(image, r, mode="edge")
    rows, columns = image.shape
    tall = np.zeros((rows, columns + 2 * r))
    for i, weight in enumerate(kernel):
        tall += weight * padded[i : i + rows]
    out = np.zeros((rows, columns))
    for i, weight in enumerate(kernel):
        out += weight * tall[:, i : i + columns]
    return out


def grown(mask: Flags, radius: int) -> Flags:
    """Return the mask with a disc of `radius` pixels round each of its own."""
    rows, columns = mask.shape
    padded = np.pad(mask, radius)
    out = np.zeros_like(mask)
    for dy in range(-radius, radius + 1):
        half = int((radius**2 - dy**2) ** 0.5)
        band = padded[radius + dy : radius + dy + rows]
        # A running sum tells whether any pixel within +-half is set.
        total = np.cumsum(np.pad(band.astype(np.int32), ((0, 0), (1, 0))), axis=1)
        left, right = radius - half, radius + half + 1
        out |= total[:, right : right + columns] > total[:, left : left + columns]
    return out


def opened(mask: Flags, radius: int) -> Flags:
    """Return the mask without what is thinner than about twice the radius."""
    shrunk = ~grown(~mask, radius)
    return grown(shrunk, radius) & mask


def without_crumbs(mask: Flags, least: float) -> Flags:
    """Return the mask without connected pieces of fewer than `least` pixels."""
    left = {(int(r), int(c)) for r, c in zip(*np.nonzero(mask), strict=True)}
    out = np.zeros_like(mask)
    while left:
        piece = [left.pop()]
        for r, c in piece:  # grows while it is walked
            for beside in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if beside in left:
                    left.remove(beside)
                    piece.append(beside)
        if len(piece) >= least:
            out[tuple(zip(*piece, strict=True))] = True
    return out


# Marching squares: for each case of four corners above the level (top left 8, top right 4,
# bottom right 2, bottom left 1), which sides of the square a contour joins.
_JOINS = {
    1: ("LB",),
    2: ("BR",),
    3: ("LR",),
    4: ("RT",),
    6: ("BT",),
    7: ("LT",),
    8: ("TL",),
    9: ("TB",),
    11: ("TR",),
    12: ("RL",),
    13: ("RB",),
    14: ("BL",),
    5: ("LT", "RB"),
    10: ("TR", "BL"),
}
_FULL = 15


def contours(image: Array, level: float) -> list[Array]:
    """Return closed iso-contours [n, 2] (x right, y down, pixel centres at half numbers)."""
    f = np.pad(image, 1, constant_values=min(0.0, float(image.min())) - 1e-6)
    f = np.where(np.abs(f - level) < 1e-9, level + 1e-9, f)  # noqa: PLR2004 - never on the level
    rows, columns = f.shape
    above = f > level
    code = above[:-1, :-1] * 8 + above[:-1, 1:] * 4 + above[1:, 1:] * 2 + above[1:, :-1] * 1
    upright = rows * columns  # numbers from here on stand for upright sides

    def side(name: str, r: int, c: int) -> int:
        if name in "TB":
            return (r + int(name == "B")) * int(columns) + c
        return int(upright) + r * int(columns) + c + int(name == "R")

    def crossing(edge: int) -> tuple[float, float]:
        r, c = divmod(edge % upright, columns)
        if edge < upright:
            return c + (level - f[r, c]) / (f[r, c + 1] - f[r, c]), r
        return c, r + (level - f[r, c]) / (f[r + 1, c] - f[r, c])

    following: dict[int, int] = {}
    at_rows, at_columns = np.nonzero((code != 0) & (code != _FULL))
    for r, c in zip(at_rows.tolist(), at_columns.tolist(), strict=True):
        for ways in _JOINS[int(code[r, c])]:
            following[side(ways[0], r, c)] = side(ways[1], r, c)
    loops = []
    while following:
        first, at = following.popitem()
        loop = [first]
        while at != first:
            loop.append(at)
            at = following.pop(at)
        loops.append(np.array([crossing(edge) for edge in loop]) - 0.5)
    return loops


def area(p: Array) -> float:
    """Return the signed area of a closed polygon."""
    x, y = p[:, 0], p[:, 1]
    return 0.5 * float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def smoothed(p: Array, sigma: float, *, closed: bool) -> Array:
    """Return a polyline with each point averaged along it; open ends stay where they are."""
    if sigma <= 0 or len(p) < 4:  # noqa: PLR2004 - too short to smooth
        return p
    kernel = _kernel(sigma)
    r = len(kernel) // 2
    if closed:
        q = p[np.arange(-r, len(p) + r) % len(p)]
    else:
        m = min(r, len(p) - 1)
        before, after = 2 * p[0] - p[1 : m + 1][::-1], 2 * p[-1] - p[-m - 1 : -1][::-1]
        lead, trail = np.repeat(before[:1], r - m, 0), np.repeat(after[-1:], r - m, 0)
        q = np.concatenate([lead, before, p, after, trail])
    return np.stack([np.convolve(q[:, i], kernel, "valid") for i in (0, 1)], axis=1)


def resampled(p: Array, step: float, *, closed: bool) -> Array:
    """Return a polyline with points about `step` apart."""
    q = np.concatenate([p, p[:1]]) if closed else p
    travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(q, axis=0).T))])
    count = round(travelled[-1] / step)
    if closed:
        t = np.linspace(0, travelled[-1], max(4, count) + 1)[:-1]
    else:
        t = np.linspace(0, travelled[-1], max(2, count + 1))
    return np.stack([np.interp(t, travelled, q[:, i]) for i in (0, 1)], axis=1)


def joined(edges: Sequence[Edge]) -> list[Path]:
    """Chain edges (node, node, label) into paths: labels, nodes, whether closed.

    Paths end where other than two edges meet.
    """
    at: dict[Hashable, list[tuple[Hashable, int]]] = {}
    for i, (a, b, _) in enumerate(edges):
        at.setdefault(a, []).append((b, i))
        at.setdefault(b, []).append((a, i))
    used: set[int] = set()
    out: list[Path] = []

    def walk(start: Hashable, then: Hashable, edge: int) -> None:
        nodes, taken = [start, then], [edge]
        used.add(edge)
        while len(at[nodes[-1]]) == 2:  # noqa: PLR2004 - nothing branches off
            onward = [(n, i) for n, i in at[nodes[-1]] if i not in used]
            if not onward:
                break
            node, i = onward[0]
            used.add(i)
            nodes.append(node)
            taken.append(i)
        labels = [edges[i][2] for i in taken]
        out.append((labels, nodes, nodes[0] == nodes[-1]))

    for ends_only in (True, False):
        for node, ways in at.items():
            if ends_only and len(ways) == 2:  # noqa: PLR2004 - in the middle of a path
                continue
            for other, i in ways:
                if i not in used:
                    walk(node, other, i)
    return out


def components(edges: Sequence[Edge]) -> list[Hashable]:
    """Return for each edge a name that it shares with every edge connected to it."""
    parent: dict[Hashable, Hashable] = {}

    def root(x: Hashable) -> Hashable:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b, _ in edges:
        parent[root(a)] = root(b)
    return [root(a) for a, _, _ in edges]

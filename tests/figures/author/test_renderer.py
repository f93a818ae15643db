"""From solids to curves: what can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.figures.author.contours import (
    area,
    contours,
    grown,
    opened,
    resampled,
    smoothed,
    without_crumbs,
)
from handouts.figures.author.curves import fit_closed, fit_open
from handouts.figures.author.field import Field, viewer
from handouts.figures.author.shapes import Part, ball, box, rod
from handouts.figures.author.tracer import Tracer
from handouts.figures.author.vectors import Array, vec

BALL = Part("ball", "body", "skin", [ball(vec(0, 0, 0), (0.1, 0.1, 0.1))])
FRONT = viewer(0, 0)


def _disc(size: int, radius: float) -> Array:
    y, x = np.indices((size, size)) + 0.5
    return np.where(np.hypot(x - size / 2, y - size / 2) < radius, 1.0, 0.0)


def test_the_distance_to_a_ball_a_rod_and_a_box_is_right_outside() -> None:
    points = np.array([[0.3, 0, 0], [0, 0, 0.5]])
    rods = Part("rod", "body", "skin", [rod(vec(0, 0, 0), vec(0, 0, 0.2), 0.05)])
    boxes = Part("box", "body", "skin", [box((0, 0, 0), (0.1, 0.1, 0.1))])
    for part, expected in ((BALL, (0.2, 0.4)), (rods, (0.25, 0.25)), (boxes, (0.2, 0.4))):
        solids = Field([part], np.eye(3))
        found = solids.distance(points, solids.everything())
        assert found == pytest.approx(expected, abs=1e-6)


def test_parts_melt_at_their_joint_and_only_there() -> None:
    lower = Part("lower", "body", "skin", [rod(vec(0, 0, -0.2), vec(0, 0, 0), 0.05)])
    upper = Part("upper", "body", "skin", [rod(vec(0, 0, 0), vec(0.2, 0, 0), 0.05)])
    upper.joint, upper.joint_blend, upper.joint_reach = vec(0, 0, 0), 0.05, 0.04
    sharp = Part("upper", "body", "skin", upper.solids)
    inner = np.array([[0.06, 0, -0.06], [0.2, 0, -0.06]])
    blended, plain = Field([lower, upper], np.eye(3)), Field([lower, sharp], np.eye(3))
    change = plain.distance(inner, plain.everything()) - blended.distance(
        inner, blended.everything()
    )
    assert change[0] > 0.001
    assert abs(change[1]) < 1e-6


def test_a_ball_is_seen_as_a_disc_whose_normals_face_outward() -> None:
    view = Tracer([BALL], FRONT, 0.005).look()
    seen = view.part >= 0
    assert seen.sum() * view.pitch**2 == pytest.approx(np.pi * 0.01, rel=0.02)
    rows, columns = np.nonzero(seen)
    points = view.points(rows, columns)
    assert np.linalg.norm(points, axis=1) == pytest.approx(0.1, abs=0.002)
    alike = (view.normal[rows, columns] * points / 0.1).sum(1)
    assert np.percentile(alike, 5) > 0.98


def test_the_nearer_of_two_things_hides_the_other() -> None:
    far = Part("far", "body", "skin", [ball(vec(0, 0.5, 0), (0.1, 0.1, 0.1))])
    view = Tracer([far, BALL], FRONT, 0.01).look()
    assert set(np.unique(view.part)) == {-1, 1}


def test_contours_go_round_areas_and_the_other_way_round_holes() -> None:
    ring = _disc(80, 30) - _disc(80, 15)
    areas = sorted(area(loop) for loop in contours(ring, 0.5))
    assert len(areas) == 2
    assert areas[0] * areas[1] < 0
    assert max(abs(a) for a in areas) == pytest.approx(np.pi * 900, rel=0.02)


def test_growing_and_opening_take_and_leave_what_they_should() -> None:
    mask = np.zeros((60, 60), dtype=bool)
    mask[10:40, 10:40] = True
    mask[50, 5:55] = True
    assert grown(mask, 3)[7, 20]
    assert not grown(mask, 3)[6, 20]
    left = opened(mask, 3)
    assert left[25, 25]
    assert not left[50, 30]
    assert not without_crumbs(mask, 100)[50].any()


@given(st.floats(10, 60), st.floats(0.3, 1.5))
def test_fitted_curves_stay_within_the_tolerance(radius: float, tolerance: float) -> None:
    t = np.linspace(0, 2 * np.pi, 200)[:-1]
    circle = radius * np.stack([np.cos(t), np.sin(t)], axis=1)
    for cubic in fit_closed(circle, tolerance, 50):
        s = np.linspace(0, 1, 20)[:, None]
        a, b, c, d = cubic
        p = (1 - s) ** 3 * a + 3 * s * (1 - s) ** 2 * b + 3 * s * s * (1 - s) * c + s**3 * d
        assert np.abs(np.hypot(*p.T) - radius).max() < tolerance * 1.6


def test_a_corner_stays_sharp_and_a_line_is_one_curve() -> None:
    bend = np.concatenate(
        [
            np.stack([np.arange(20.0), np.zeros(20)], 1),
            np.stack([np.full(19, 19.0), np.arange(1.0, 20)], 1),
        ]
    )
    curves = fit_open(bend, 0.3, 50)
    assert len(curves) == 2
    assert curves[0][-1] == pytest.approx([19, 0])
    assert len(fit_open(bend[:20], 0.3, 50)) == 1


def test_smoothing_keeps_the_ends_of_an_open_line() -> None:
    line = np.stack([np.arange(30.0), np.sin(np.arange(30.0))], 1)
    soft = smoothed(line, 2, closed=False)
    assert soft[0] == pytest.approx(line[0], abs=0.35)
    assert len(resampled(soft, 2, closed=False)) < len(line)

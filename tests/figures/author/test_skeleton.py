import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.figures.author.checks import joint_angles
from handouts.figures.author.limbs import ArmPose, LegPose, add_arm, add_leg
from handouts.figures.author.skeleton import (
    BASES,
    FOREARM,
    SHANK,
    SIDES,
    THIGH,
    UPPER_ARM,
    Skeleton,
    Spine,
    between,
    trunk,
)
from handouts.figures.author.vectors import vec

angles = st.floats(-60, 60)
flexions = st.floats(0, 120)
spines = st.builds(Spine, angles, angles, angles, angles, angles, angles, angles, angles)


def body(
    left: LegPose,
    right: LegPose,
    arms: tuple[ArmPose, ArmPose] = (ArmPose(), ArmPose()),
    spine: Spine | None = None,
    base: str = "standing",
) -> Skeleton:
    made = trunk(base, (0, 0, 0), vec(0, 0, 0.53), spine or Spine())
    add_leg(made, "L", left)
    add_leg(made, "R", right)
    add_arm(made, "L", arms[0])
    add_arm(made, "R", arms[1])
    return made


legs = st.builds(LegPose, flexions, angles, angles, flexions, angles)
arms = st.builds(ArmPose, flexions, flexions, angles, flexions, angles, angles)


def test_somebody_who_stands_straight_has_each_joint_where_the_table_says() -> None:
    stance = body(LegPose(), LegPose())
    assert stance.origin["Lshank"] == pytest.approx([0, 0.05, 0.53 - 0.245])
    assert stance.origin["Lfoot"] == pytest.approx([0, 0.05, 0.039])
    assert stance.origin["Rthigh"] == pytest.approx([0, -0.05, 0.53])


def test_a_hip_bent_to_a_right_angle_points_the_thigh_forward_and_the_shin_down() -> None:
    seated = body(LegPose(hip=90, knee=90), LegPose())
    assert seated.origin["Lshank"] == pytest.approx([0.245, 0.05, 0.53])
    assert seated.origin["Lfoot"] == pytest.approx([0.245, 0.05, 0.53 - 0.246])


def test_an_arm_lifted_forward_and_bent_lies_where_geometry_puts_it() -> None:
    stance = body(LegPose(), LegPose(), (ArmPose(shoulder=90, out=0, elbow=90), ArmPose()))
    shoulder = stance.origin["Luarm"]
    assert stance.origin["Lfarm"] - shoulder == pytest.approx([UPPER_ARM, 0, 0], abs=1e-9)
    assert stance.origin["Lhand"] - stance.origin["Lfarm"] == pytest.approx([0, 0, FOREARM])


def test_lifting_a_leg_outward_moves_it_to_its_own_side() -> None:
    lifted = body(LegPose(out=30), LegPose(out=30))
    assert lifted.origin["Lfoot"][1] == pytest.approx(0.05 + (THIGH + SHANK) * 0.5)
    assert lifted.origin["Rfoot"][1] == pytest.approx(-0.05 - (THIGH + SHANK) * 0.5)


@given(legs, legs, arms, arms, spines)
def test_limbs_keep_their_length_in_every_pose(
    left: LegPose, right: LegPose, one: ArmPose, other: ArmPose, spine: Spine
) -> None:
    made = body(left, right, (one, other), spine)
    for side in SIDES:
        for a, b, long in (
            ("thigh", "shank", THIGH), ("shank", "foot", SHANK),
            ("uarm", "farm", UPPER_ARM), ("farm", "hand", FOREARM),
        ):  # fmt: skip
            gap = np.linalg.norm(made.origin[side + b] - made.origin[side + a])
            assert gap == pytest.approx(long)


@given(legs, arms, st.sampled_from(sorted(BASES)))
def test_every_bone_stays_a_rotation(leg: LegPose, arm: ArmPose, base: str) -> None:
    made = body(leg, leg, (arm, arm), base=base)
    for turn in made.turn.values():
        assert turn.T @ turn == pytest.approx(np.eye(3), abs=1e-9)
        assert np.linalg.det(turn) == pytest.approx(1)


@given(legs, legs, arms, arms)
def test_a_pose_with_its_sides_swapped_is_the_mirror_image(
    left: LegPose, right: LegPose, one: ArmPose, other: ArmPose
) -> None:
    made, swapped = body(left, right, (one, other)), body(right, left, (other, one))
    for side, opposite in (("L", "R"), ("R", "L")):
        for bone in ("thigh", "shank", "foot", "uarm", "farm", "hand"):
            mirrored = swapped.origin[opposite + bone] * vec(1, -1, 1)
            assert made.origin[side + bone] == pytest.approx(mirrored, abs=1e-9)


@given(st.floats(0, 120), st.floats(-30, 45), st.floats(-30, 30), st.floats(0, 120))
def test_joint_angles_read_back_from_bones_are_those_that_were_asked_for(
    hip: float, out: float, rot: float, knee: float
) -> None:
    read = joint_angles(body(LegPose(hip, out, rot, knee), LegPose()))
    told = [read[f"Lhip{joint}"] for joint in ("", "_out", "_rot")] + [read["Lknee"]]
    assert told == pytest.approx([hip, out, rot, knee], abs=1e-6)


@given(st.floats(0.1, 0.45), st.floats(-0.2, 0.2))
def test_an_ankle_within_reach_gets_where_it_is_sent(forward: float, down: float) -> None:
    # The corner of the two ranges lies just beyond a leg's reach.
    assume(np.hypot(forward, down) < (THIGH + SHANK) * 0.9985)
    target = vec(forward, 0.05, 0.53 - down)
    made = body(LegPose(ankle_at=target), LegPose())
    assert made.origin["Lfoot"] == pytest.approx(target, abs=1e-6)


def test_an_ankle_out_of_reach_is_stretched_towards_and_never_longer_than_the_leg() -> None:
    made = body(LegPose(ankle_at=vec(2, 0.05, 0.53)), LegPose())
    assert made.origin["Lfoot"][0] == pytest.approx((THIGH + SHANK) * 0.9985)


@given(legs, st.floats(0, 1))
def test_halfway_between_two_poses_limbs_keep_their_length(leg: LegPose, share: float) -> None:
    made = between(body(LegPose(), LegPose()), body(leg, leg), share)
    gap = np.linalg.norm(made.origin["Lshank"] - made.origin["Lthigh"])
    assert gap == pytest.approx(THIGH)


def test_a_bent_back_bends_by_the_angle_that_was_asked_for() -> None:
    made = body(LegPose(), LegPose(), spine=Spine(lumbar=40, thoracic=20))
    up = made.turn["tho2"][:, 2]
    assert math.degrees(math.atan2(up[0], up[2])) == pytest.approx(60)

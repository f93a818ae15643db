"""Authoring: pose data in, baked pictures out. The only users of numpy.

Reading order, each using only those before it: `vectors`, `skeleton` (bones, limits), `shapes`
(round cones, ellipsoids, boxes), `field` (distance to a set of shapes), `tracer` (what the eye
sees), `paper` (how large it is printed), `contours` and `curves` (pixels to smooth paths), `hands`,
`limbs` (arms and legs by angle, direction or target), `body` (shapes on bones), `solver` (a pose
spec becomes a skeleton that touches what it should), `props`, `specks` (what is too small to show),
`zones` (where it is felt), `halos` (gaps where limbs cross), `regions` and `outlines` (what is
filled, what is a line), `frame` (the box round it), `memory` (what was made before), `closeups`
(insets beside a position), `sight` (a coarse look), `artist` (one position drawn), `bake` (the
whole way), `findings` (what is wrong, told once for each cause), `checks` (can a body do it),
`clipping` (does its box cut it), `gates` (does a reader see it), `examination` (both, for every
figure), `raster` (PNG), `red` (what was found, shown in a preview), `draft` (a preview).

The unit of length is one body height (stature); angles are in degrees. The world: x to the
right of the page for someone standing in profile, y away from the viewer, z up, floor at 0.
A bone's own axes in the upright stance: x forward, y to the person's left, z towards the head.
"""

"""What clinics bring, by the hundred: which files a brand takes, and whether they look right.

Prints a table: accepted and right, accepted and WRONG (there must be none), refused with a remedy.
Run as: python -m benchmarks.brand_corpus FOLDER... (folders with font files are looked through)
"""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.corpus_fonts import judge, sample

_MOST = 60


def main() -> int:
    """Print a line for each file and the sums; 1 if something is wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="*", type=Path, default=[Path("/usr/share/fonts")])
    asked.add_argument("--most", type=int, default=_MOST, help="about how many files")
    given = asked.parse_args()
    return fonts_half(given.folders, given.most)


def fonts_half(folders: list[Path], most: int) -> int:
    """Judge font files; return 1 if one was taken and looks wrong."""
    counts: Counter[str] = Counter()
    for path in sample(folders, most):
        told = judge(path)
        counts[told.verdict] += 1
        print(f"{told.verdict:<8} {told.name:<52} {told.words}", flush=True)
    print(
        f"\nfonts: {counts.total()} files; accepted and right {counts['right']}, "
        f"accepted and WRONG {counts['WRONG']}, refused with a remedy {counts['refused']}"
    )
    return 1 if counts["WRONG"] else 0


if __name__ == "__main__":
    raise SystemExit(main())

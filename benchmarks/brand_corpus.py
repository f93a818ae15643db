"""What clinics bring, by the hundred: which files a brand takes, and whether they look right.

Prints a table: accepted and right, accepted and WRONG (there must be none), refused with a remedy.
Run as: python -m benchmarks.brand_corpus FOLDER... (looked through for fonts and for logos)
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus_fonts import Verdict, judge, sample
from benchmarks.corpus_logos import ENDINGS, judge_logo

_MOST = 60


def main() -> int:
    """Print a line for each file and the sums; 1 if something is wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="*", type=Path, default=[Path("/usr/share/fonts")])
    asked.add_argument("--most", type=int, default=_MOST, help="about how many fonts")
    asked.add_argument("--most-logos", type=int, default=300, help="about how many logos")
    given = asked.parse_args()
    fonts = map(judge, sample(given.folders, given.most))
    files = (path for folder in given.folders for path in sorted(folder.rglob("*")))
    logos = [path for path in files if path.suffix.lower() in ENDINGS]
    step = max(1, len(logos) // given.most_logos)
    wrong = [_told("fonts", fonts), _told("logos", map(judge_logo, logos[::step]))]
    return 1 if any(wrong) else 0


def _told(kind: str, judged: Iterable[Verdict]) -> int:
    """Print what became of files; return how many were taken and look wrong."""
    counts: Counter[str] = Counter()
    for told in judged:
        counts[told.verdict] += 1
        print(f"{told.verdict:<8} {told.name:<52} {told.words}", flush=True)
    print(
        f"\n{kind}: {counts.total()} files; accepted and right {counts['right']}, "
        f"accepted and WRONG {counts['WRONG']}, refused with a remedy {counts['refused']}\n"
    )
    return counts["WRONG"]


if __name__ == "__main__":
    raise SystemExit(main())

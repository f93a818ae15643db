"""Brand lint: everything about a brand that would embarrass a clinic or harm a reader, found early.

One module for each kind of check; each check is a pure function from what it looks at to Problems.
An error is what must not be printed; a warning is what is poor and may be meant.
"""

from handouts.brand_lint.check import check_brand, told_of_brand

__all__ = ["check_brand", "told_of_brand"]

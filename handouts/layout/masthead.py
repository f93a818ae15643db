"""What the page around the text shows of a clinic, and of those it works with."""

from dataclasses import dataclass, field

from handouts.document import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture as a PNG's bytes, its size in pixels, and what readers hear who cannot see it."""

    png: bytes = field(repr=False)
    size: tuple[int, int]
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the page around the text shows of a clinic: its name, contacts, logo, line at the foot.

    Of each of its `lines` `targets` has where it leads, "" for nowhere. `logo` is a PNG's bytes
    and its size in pixels. Where there is no name, `name_label` stands
    before a line to write it on; in a form `name_asked` is what a reader hears of that.
    `address` is for page 1, in its parts; `partners` stand beside the logo there, and
    `running_logo` in place of the name at the head of the other pages.
    """

    name: str
    lines: tuple[str, ...]
    logo: bytes = b""
    logo_size: tuple[int, int] = (0, 0)
    footer: str = ""
    name_label: str = ""
    targets: tuple[str, ...] = ()
    name_asked: str = ""
    address: tuple[str, ...] = ()
    partners: tuple[Mark, ...] = ()
    running_logo: Mark | None = None

    def contact(self, index: int) -> Span:
        """Return one of its lines as a text."""
        return Span(self.lines[index], link=self.targets[index] if self.targets else "")


def make_masthead(
    name: str,
    contacts: tuple[tuple[str, str], ...],
    logo: tuple[bytes, int, int] | None,
    footer: str = "",
    name_label: str = "",
    name_asked: str = "",
    *,
    address: tuple[str, ...] = (),
    partners: tuple[Mark, ...] = (),
    running_logo: Mark | None = None,
) -> Masthead:
    """Return a clinic's masthead. Where there is a logo, the name stands with the contacts.

    `contacts` are what is shown and where that leads.
    """
    shown = [contact for contact in contacts if contact[0]]
    lines, targets = tuple(line for line, _ in shown), tuple(link for _, link in shown)
    if logo is None:
        label, asked = ("", "") if name else (name_label, name_asked)
        return Masthead(
            name, lines, footer=footer, name_label=label, targets=targets, name_asked=asked,
            address=address, partners=partners, running_logo=running_logo,
        )  # fmt: skip
    size = (logo[1], logo[2])
    return Masthead(
        name, (name, *lines), logo[0], size, footer, targets=("", *targets), address=address,
        partners=partners, running_logo=running_logo,
    )  # fmt: skip

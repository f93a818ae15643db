"""Pictures of a clinic's own sections: photos, maps, drawings, each with what it shows in words."""

from handouts.document import OwnPicture, plain
from handouts.layout.boxes import Beside, Item
from handouts.layout.maker import Maker
from handouts.layout.pictures import Photo, drawn
from handouts.units import MM

COARSEST_DPI = 100  # of a picture: one of fewer pixels is not blown up (`pictures.drawn`)
_HIGHEST = 90 * MM  # of a picture whose size nobody asked for, in standard print
_LARGEST = 1.5  # times that height, in giant print
_OF_A_PAGE = 0.75  # of its height: what is left has room for a caption and a heading


def own_picture(maker: Maker, block: OwnPicture) -> list[Item]:
    """Return a picture at the width that is asked for, with its caption; nothing without one."""
    photo = maker.illustrations.get(block.file)
    if not isinstance(photo, Photo):
        return []
    column = min(maker.width, maker.measure)
    wanted = block.width * MM or block.share * column
    highest = _OF_A_PAGE * maker.page_height
    if not wanted:
        highest = min(highest, _HIGHEST * min(maker.theme.times, _LARGEST))
    room = (min(wanted or column, maker.width), highest)
    tag = maker.parent.add("Figure", alt=block.alt)
    box = drawn("", photo, room, tag, maker.theme)
    captioned = bool(plain(block.caption))
    items = [Item(Beside(((0, box),), box.width), before=maker.step(2), keep=captioned)]
    if captioned:
        caption = maker.paragraph(block.caption, maker.theme.quiet)
        items.append(Item(caption, before=maker.step(0.75)))
    return items

"""Getting the finished objects out of ReportLab, as bytes by number.

ReportLab's own way joins them to a file, which would have to be taken apart again.
"""

from typing import Any

from reportlab.pdfbase import pdfdoc


def written_objects(doc: Any, canvas: Any) -> dict[int, bytes]:
    """Return the bodies of all objects of ReportLab's document by number.

    What `PDFDocument.GetPDFData` and `PDFDocument.format` do, short of making a file.
    """
    for font in doc.delayedFonts:
        font.addObjects(doc)
    doc.info.invariant = doc.invariant
    doc.Reference(doc.Catalog)
    doc.Reference(doc.info)
    doc.Outlines.prepare(doc, canvas)
    if doc.Outlines.ready < 0:
        doc.Catalog.Outlines = None
    doc.encrypt.prepare(doc)
    objects: dict[int, bytes] = {}
    # Writing one object may make others that come after it.
    while len(objects) < len(doc.numberToId):
        number = len(objects) + 1
        made = doc.idToObject[doc.numberToId[number]]
        body = made if type(made) is bytes else pdfdoc.format(made, doc, toplevel=1)
        objects[number] = body.strip(b"\r\n ")
    return objects

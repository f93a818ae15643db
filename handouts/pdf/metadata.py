"""What a file says about itself, twice: the information dictionary and the XMP packet.

PDF/A-2 (ISO 19005-2, 6.6.2) wants both and wants them to agree; PDF/UA-1 (ISO 14289-1, 7.1)
wants the title and its own mark, which PDF/A in turn wants to have declared in a schema.
"""

import datetime as dt
from functools import lru_cache
from html import escape

from handouts.pdf.edition_data import About
from handouts.pdf.objects import stream, text_string


@lru_cache(maxsize=64)
def information(about: About, date: dt.date) -> bytes:
    """Return the body of the information dictionary; the time is the day's midnight, UTC."""
    when = f"D:{date:%Y%m%d}000000Z"
    entries = (
        (b"Title", text_string(about.title)),
        *(((b"Author", text_string(about.author)),) if about.author else ()),
        (b"Subject", text_string(about.subject)),
        (b"Producer", text_string(about.producer)),
        (b"Creator", text_string(about.producer)),
        (b"CreationDate", f"({when})".encode()),
        (b"ModDate", f"({when})".encode()),
    )
    return b"<<" + b" ".join(b"/%s %s" % entry for entry in entries) + b">>"


@lru_cache(maxsize=64)
def metadata(about: About, date: dt.date, *, tagged: bool = True) -> bytes:
    """Return the body of the XMP stream, uncompressed as PDF/A wants it readable.

    A tagged file claims PDF/A-2a and PDF/UA-1, one without tags PDF/A-2b.
    """
    claims = _TAGGED if tagged else _UNTAGGED
    head = _HEAD.replace("{creator}\n", f"{_CREATOR}\n" if about.author else "")
    packet = (head + claims + _FOOT).format(
        title=escape(about.title, quote=False),
        author=escape(about.author, quote=False),
        subject=escape(about.subject, quote=False),
        language=escape(about.language, quote=False),
        producer=escape(about.producer, quote=False),
        when=f"{date:%Y-%m-%d}T00:00:00Z",
    )
    return stream(packet.encode("utf-8"), b"/Type /Metadata /Subtype /XML", compress=False)


_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
"""

_CREATOR = """<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"""

_UNTAGGED = """<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
"""

_TAGGED = """<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""

_FOOT = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

"""Small files that tell too much: made by hand, so that every test knows what is hidden where."""

import struct
import zipfile
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageCms, PngImagePlugin
from PIL.ExifTags import IFD
from pillow_heif import HeifImagePlugin  # noqa: F401

# Whatever of these is still in a file was not taken out.
SECRETS = (b"Ada Lovelace", b"Phonemaker", b"2026:01:02", b"GPSLatitude", b"+50.8503+004.3517", b"Old draft")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="50,51N"/></rdf:RDF>'
    b"</x:xmpmeta>"
)


def exif_block(orientation: int = 1) -> bytes:
    """Return what a phone writes: its maker, the moment, its owner and the place."""
    exif = Image.Exif()
    exif[271], exif[272], exif[306], exif[315] = "Phonemaker", "Nine", "2026:01:02 03:04:05", "Ada Lovelace"
    exif[274] = orientation
    place = exif.get_ifd(IFD.GPSInfo)
    place[1], place[2], place[3], place[4] = "N", (50.0, 51.0, 1.0), "E", (4.0, 21.0, 1.0)
    return exif.tobytes()


def drawing(mode: str = "RGB") -> Image.Image:
    """Return a picture that looks different from each side: 48 by 32 points, its top left corner red."""
    picture = Image.linear_gradient("L").resize((48, 32)).convert("RGB")
    picture.paste((220, 20, 20), (0, 0, 16, 16))
    return picture.convert(mode)


def picture(picture_format: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """Return a picture as a file of that format."""
    output = BytesIO()
    (image or drawing()).save(output, picture_format, **options)
    return output.getvalue()


def telling_pictures() -> dict[str, bytes]:
    """Return a picture of each format with all that the format can hide."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told: dict[str, Any] = {"exif": exif_block(6), "icc_profile": profile}
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Ada Lovelace")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    jpeg = picture("JPEG", xmp=XMP, comment="by Ada Lovelace", quality=90, **told)
    frames: dict[str, Any] = {
        "save_all": True,
        "append_images": [drawing("P").rotate(90)],
        "loop": 0,
        "duration": 100,
    }
    return {
        "a.jpg": jpeg,
        "progressive.jpg": picture("JPEG", exif=exif_block(8), progressive=True),
        "motion.jpg": jpeg + b"\0\0\0\x18ftypmp42" + b"GPSLatitude",
        "a.png": picture("PNG", pnginfo=texts, **told),
        "a.webp": picture("WEBP", xmp=XMP, **told),
        "a.avif": picture("AVIF", xmp=XMP, **told),
        "a.heic": picture("HEIF", xmp=XMP, **told),
        "a.gif": picture("GIF", drawing("P"), comment=b"by Ada Lovelace", **frames),
    }


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return a box of MP4 with its content."""
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + kind + content


def track(handler: bytes, codec: bytes, offset: int, length: int) -> bytes:
    """Return a track of one sample that stands at `offset`."""
    moments = struct.pack(">II", 3_850_000_000, 3_850_000_000)
    table = box(
        b"stbl",
        box(
            b"stsd",
            bytes(4) + struct.pack(">I", 1) + box(codec, bytes(8 + 34 - 8 + 8), b"\x0aPhonemaker", bytes(40)),
        ),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack(">IIII", 0, 0, 1, length)),
        box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    return box(
        b"trak",
        box(b"tkhd", bytes(4), moments, bytes(72)),
        box(
            b"mdia",
            box(b"mdhd", bytes(4), moments, bytes(12)),
            box(b"hdlr", bytes(8), handler, bytes(12), b"Phonemaker film\0"),
            box(b"minf", table),
        ),
        box(b"udta", box(b"name", b"Ada Lovelace")),
    )


def film(codec: bytes = b"avc1") -> bytes:
    """Return an MP4 of one picture that tells its place in five ways, one of them a track of its own."""
    start = box(b"ftyp", b"isom", bytes(4), b"isommp42")
    picture_bytes, places = b"THE PICTURE ITSELF", b"+50.8503+004.3517/"
    data = box(b"mdat", picture_bytes, places)
    first = len(start) + 8
    return b"".join(
        [
            start,
            data,
            box(
                b"moov",
                box(b"mvhd", bytes(4), struct.pack(">II", 3_850_000_000, 3_850_000_000), bytes(88)),
                track(b"vide", codec, first, len(picture_bytes)),
                track(b"meta", b"mebx", first + len(picture_bytes), len(places)),
                box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+50.8503+004.3517/")),
                box(b"meta", b"com.apple.quicktime.location.ISO6709 +50.8503+004.3517/"),
            ),
            box(b"uuid", b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8", XMP),
            box(b"free", b"Phonemaker"),
        ]
    )


def element(number: int, *parts: bytes) -> bytes:
    """Return an element of WebM, its length in eight bytes."""
    content = b"".join(parts)
    return (
        number.to_bytes((number.bit_length() + 7) // 8, "big")
        + b"\x01"
        + len(content).to_bytes(7, "big")
        + content
    )


def webm(codec: bytes = b"V_VP9") -> bytes:
    """Return a WebM that names its maker, its owner and its place."""
    facts = element(
        0x1549A966,
        element(0x7BA9, b"Walk with Ada Lovelace"),
        element(0x4461, bytes(8)),
        element(0x4D80, b"Phonemaker muxer"),
        element(0x5741, b"Phonemaker app"),
    )
    tracks = element(0x1654AE6B, element(0xAE, element(0x86, codec), element(0x536E, b"Ada Lovelace")))
    tags = element(0x1254C367, element(0x7373, b"LOCATION +50.8503+004.3517/"))
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(
        0x18538067, facts, tracks, element(0x1F43B675, b"THE PICTURE ITSELF"), tags
    )


def pdf() -> bytes:
    """Return a PDF with an author, a photograph with its place, a note, and an earlier version."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    photograph = document.make_stream(telling_pictures()["a.jpg"])
    photograph.Type, photograph.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    photograph.Width, photograph.Height, photograph.BitsPerComponent = 48, 32, 8
    photograph.ColorSpace, photograph.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=photograph))
    page.obj.Contents = document.make_stream(b"q 200 0 0 200 0 0 cm /P Do Q")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T="Ada Lovelace", Contents="Hm"
    )
    page.obj.Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))
    document.attachments["talk.jpg"] = telling_pictures()["motion.jpg"]
    document.Root.Metadata = document.make_stream(XMP)
    document.docinfo["/Author"], document.docinfo["/Producer"] = "Ada Lovelace", "Phonemaker"
    output = BytesIO()
    document.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    # An earlier version stays in the file when a program only adds what is new.
    return output.getvalue() + b"\n99 0 obj\n(Old draft)\nendobj\nstartxref\n0\n%%EOF\n"


def locked_pdf() -> bytes:
    """Return a PDF that opens with a password alone."""
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        document.save(output, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return output.getvalue()


def archive(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip archive."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return output.getvalue()


def office_files() -> dict[str, bytes]:
    """Return office documents that name who wrote, changed and commented them."""
    core = "<cp:coreProperties xmlns:cp='c'><dc:creator>Ada Lovelace</dc:creator></cp:coreProperties>"
    types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
    photograph = telling_pictures()["a.jpg"]
    changed = (
        '<w:ins w:author="Ada Lovelace" w:date="2026-01-02T03:04:05Z"><w:t>Come to the square</w:t></w:ins>'
    )
    return {
        "a.docx": archive(
            {
                "[Content_Types].xml": types,
                "docProps/core.xml": core,
                "word/document.xml": f"<w:document xmlns:w='w'>{changed}</w:document>",
                "word/media/image1.jpeg": photograph,
            }
        ),
        "a.xlsx": archive(
            {
                "[Content_Types].xml": types,
                "docProps/app.xml": "<Properties><Company>Ada Lovelace</Company></Properties>",
                "xl/workbook.xml": "<workbook/>",
                "xl/comments1.xml": "<comments><authors><author>Ada Lovelace</author></authors></comments>",
                "xl/tables/table1.xml": '<table displayName="Places" name="Places"/>',
            }
        ),
        "a.odt": archive(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": "<office:x><dc:creator>Ada Lovelace</dc:creator>Come to the square</office:x>",
                "meta.xml": "<office:meta><dc:creator>Ada Lovelace</dc:creator></office:meta>",
            }
        ),
        "a.zip": archive({"square.jpg": photograph, "inner.zip": archive({"deep.jpg": photograph})}),
        "a.rtf": rb"{\rtf1{\info{\author Ada Lovelace}{\doccomm \{Old draft\}}}Come to the square}",
    }

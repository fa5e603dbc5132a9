"""Pictures as files hold them: their kind and size, read from the first bytes."""

from struct import unpack

from attrs import frozen


@frozen
class Image:
    """A picture's kind and size in pixels."""

    suffix: str
    """`png` or `jpeg`."""
    width: int
    height: int


def image_of(data: bytes) -> Image | None:
    """Read kind and size of a PNG or a JPEG; `None` for anything else, and for a picture without a size."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = unpack(">II", data[16:24])
        return Image("png", width, height) if width and height else None
    return _jpeg(data) if data[:2] == b"\xff\xd8" else None


def _jpeg(data: bytes) -> Image | None:
    """Walk over the segments to the one that starts a frame; fill bytes and markers without a length are passed."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", data[at + 5 : at + 9])
            return Image("jpeg", width, height) if width and height else None
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int(unpack(">H", data[at + 2 : at + 4])[0])
    return None

"""Kind and size of a picture, read from its first bytes."""

import io

import pytest
from PIL import Image as Drawn

from migplan_office.images import Image, image_of


def drawn(kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    Drawn.new("RGB", (37, 21), "#17495C").save(target, kind, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "image"),
    [
        (drawn("PNG"), Image("png", 37, 21)),
        (drawn("JPEG"), Image("jpeg", 37, 21)),
        (drawn("JPEG", progressive=True), Image("jpeg", 37, 21)),
        (b"\xff\xd8\xff\xff" + drawn("JPEG")[3:], Image("jpeg", 37, 21)),
        (drawn("GIF"), None),
        (drawn("PNG")[:20], None),
        (drawn("JPEG")[:12], None),
        (b"", None),
    ],
)
def test_kind_and_size_are_read_from_the_first_bytes(data, image):
    assert image_of(data) == image

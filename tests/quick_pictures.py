"""Pictures that are made in a fifteenth of the time: nobody looks at those of the tests twice."""

from __future__ import annotations

from typing import IO

from PIL import Image

QUICKEST = 10
FORMAT = "AVIF"


def make_pictures_quickly() -> None:
    """Let Pillow take the least pains with each AVIF file that this process makes from now on."""
    Image.init()
    save = Image.SAVE[FORMAT]

    def save_quickly(image: Image.Image, file: IO[bytes], name: str | bytes) -> None:
        image.encoderinfo.setdefault("speed", QUICKEST)
        save(image, file, name)

    Image.register_save(FORMAT, save_quickly)

"""Pictures that people upload: judged by their content, then drawn anew."""

import re
import struct
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_PIXELS = 24_000_000
PNG, JPEG = "image/png", "image/jpeg"
# A picture that breaks off would be drawn half where truncated images are let through.
ENDS_WHOLE, LONGEST_TAIL = re.compile(rb"IEND\xaeB`\x82|\xff\xd9"), 2048


class UnreadablePictureError(ValueError):
    """The picture is no PNG or JPEG, breaks off or has too many pixels; the text says so."""


@dataclass(frozen=True)
class Picture:
    """A picture that Groundwork drew itself."""

    content_type: str
    content: bytes


def drawn_anew(content: bytes, *, longest_side: int) -> Picture:
    """Return the picture with sides of at most so many pixels; raise UnreadablePictureError.

    What else the file holds (place, camera, text) is left out.
    """
    if not ENDS_WHOLE.search(content[-LONGEST_TAIL:]):
        raise UnreadablePictureError(_("The image cannot be read, so it is not stored."))
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            return _drawn(picture, longest_side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error) as error:
        # Ours is a ValueError as well, and already says what is wrong.
        if isinstance(error, UnreadablePictureError):
            raise
        raise UnreadablePictureError(_("The image cannot be read, so it is not stored.")) from error


def _drawn(picture: Image.Image, longest_side: int) -> Picture:
    """Look at the size before a single pixel is unpacked."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    is_photo = picture.format == "JPEG"
    if is_photo:
        # Lets a JPEG be unpacked at a smaller scale at once.
        picture.draft("RGB", (longest_side, longest_side))
    # The way up stands in what is left out, so the pixels are turned first.
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((longest_side, longest_side))
    drawn = upright.convert("RGB" if is_photo else "RGBA")
    # Pillow would write some of it into the new file.
    drawn.info = {}
    to = BytesIO()
    drawn.save(to, "JPEG" if is_photo else "PNG", quality=88)
    return Picture(JPEG if is_photo else PNG, to.getvalue())


def _too_many_pixels() -> UnreadablePictureError:
    return UnreadablePictureError(_("The image has more than 24 million pixels. Make it smaller."))

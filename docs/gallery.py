"""Draws the pictures of docs/gallery from the example: a page, a slide and a sheet, in French and in Arabic, and contact sheets.

Needs LibreOffice (soffice), pdftoppm of poppler, and Pillow; see .ci/run for the packages. Run by `make gallery`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

import migplan
from migplan.host import Host

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "gallery"
EXAMPLE = ROOT / "examples" / "souss-massa"
ROADMAP = "tiznit"
WIDTH = 900
"""Pixels of a single picture; contact sheets hold thumbnails of a quarter of it."""
THUMB = 230
ACROSS = 5


def pages(file: Path, folder: Path, dpi: int = 70) -> list[Path]:
    """Draw every page of an Office file as PNG."""
    profile = folder / "profile"
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{profile}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=300,
    )
    stem = folder / f"{file.stem}-{file.suffix[1:]}"
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(folder / f"{file.stem}.pdf"), str(stem)], check=True)
    return sorted(folder.glob(f"{stem.name}-*.png"))


def small(image: Image.Image, width: int) -> Image.Image:
    """Scale a picture to a width, in few colours, so that the repository stays light."""
    scaled = image.convert("RGB").resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    return scaled.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def contact(files: list[Path], most: int = 25) -> Image.Image:
    """Set the first pages of a document side by side."""
    thumbs = [small(Image.open(file), THUMB).convert("RGB") for file in files[:most]]
    height = max(thumb.height for thumb in thumbs)
    rows = -(-len(thumbs) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (THUMB + 8) + 8, rows * (height + 8) + 8), "#D8D2C4")
    for number, thumb in enumerate(thumbs):
        sheet.paste(thumb, (8 + number % ACROSS * (THUMB + 8), 8 + number // ACROSS * (height + 8)))
    return sheet.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def main() -> int:
    """Write the pictures."""
    TARGET.mkdir(exist_ok=True)
    host = Host.installed()
    plan = migplan.load(EXAMPLE, host=host)
    with tempfile.TemporaryDirectory() as work:
        for language in ("fr", "ar"):
            for format in ("docx", "pptx", "xlsx"):
                folder = Path(work) / f"{language}-{format}"
                folder.mkdir()
                file = folder / f"roadmap.{format}"
                migplan.export(plan, "roadmap", of=ROADMAP, to=file, language=language, host=host)
                drawn = pages(file, folder)
                contact(drawn).save(TARGET / f"{format}-{language}.png", optimize=True)
                for name, number in PICKED[format].items():
                    small(Image.open(drawn[min(number, len(drawn)) - 1]), WIDTH).save(
                        TARGET / f"{name}-{language}.png", optimize=True
                    )
                print(f"{format} {language}: {len(drawn)} pages")
    return 0


PICKED = {"docx": {"page": 5}, "pptx": {"slide": 4}, "xlsx": {"sheet": 2}}
"""Pictures for the README: name and page number of each format."""

if __name__ == "__main__":
    sys.exit(main())

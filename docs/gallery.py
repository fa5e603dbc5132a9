"""Draws the pictures of docs/gallery from the example: a page, a slide and a sheet, in French and in Arabic, and contact sheets.

Needs LibreOffice (soffice), pdftoppm of poppler, and Pillow; see .ci/run for the packages. Run by `make gallery`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor

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
        for name, (report, of, language) in WORKSHOPS.items():
            folder = Path(work) / name
            folder.mkdir()
            file = folder / f"{name}.pptx"
            migplan.export(plan, report, of=of, to=file, language=language, host=host)
            drawn = pages(file, folder)
            light(contact(drawn), TARGET / f"{name}.png")
            print(f"{name}: {len(drawn)} pages")
        light(template_sheet(Path(work) / "template"), TARGET / "template.png")
    return 0


def light(image: Image.Image, target: Path) -> None:
    """Write a picture, in as many of its colours as keep it below the weight that a page may load."""
    colors = image.convert("RGB")
    for count in (256, 128, 64, 32):
        few = colors.quantize(count, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(target, optimize=True)
        if target.stat().st_size < HEAVIEST:
            return


def template_sheet(folder: Path) -> Image.Image:
    """Draw a deck in a client's dark template of 4:3, under what the check of the template says of it."""
    folder.mkdir()
    brand = Presentation()  # the library's own template: 4:3, black on white
    for master in brand.slide_masters:
        fill = master.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(0x12, 0x2B, 0x3A)  # type: ignore[no-untyped-call]  # python-pptx types this one not
    template = folder / "brand.pptx"
    brand.save(str(template))
    host = Host.installed()
    plan = migplan.load(EXAMPLE, host=host)
    file = folder / "deck.pptx"
    report, of, language = WORKSHOPS["consultation"]
    migplan.export(plan, report, of=of, to=file, language=language, host=host, template=template.read_bytes())
    return contact(pages(file, folder), 15)


HEAVIEST = 300_000
"""Bytes of a picture."""
WORKSHOPS = {
    "training": ("event", "tiznit-formation-1", "fr"),
    "consultation": ("event", "tiznit-concertation-3", "fr"),
    "consultation-ar": ("event", "tiznit-concertation-3", "ar"),
    "boards": ("boards", "tiznit-concertation-2", "fr"),
    "ballots": ("ballots", "tiznit-concertation-2", "fr"),
}
"""Contact sheets of the decks and of what is printed: report, event and language of each."""
PICKED = {"docx": {"page": 5}, "pptx": {"slide": 4}, "xlsx": {"sheet": 2}}
"""Pictures for the README: name and page number of each format."""

if __name__ == "__main__":
    sys.exit(main())

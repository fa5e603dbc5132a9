"""What the contract finds wrong with files."""

import io
import zipfile

from migplan import pipeline
from migplan.host import Host
from migplan.testing.office import audited
from migplan.testing.samples import sample_document


def _with(data, name, old, new):
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(written, "w") as copy:
        for one in package.namelist():
            content = package.read(one)
            copy.writestr(one, content.replace(old, new) if one == name else content)
    return written.getvalue()


def test_the_validator_judges_a_file_alike_whatever_it_read_before():
    exporter = Host.installed().exporters["docx"]
    data = pipeline.render_document(sample_document("en", exporter.medium, 1), exporter)
    broken = _with(data, "word/styles.xml", b"<w:docDefaults", b"<w:nonsense/><w:docDefaults")

    first, second = audited(broken, ".docx"), audited(broken, ".docx")

    assert audited(data, ".docx") == audited(data, ".docx") == []
    assert first and first == second == audited(broken, ".docx")

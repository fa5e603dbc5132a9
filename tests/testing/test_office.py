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


def test_the_ids_of_one_file_are_not_looked_for_in_another():
    exporter = Host.installed().exporters["docx"]
    data = pipeline.render_document(sample_document("en", exporter.medium, 1), exporter)
    third = b'<w:footnote w:id="77"><w:p/></w:footnote></w:footnotes>'
    more = _with(data, "word/footnotes.xml", b"</w:footnotes>", third)
    assert more != data

    assert not [
        wrong for _ in range(4) for one in (data, more) for wrong in audited(one, ".docx") if "not found" in wrong
    ]

"""What the tests of core and of every plugin share: LibreOffice where it is asked for, and hypothesis' profile."""

import os
import shutil

import pytest

from migplan.testing import profiles

REQUIRED = "MIGPLAN_REQUIRE_LIBREOFFICE"
"""Set to 1 where a test that needs LibreOffice must run: it then fails instead of being skipped."""

profiles.register()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs LibreOffice where there is none, or fail where it is required."""
    if item.get_closest_marker("needs_libreoffice") is None or shutil.which("soffice") is not None:
        return
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"soffice is not on the path, and {REQUIRED}=1 asks for it: install LibreOffice", pytrace=False)
    pytest.skip("soffice is not on the path: install LibreOffice to run this test")

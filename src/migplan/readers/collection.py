"""Rest for the garbage collector while many small things are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from walking again and again over what is being read; it is set as before afterwards.

    What was made counts as old at once, so that the next small collection does not walk over all of it either.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # freezing and thawing moves everything to the oldest generation, unwalked
                gc.freeze()
                gc.unfreeze()
            gc.enable()

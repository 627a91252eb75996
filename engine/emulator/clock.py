"""What goes on while nobody asks, as AWS's services do: moto does nothing between two requests."""

import logging
import threading
import time
from collections.abc import Callable


def goes_on(step: Callable[[], bool], seconds: float) -> None:
    """Calls `step` after so many seconds, and again after each call, until one returns False. Ends with the process."""
    threading.Thread(target=_repeat, args=(step, seconds), daemon=True).start()


def _repeat(step: Callable[[], bool], seconds: float) -> None:
    is_going_on = True
    logged = None
    while is_going_on:
        time.sleep(seconds)
        try:
            is_going_on = step()
            logged = None
        except Exception as error:
            # Tried again: what it has met may be over. Said once, and again when it is another one.
            if repr(error) != logged:
                logged = repr(error)
                logging.exception("what goes on by itself in the emulated AWS has failed, and is tried again")

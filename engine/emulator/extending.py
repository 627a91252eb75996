"""How the files in patches/ give moto what it lacks: methods put into moto's own classes, as a later moto would have them.

    @extends(BudgetsBackend, replacing=["describe_budgets"])
    class _:
        def update_budget(self, ...): ...       # moto has none
        def describe_budgets(self, ...): ...    # moto's is incomplete

State lives in a `functools.cached_property` or in moto's own objects, so that moto's reset forgets it.
"""

import warnings
from collections.abc import Callable, Collection

import moto

#: The moto that the patches are written for and tested with.
MOTO = "5.2.5"

if moto.__version__ != MOTO:
    warnings.warn(f"patches/ is for moto {MOTO}, this is {moto.__version__}: see README.md beside it")


def extends(target: type, replacing: Collection[str] = ()) -> Callable[[type], type]:
    """Puts a class's members into `target`.

    Where `target` already has a member that `replacing` does not name, moto has learned it: moto's own stays.
    """

    def extend(source: type) -> type:
        for name, member in vars(source).items():
            if name.startswith("__") and name not in replacing:
                continue  # a class's own
            if (name in vars(target)) != (name in replacing):
                warnings.warn(f"{target.__module__}.{target.__name__}.{name} is not what the patch expects")
                continue
            setattr(target, name, member)
        return source

    return extend

"""What moto lacks, a module or a package a service."""

import importlib
import pkgutil


def load() -> None:
    """Loads every module of this folder; nothing lists them."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)

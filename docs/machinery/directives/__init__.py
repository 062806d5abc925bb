"""What the book adds to Sphinx: one module for each directive or role.

Sphinx loads this package as one extension; each module in it has a setup(app).
"""

import importlib
import pkgutil


def setup(app):
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

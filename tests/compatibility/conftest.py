"""Running the program on what people have, as the tests of the command line do."""

from tests.cli.conftest import handouts

__all__ = ["handouts"]

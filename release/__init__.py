"""How a release is made and looked at; no part of the program."""

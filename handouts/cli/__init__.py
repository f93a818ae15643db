"""The command line: options come in, one frozen request goes down, a path or a table comes out.

The only user of Typer. What a command needs is imported inside it, so that `--help` and
completion stay quick.
"""

"""Commands in documents: ```console blocks, and the files that documents tell readers to save."""

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it is to be saved as, its text, its line."""

    language: str
    file: str
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """A command as a reader types it, and what it prints; `...` stands for anything."""

    line: int
    typed: str
    prints: str

    def printed(self, output: str) -> bool:
        """Say whether an output is what the document shows."""
        pattern = r"[\s\S]*".join(re.escape(part) for part in self.prints.split("..."))
        return re.fullmatch(pattern, output.rstrip("\n")) is not None


def blocks(path: Path) -> list[Block]:
    """Return the fenced blocks of a document, in order."""
    text = path.read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(text):
        language, _, rest = match["info"].partition(" ")
        body = re.sub(f"^{match['indent']}", "", match["body"], flags=re.MULTILINE)
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(language, rest.strip().removeprefix("file="), body, line))
    return found


def commands(block: Block) -> list[Command]:
    """Return the commands of a console block."""
    found: list[Command] = []
    lines = iter(enumerate(block.text.replace("\\\n", "").splitlines(), block.line + 1))
    for number, line in lines:
        if line.startswith("$ "):
            found.append(Command(number, " ".join(line[2:].split()), ""))
        elif found:
            last = found[-1]
            prints = f"{last.prints}\n{line}" if last.prints else line
            found[-1] = Command(last.line, last.typed, prints)
    return found

"""Run the program from a checkout: `python generate.py patient --stage acute`."""

from pathlib import Path

from handouts.__main__ import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)

"""Run the program from a checkout: `python generate.py patient --stage acute`."""

from handouts.cli.app import main

if __name__ == "__main__":
    main()

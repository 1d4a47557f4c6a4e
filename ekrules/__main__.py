"""`python -m ekrules`: the same as the `ekrules` command."""

from ekrules.cli import main

if __name__ == "__main__":
    main()

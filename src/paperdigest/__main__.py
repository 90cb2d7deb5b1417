"""`python -m paperdigest` is the command line."""

from paperdigest.cli import main

if __name__ == "__main__":
    main()

"""`python -m hiteval` is the command `hiteval`."""

from hiteval.cli import main

if __name__ == "__main__":
    main()

"""`python -m attrib` is the `attrib` command."""

from attrib.cli import command

if __name__ == "__main__":
    command()

"""`python -m bot` is `sopbot`."""

from bot.cli import main

if __name__ == "__main__":
    main()

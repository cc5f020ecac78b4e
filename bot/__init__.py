"""问报 as a person meets it: command line, console, Telegram."""

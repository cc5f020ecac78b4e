"""The Telegram bot: the only part that imports `telegram`."""

"""Rating a service after use: by QR code, widget or link, without an account, on any phone."""

"""Official publications -> packs: one module per publication format; `reading` holds the values between them."""

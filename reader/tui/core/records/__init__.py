"""What the screens that list records share: codebook, passages, review, merge, search of notes."""

"""The files of the notes: journal, snapshots, locks, and the TinyDB storage over them."""

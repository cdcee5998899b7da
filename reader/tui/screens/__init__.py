"""The screens: the main one, and the dialogs laid over it."""

"""The main screen: panes, banner, footer, and what ties the features together."""

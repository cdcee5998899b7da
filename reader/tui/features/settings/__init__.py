"""The config file: its settings take effect when it is saved; themes"""

"""The reader pane: opening cables, selecting words, following links."""

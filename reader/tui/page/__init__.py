"""The page the reader pane draws: a cable laid out in lines."""

"""What may leave the study: consent item by item, pseudonyms, and the risk that somebody is recognised."""

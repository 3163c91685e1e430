-- What fingerprints are made with, sealed by the key of the row. It stays the same when the key is changed, so that equal
-- accounts, and statements that came before, are known again. Empty: made from the key of the row itself.
alter table secret_keys add column prints_sealed bytea;

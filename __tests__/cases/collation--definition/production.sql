DROP COLLATION german;
CREATE COLLATION german (provider = icu, locale = 'de-u-ks-level2', deterministic = false);

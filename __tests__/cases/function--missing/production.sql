DROP FUNCTION tier(integer, text);

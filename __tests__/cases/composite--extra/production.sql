CREATE TYPE place AS (street TEXT, town VARCHAR(40));

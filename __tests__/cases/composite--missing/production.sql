DROP TYPE place;

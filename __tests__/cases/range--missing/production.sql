DROP TYPE span;
